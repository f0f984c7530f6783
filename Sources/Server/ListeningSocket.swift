internal import Addressing
internal import CLinuxSockets
internal import Glibc

/// A TCP socket that connections are accepted from.
final class ListeningSocket: Sendable {
    /// Connections that may wait to be accepted: as many as the system allows by default, since a burst of
    /// others fills a short queue.
    private static let backlog: Int32 = 4096

    let socket: Socket
    let address: SocketAddress
    /// Who may ask here; nil: everybody.
    let gate: ListenerGate?

    /// Unlike with UDP, address reuse lets nobody share the port here: it only passes over
    /// connections of a former server that are still winding up.
    init(
        claiming address: SocketAddress,
        gate: ListenerGate?
    ) throws(SystemError) {
        let opened = try Socket(.stream, for: address.address.family)
        if address.address.family == .ipv6 { try opened.set(linux_only_ipv6) }
        try opened.set(linux_reuse_address)
        try opened.bind(to: address)
        try opened.listen(backlog: Self.backlog)
        self.address = opened.localAddress ?? address
        self.gate = gate
        socket = opened
    }

    /// Its number for the poller: nobody else has it while the socket is open.
    var number: Int { Int(socket.descriptor) }

    /// The next connection that waits.
    func accept() -> Accepted {
        let accepted = linux_socket_accept(socket.descriptor)
        if accepted.descriptor >= 0 {
            let connection = Socket(owning: accepted.descriptor)
            // Replies are whole when they are written: there is nothing to wait for. A failure
            // costs some milliseconds, nothing else.
            try? connection.set(linux_no_delay)
            return .connection(connection, accepted.peer.address)
        }
        return switch -accepted.descriptor {
        case EAGAIN: .none
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: .exhausted
        // Errors of the connection itself, which has gone before it was accepted (accept(2)).
        default: .failed
        }
    }

    enum Accepted: ~Copyable {
        case connection(Socket, IPAddress)
        case none
        case failed
        /// No descriptor or memory is left: trying again at once would only spin.
        case exhausted
    }

    /// Takes no further connections; those that nobody has accepted are reset.
    func stopListening() { shutDownReceiving(socket) }
}
