internal import Addressing
internal import CLinuxSockets

/// A TCP socket that connections are accepted from.
final class ListeningSocket: Sendable {
    /// Connections that may wait to be accepted; the system's own limit is 4096 by default.
    private static let backlog: Int32 = 1024

    let socket: Socket
    let address: SocketAddress

    /// Unlike with UDP, address reuse lets nobody share the port here: it only passes over
    /// connections of a former server that are still winding up.
    init(claiming address: SocketAddress) throws(SystemError) {
        let opened = try Socket(.stream, for: address.address.family)
        if address.address.family == .ipv6 { try opened.set(linux_only_ipv6) }
        try opened.set(linux_reuse_address)
        try opened.bind(to: address)
        try opened.listen(backlog: Self.backlog)
        self.address = opened.localAddress ?? address
        socket = opened
    }
}
