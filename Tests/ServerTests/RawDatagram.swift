// Unsafe code in this file: each pointer is lent for the one call that it stands in.
import Addressing
import Glibc
import Server

/// UDP datagrams whose source is chosen freely, which takes the privilege of raw sockets.
enum RawDatagram {
    static var isPermitted: Bool {
        let descriptor = openSocket()
        if descriptor >= 0 { close(descriptor) }
        return descriptor >= 0
    }

    /// With strict reverse path filtering, the system drops what pretends to come from elsewhere.
    static var canPretend: Bool {
        isPermitted && ["all", "lo"].allSatisfy { reversePathFilter(of: $0) != UInt8(ascii: "1") }
    }

    /// Sends from an IPv4 address and port of which only the port need be zero or in use.
    static func send(
        _ payload: [UInt8],
        from source: SocketAddress,
        to server: SocketAddress
    ) throws {
        let descriptor = openSocket()
        defer { close(descriptor) }
        // The system fills in the checksum of the header, and its length (raw(7)).
        let header: [UInt8] =
            [0x45, 0, 0, 0, 0, 0, 0, 0, 64, UInt8(IPPROTO_UDP), 0, 0]
            + source.address.octets + server.address.octets
        // Checksum 0 means none (RFC 768).
        let words = [source.port, server.port, UInt16(8 + payload.count), 0]
        let packet = header + words.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] } + payload
        try unsafe LoopbackClient.withSocketAddress(server) { address, length in
            let sent = unsafe packet.withUnsafeBytes { buffer in
                unsafe sendto(descriptor, buffer.baseAddress, buffer.count, 0, address, length)
            }
            guard sent == packet.count else { throw LoopbackClient.Failure.call("sendto", errno) }
        }
    }

    /// IPPROTO_RAW: the header is ours.
    private static func openSocket() -> Int32 {
        socket(AF_INET, Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue), Int32(IPPROTO_RAW))
    }

    private static func reversePathFilter(of interface: String) -> UInt8? {
        let path = "/proc/sys/net/ipv4/conf/\(interface)/rp_filter"
        let descriptor = unsafe open(path, O_RDONLY)
        defer { close(descriptor) }
        var digit: UInt8 = 0
        return unsafe read(descriptor, &digit, 1) == 1 ? digit : nil
    }
}
