// Sockets of the tests' own, so that the server is seen from outside. Unsafe code is confined to
// this file: each pointer is lent for the one call that it stands in.
import Addressing
import Dispatch
import Glibc
import Server

/// A socket connected to the server. UDP: only datagrams from the very address that was asked
/// reach it. Every call gives up after a minute.
final class LoopbackClient {
    enum Failure: Error {
        case call(String, Int32)
        case timeout
    }

    private(set) var descriptor: Int32
    private static let patience = timeval(tv_sec: 60, tv_usec: 0)

    static func udp(
        to server: SocketAddress,
        from source: IPAddress? = nil
    ) throws -> LoopbackClient {
        let client = try LoopbackClient(SOCK_DGRAM, server.address.family, from: source)
        try client.connect(to: server)
        return client
    }

    /// `receiveBuffer` makes the window small, for a client that does not read; `segment` keeps the
    /// server's send buffer small, which is in proportion to the segments.
    static func tcp(
        to server: SocketAddress,
        from source: IPAddress? = nil,
        receiveBuffer: Int32? = nil,
        segment: Int32? = nil
    ) throws -> LoopbackClient {
        let client = try LoopbackClient(
            SOCK_STREAM,
            server.address.family,
            from: source,
            receiveBuffer: receiveBuffer,
            segment: segment
        )
        try client.connect(to: server)
        return client
    }

    /// A TCP socket for IPv4 that is not connected yet.
    static func unconnected() throws -> LoopbackClient { try LoopbackClient(SOCK_STREAM, .ipv4) }

    private init(
        _ type: __socket_type,
        _ family: AddressFamily,
        from source: IPAddress? = nil,
        receiveBuffer: Int32? = nil,
        segment: Int32? = nil
    ) throws {
        let family = family == .ipv4 ? AF_INET : AF_INET6
        descriptor = try Self.checked(
            socket(family, Int32(type.rawValue | SOCK_CLOEXEC.rawValue), 0),
            "socket"
        )
        var patience = Self.patience
        let size = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
        var one: Int32 = 1
        if type == SOCK_STREAM {
            unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
        }
        if var octets = receiveBuffer {
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &octets, 4)
        }
        if var octets = segment {
            unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_MAXSEG, &octets, 4)
        }
        if let source {
            try unsafe Self.withSocketAddress(SocketAddress(source, port: 0)) { address, length in
                _ = try Self.checked(unsafe bind(descriptor, address, length), "bind")
            }
        }
    }

    func connect(to server: SocketAddress) throws {
        try unsafe Self.withSocketAddress(server) { address, length in
            _ = try Self.checked(unsafe Glibc.connect(descriptor, address, length), "connect")
        }
    }

    private init(owning descriptor: Int32) { self.descriptor = descriptor }

    /// A TCP listener of somebody else, on a port of the system's choice.
    static func listener() throws -> (client: LoopbackClient, address: SocketAddress) {
        let loopback = IPAddress.ipv4(0x7f00_0001)
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let client = LoopbackClient(owning: try checked(socket(AF_INET, type, 0), "socket"))
        try unsafe withSocketAddress(SocketAddress(loopback, port: 0)) { address, length in
            _ = try checked(unsafe bind(client.descriptor, address, length), "bind")
        }
        _ = try checked(listen(client.descriptor, 1), "listen")
        var local = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let returned = unsafe withUnsafeMutablePointer(to: &local) { pointer in
            unsafe getsockname(
                client.descriptor,
                UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: sockaddr.self),
                &length
            )
        }
        _ = try checked(returned, "getsockname")
        return (client, SocketAddress(loopback, port: UInt16(bigEndian: local.sin_port)))
    }

    deinit { close() }

    func close() {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
    }

    func send(_ octets: [UInt8]) throws {
        var rest = octets[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    descriptor,
                    buffer.baseAddress,
                    buffer.count,
                    Int32(MSG_NOSIGNAL)
                )
            }
            rest = rest.dropFirst(Int(try Self.checked(Int32(sent), "send")))
        }
    }

    /// Also one without any octets.
    func sendDatagram(_ octets: [UInt8]) throws {
        let sent = unsafe octets.withUnsafeBytes { buffer in
            unsafe Glibc.send(descriptor, buffer.baseAddress, buffer.count, 0)
        }
        _ = try Self.checked(Int32(sent), "send")
    }

    /// What arrives next: a datagram, or some octets of the stream; empty at its end.
    func receive(upTo count: Int = 65536) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        let received = unsafe buffer.withUnsafeMutableBytes { room in
            unsafe recv(descriptor, room.baseAddress, room.count, 0)
        }
        if received < 0, errno == EAGAIN { throw Failure.timeout }
        return Array(buffer.prefix(Int(try Self.checked(Int32(received), "recv"))))
    }

    func receive(exactly count: Int) throws -> [UInt8] {
        var octets: [UInt8] = []
        while octets.count < count {
            let more = try receive(upTo: count - octets.count)
            guard !more.isEmpty else { throw Failure.call("recv: end of stream", 0) }
            octets += more
        }
        return octets
    }

    /// A message with its length before it (RFC 1035 §4.2.2).
    func receiveMessage() throws -> [UInt8] {
        let length = try receive(exactly: 2)
        return try receive(exactly: Int(length[0]) << 8 | Int(length[1]))
    }

    /// True once the server has closed the connection; what it sent before is skipped.
    func isClosedByServer() throws -> Bool {
        do {
            while try !receive().isEmpty {}
            return true
        } catch Failure.call(_, ECONNRESET) {
            return true
        } catch Failure.timeout {
            return false
        }
    }

    /// Sends on a thread of its own, as the server may not take all of it yet. It ends when all is
    /// sent, or with the connection.
    func sendInBackground(_ octets: [UInt8]) -> DispatchGroup {
        let descriptor = descriptor
        let sending = DispatchGroup()
        // A queue of its own: the threads of the global ones may all be in other tests.
        DispatchQueue(label: "test-sender").async(group: sending) {
            var rest = octets[...]
            while !rest.isEmpty {
                let sent = unsafe rest.withUnsafeBytes { buffer in
                    let flags = Int32(MSG_NOSIGNAL)
                    return unsafe Glibc.send(descriptor, buffer.baseAddress, buffer.count, flags)
                }
                guard sent > 0 else { return }
                rest = rest.dropFirst(sent)
            }
        }
        return sending
    }

    /// Breaks the connection off, also for a thread that is sending.
    func abort() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// True once the server's system has all that was sent, and the end of the stream if that was.
    var isDelivered: Bool {
        var outstanding: Int32 = 0
        return unsafe ioctl(descriptor, UInt(TIOCOUTQ), &outstanding) == 0 && outstanding == 0
    }

    func closeSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    private static func checked(_ returned: Int32, _ call: String) throws -> Int32 {
        guard returned >= 0 else { throw Failure.call(call, errno) }
        return returned
    }

    static func withSocketAddress(
        _ address: SocketAddress,
        _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Void
    ) throws {
        var storage = sockaddr_storage()
        let octets = address.address.octets
        try unsafe withUnsafeMutableBytes(of: &storage) { raw in
            let isIPv4 = octets.count == 4
            unsafe raw.storeBytes(of: UInt16(isIPv4 ? AF_INET : AF_INET6), as: UInt16.self)
            unsafe raw.storeBytes(of: address.port.bigEndian, toByteOffset: 2, as: UInt16.self)
            unsafe raw[(isIPv4 ? 4 : 8)...].copyBytes(from: octets)
            guard let start = raw.baseAddress else { return }
            let length = isIPv4 ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
            try unsafe body(start.assumingMemoryBound(to: sockaddr.self), socklen_t(length))
        }
    }
}
