/// How much TCP clients may ask of the server (RFC 7766 §6.2.2, RFC 9210 §4).
package struct ConnectionLimits: Sendable, Hashable {
    /// Connections in total. For one more, the longest idle is closed.
    package var connections = 4096
    /// Connections per listen address; nil: as many as in total.
    package var connectionsPerListener: Int?
    /// Connections per client: an IPv4 address, or an IPv6 network of 56 bits.
    package var connectionsPerClient = 1024
    /// How long a connection may do nothing; what edns-tcp-keepalive offers (RFC 7828).
    package var idleTimeout = Duration.seconds(10)
    /// How long a message may take to arrive whole, and replies to be taken.
    package var messageTimeout = Duration.seconds(10)
    /// Octets of replies that are gathered before they have to be taken by the client; the
    /// next query is read after that.
    package var queuedReplyOctets = 16384
    /// Octets that all connections together may keep: of messages that are not whole, and of replies
    /// that are not taken. Beyond, whoever is at it for the longest is closed.
    package var heldOctets = 8 << 20
    /// How long `stop` waits for clients to take their outstanding replies.
    package var stopTimeout = Duration.seconds(2)

    package init() {}
}
