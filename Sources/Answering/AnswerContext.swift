/// What `respond` may know besides the query, the client and the published state: all that would
/// otherwise be read from a clock, a random source or a socket.
package struct AnswerContext: Sendable, BitwiseCopyable {
    package var transport: Transport
    /// Wall time in seconds since 1970, modulo 2³²: for the timestamps of cookies (RFC 9018 §4.3).
    package var now: UInt32
    /// Fresh random bits for this query.
    package var random: UInt64

    package init(transport: Transport, now: UInt32, random: UInt64) {
        self.transport = transport
        self.now = now
        self.random = random
    }

    package enum Transport: Sendable, BitwiseCopyable {
        case udp
        /// `idleTimeout` in units of 100 ms is what edns-tcp-keepalive offers (RFC 7828 §3.1).
        case tcp(idleTimeout: UInt16)
    }
}
