/// How long each part of a probe may take, and how many probes are made at once.
package struct ProbeLimits: Sendable, Hashable {
    /// For the TCP connection of a probe that speaks HTTP.
    package var connection: Duration
    /// For the TCP connection of a probe that does nothing else.
    package var bareConnection: Duration
    /// From the connection to the status line, the TLS handshake included.
    package var status: Duration
    /// From the status line to the end of the body, or of the part of it that is searched.
    package var body: Duration
    /// Connections at a time. A probe that finds no room waits for its turn.
    package var connectionsAtOnce: Int
    /// Names looked up at a time. They have limits of their own, so that a resolver that does
    /// not answer delays no probe of an address.
    package var lookupsAtOnce: Int

    /// The string must stand wholly inside so much of the body.
    package static let searchedOctets = 5120

    /// The time-outs are Route 53's.
    package init(
        connection: Duration = .seconds(4),
        bareConnection: Duration = .seconds(10),
        status: Duration = .seconds(2),
        body: Duration = .seconds(2),
        connectionsAtOnce: Int = 256,
        lookupsAtOnce: Int = 16
    ) {
        self.connection = connection
        self.bareConnection = bareConnection
        self.status = status
        self.body = body
        self.connectionsAtOnce = connectionsAtOnce
        self.lookupsAtOnce = lookupsAtOnce
    }
}
