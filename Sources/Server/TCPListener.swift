internal import Addressing
internal import CLinuxSockets
internal import Dispatch
internal import Glibc

/// Accepts the connections of one listen address.
final class TCPListener {
    let listening: ListeningSocket
    private let source: any DispatchSourceRead
    private var isPaused = false

    init(_ listening: ListeningSocket, source: any DispatchSourceRead) {
        self.listening = listening
        self.source = source
        source.activate()
    }

    /// The next connection that waits.
    func accept() -> Accepted {
        let accepted = linux_socket_accept(listening.socket.descriptor)
        if accepted.descriptor >= 0 {
            let connection = TCPSession.Connection(owning: accepted.descriptor)
            return .connection(connection, accepted.peer.address)
        }
        switch -accepted.descriptor {
        case EAGAIN: return .none
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
        // Errors of the connection itself, which has gone before it was accepted (accept(2)).
        default: return .failed
        }
    }

    enum Accepted {
        case connection(TCPSession.Connection, IPAddress)
        case none
        case failed
        /// No descriptor or memory is left: trying again at once would only spin.
        case exhausted
    }

    func pause() {
        guard !isPaused else { return }
        isPaused = true
        source.suspend()
    }

    func resume() {
        guard isPaused else { return }
        isPaused = false
        source.resume()
    }

    func cancel() {
        source.cancel()
        // A suspended source would never get to know.
        resume()
    }
}
