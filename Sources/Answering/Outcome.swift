package import DNSWire

/// What became of a query: for those who send, count and limit. It fits into four registers: every
/// answer gives one.
package struct Outcome: Sendable, BitwiseCopyable {
    /// Octets of the reply; 0 means that nothing is to be sent, and on TCP that the connection
    /// is to be closed (RFC 7766 §8).
    package var length: Int
    package var responseCode: ResponseCode
    package var replyClass: ReplyClass
    package var cookie: CookieState
    /// Type 0 if there is no question that can be read.
    package var questionType: RRType
    private var zoneField: UInt32
    private var lastChoice: Choice

    package init(
        length: Int,
        responseCode: ResponseCode,
        replyClass: ReplyClass,
        cookie: CookieState,
        questionType: RRType = RRType(rawValue: 0),
        zone: Int? = nil,
        choice: Choice? = nil
    ) {
        self.length = length
        self.responseCode = responseCode
        self.replyClass = replyClass
        self.cookie = cookie
        self.questionType = questionType
        zoneField = zone.map { UInt32(truncatingIfNeeded: $0) } ?? Self.noZone
        lastChoice = choice ?? .none
    }

    /// More zones than there can be.
    private static var noZone: UInt32 { .max }

    /// The zone that answered first, for `ServingState.zone(_:)`; nil if none did.
    @inline(always)
    package var zone: Int? {
        get { zoneField == Self.noZone ? nil : Int(zoneField) }
        set { zoneField = newValue.map { UInt32(truncatingIfNeeded: $0) } ?? Self.noZone }
    }

    /// The last routing decision on the way to the reply; nil if there was none.
    @inline(always)
    package var choice: Choice? {
        get { lastChoice.route == Choice.none.route ? nil : lastChoice }
        set { lastChoice = newValue ?? .none }
    }

    /// A routed RRset, and which of its alternatives a client was led to.
    package struct Choice: Sendable, BitwiseCopyable {
        private let zoneField: UInt32
        /// Place of the routed RRset's `Route` in its zone.
        let route: UInt32
        private let alternativeField: UInt32

        @inline(always)
        init(zone: Int, route: UInt32, alternative: Int?) {
            zoneField = UInt32(truncatingIfNeeded: zone)
            self.route = route
            alternativeField = alternative.map { UInt32(truncatingIfNeeded: $0) } ?? .max
        }

        /// A zone starts with its header: no `Route` stands at its start.
        fileprivate static var none: Choice { Choice(zone: 0, route: 0, alternative: nil) }

        /// For `ServingState.zone(_:)`.
        package var zone: Int { Int(zoneField) }

        /// Number of the alternative; nil if none is for this client, or several are.
        var alternative: Int? { alternativeField == .max ? nil : Int(alternativeField) }
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
