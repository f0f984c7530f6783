// Unsafe code in this file: each pointer is lent for the one call that it stands in.
import Addressing
import Glibc
import Server

/// A socket of the server's own, found among the descriptors of this process by its address.
struct ServerSocket {
    private let descriptor: Int32

    static func datagram(at address: SocketAddress) -> [ServerSocket] {
        all(at: address).filter { $0[SOL_SOCKET, SO_TYPE] == Int32(SOCK_DGRAM.rawValue) }
    }

    static func listening(at address: SocketAddress) -> [ServerSocket] {
        all(at: address).filter { $0[SOL_SOCKET, SO_ACCEPTCONN] == 1 }
    }

    /// Those of connections that it has accepted, and not closed yet.
    static func connected(at address: SocketAddress) -> [ServerSocket] {
        all(at: address).filter {
            $0[SOL_SOCKET, SO_TYPE] == Int32(SOCK_STREAM.rawValue)
                && $0[SOL_SOCKET, SO_ACCEPTCONN] == 0
        }
    }

    /// What an option reads; nil if it cannot be read.
    subscript(_ level: Int32, _ name: Int32) -> Int32? {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        let returned = unsafe getsockopt(descriptor, level, name, &value, &length)
        return returned == 0 ? value : nil
    }

    /// Sends zeros over IPv6 where anything above the socket's MTU is refused; 0, or the errno.
    /// IPV6_MTU itself cannot be read while the socket is not connected (ipv6(7)).
    func sendUnfragmented(_ count: Int, to address: SocketAddress) throws -> Int32 {
        let level = Int32(IPPROTO_IPV6)
        let before = self[level, IPV6_MTU_DISCOVER] ?? 0
        set(level, IPV6_MTU_DISCOVER, to: IPV6_PMTUDISC_INTERFACE)
        defer { set(level, IPV6_MTU_DISCOVER, to: before) }
        let octets = [UInt8](repeating: 0, count: count)
        var code: Int32 = 0
        try unsafe LoopbackClient.withSocketAddress(address) { address, length in
            let sent = unsafe octets.withUnsafeBytes { buffer in
                unsafe sendto(descriptor, buffer.baseAddress, buffer.count, 0, address, length)
            }
            if sent < 0 { code = errno }
        }
        return code
    }

    private func set(_ level: Int32, _ name: Int32, to value: Int32) {
        var value = value
        unsafe setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func all(at address: SocketAddress) -> [ServerSocket] {
        (0..<Int32(min(DescriptorLimit.soft, 65536)))
            .filter { localAddress(of: $0) == address }
            .map(ServerSocket.init)
    }

    private static func localAddress(of descriptor: Int32) -> SocketAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let returned = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe getsockname(
                descriptor,
                UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: sockaddr.self),
                &length
            )
        }
        guard returned == 0 else { return nil }
        let octets = unsafe withUnsafeBytes(of: storage) { unsafe Array($0.prefix(24)) }
        let port = UInt16(octets[2]) << 8 | UInt16(octets[3])
        switch Int32(storage.ss_family) {
        case AF_INET:
            let bits = octets[4..<8].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            return SocketAddress(.ipv4(bits), port: port)
        case AF_INET6:
            let bits = octets[8..<24].reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
            return SocketAddress(.ipv6(bits), port: port)
        default: return nil
        }
    }
}
