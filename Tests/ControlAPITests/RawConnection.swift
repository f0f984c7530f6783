// Unsafe code in this file: each pointer is lent for the one call that it stands in.
import Addressing
import Dispatch
import Glibc
import Synchronization

/// A connection to the server that sends what it is told to, HTTP or not. Every call gives up after
/// a minute.
///
/// It waits on a queue of its own: the server under test needs the threads that tests run on.
final class RawConnection: Sendable {
    struct Failure: Error {
        let call: String
        let code: Int32

        /// Whether the server has closed the connection.
        var isEnd: Bool { code == EPIPE || code == ECONNRESET }
    }

    private let descriptor: Int32
    private let queue = DispatchQueue(label: "raw-connection")
    private let buffer = Mutex<[UInt8]>([])

    /// `window`: the size of the receive buffer, small for a client that does not read.
    init(to server: SocketAddress, window: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket", code: errno) }
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
        var one: Int32 = 1
        unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
        if var octets = window {
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &octets, 4)
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = server.port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let returned = unsafe withUnsafeBytes(of: &address) { raw in
            unsafe connect(
                descriptor,
                raw.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                socklen_t(raw.count)
            )
        }
        guard returned == 0 else { throw Failure(call: "connect", code: errno) }
    }

    deinit { close(descriptor) }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    func send(_ octets: [UInt8]) async throws { try await blocking { try $0.sendAll(octets) } }

    private func sendAll(_ octets: [UInt8]) throws {
        var rest = octets[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes { raw in
                unsafe Glibc.send(descriptor, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL))
            }
            guard sent >= 0 else { throw Failure(call: "send", code: errno) }
            rest = rest.dropFirst(sent)
        }
    }

    func closeSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next response; nil if the server closes the connection without one.
    func receive() async throws -> HTTPAnswer? {
        try await blocking { connection in
            while true {
                if let answer = connection.takeAnswer() { return answer }
                guard try connection.receiveMore() else { return nil }
            }
        }
    }

    private func takeAnswer() -> HTTPAnswer? {
        buffer.withLock { buffer in
            guard let (answer, length) = HTTPAnswer.first(in: buffer) else { return nil }
            buffer.removeFirst(length)
            return answer
        }
    }

    /// Waits until the server closes the connection; what it sends before is skipped.
    func waitForEnd() async throws {
        try await blocking { connection in
            while try connection.receiveMore() {}
        }
    }

    private func blocking<Result: Sendable>(
        _ body: @escaping @Sendable (RawConnection) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try body(self) }) }
        }
    }

    /// Returns whether there was more: false at the end of the connection.
    private func receiveMore() throws -> Bool {
        var octets = [UInt8](repeating: 0, count: 65536)
        let received = unsafe octets.withUnsafeMutableBytes { room in
            unsafe recv(descriptor, room.baseAddress, room.count, 0)
        }
        if received < 0, errno == ECONNRESET { return false }
        guard received >= 0 else { throw Failure(call: "recv", code: errno) }
        buffer.withLock { $0 += octets.prefix(received) }
        return received > 0
    }
}
