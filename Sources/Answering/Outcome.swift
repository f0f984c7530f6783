package import DNSWire

/// What became of a query: for those who send, count and limit.
package struct Outcome: Sendable, BitwiseCopyable {
    /// Octets of the reply; 0 means that nothing is to be sent, and on TCP that the connection
    /// is to be closed (RFC 7766 §8).
    package var length: Int
    package var responseCode: ResponseCode
    package var replyClass: ReplyClass
    package var cookie: CookieState
    /// The zone that answered first, for `ServingState.zone(_:)`; nil if none did.
    package var zone: Int?
    /// The last routing decision on the way to the reply; nil if there was none.
    package var choice: Choice?

    package init(
        length: Int,
        responseCode: ResponseCode,
        replyClass: ReplyClass,
        cookie: CookieState,
        zone: Int? = nil,
        choice: Choice? = nil
    ) {
        self.length = length
        self.responseCode = responseCode
        self.replyClass = replyClass
        self.cookie = cookie
        self.zone = zone
        self.choice = choice
    }

    /// A routed RRset, and which of its alternatives a client got.
    package struct Choice: Sendable, BitwiseCopyable {
        /// For `ServingState.zone(_:)`.
        package let zone: Int
        /// Place of the routed RRset's `Route` in its zone.
        let route: UInt32
        /// Number of the alternative; nil if none is for this client.
        let alternative: Int?
    }

    package enum ReplyClass: UInt8, Sendable, BitwiseCopyable, CaseIterable {
        case dropped
        case answer
        case noData
        case nameError
        case referral
        case truncated
        /// FORMERR, NOTIMP, REFUSED, BADVERS and their like.
        case error
    }

    package enum CookieState: UInt8, Sendable, BitwiseCopyable, CaseIterable {
        case absent
        /// A client cookie alone, or with a server cookie that is not ours, or stale.
        case unproven
        /// The client has shown that it owns its address (RFC 7873 §5.2.3).
        case valid
    }
}
