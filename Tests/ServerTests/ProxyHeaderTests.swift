import Addressing
import Server
import Testing

@Suite("PROXY headers, version 2")
struct ProxyHeaderTests {
    private static let signature: [UInt8] = [
        13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10,
    ]
    private static let ipv4: [UInt8] = [198, 51, 100, 7, 192, 0, 2, 1, 0x30, 0x39, 0, 53]
    private static let mapped: [UInt8] =
        [UInt8](repeating: 0, count: 10) + [0xff, 0xff, 198, 51, 100, 7]
    private static let ipv6: [UInt8] =
        [0x20, 1, 0xd, 0xb8] + [UInt8](repeating: 0, count: 11) + [9]

    private static func header(_ command: UInt8, _ family: UInt8, _ rest: [UInt8]) -> [UInt8] {
        signature + [command, family, UInt8(rest.count >> 8), UInt8(rest.count & 0xff)] + rest
    }

    @Test(
        "a whole header tells who asks, and where the query begins",
        arguments: [
            (0x21, 0x11, ipv4, "198.51.100.7"), (0x21, 0x12, ipv4, "198.51.100.7"),
            (0x21, 0x12, ipv4 + [4, 0, 1, 0], "198.51.100.7"),
            (0x21, 0x22, ipv6 + ipv6 + [0, 1, 0, 53], "2001:db8::9"),
            (0x21, 0x21, mapped + ipv6 + [0, 1, 0, 53], "198.51.100.7"),
            (0x20, 0x00, [], nil), (0x20, 0x11, ipv4, nil), (0x21, 0x00, [1, 2, 3], nil),
        ] as [(UInt8, UInt8, [UInt8], String?)]
    )
    func whole(_ command: UInt8, _ family: UInt8, _ rest: [UInt8], client: String?) {
        let header = Self.header(command, family, rest)
        let expected = ProxyHeader.whole(
            length: header.count,
            client: client.flatMap { IPAddress($0) }
        )
        #expect(ProxyHeader(of: (header + [1, 2, 3]).span) == expected)
        // Not one octet may be missing.
        for length in 0..<header.count {
            let part = Array(header.prefix(length))
            #expect(ProxyHeader(of: part.span) == .incomplete, "\(length)")
        }
    }

    @Test(
        "anything else is invalid, as soon as it shows",
        arguments: [
            [0x00], signature.prefix(11) + [0x0b], header(0x11, 0x11, ipv4),
            header(0x22, 0x11, ipv4), header(0x21, 0x31, [UInt8](repeating: 1, count: 216)),
            header(0x21, 0x41, ipv4), header(0x21, 0x11, Array(ipv4.prefix(11))),
            header(0x21, 0x21, ipv6 + ipv6 + [0, 1, 0]),
        ] as [[UInt8]]
    )
    func invalid(_ octets: [UInt8]) {
        #expect(ProxyHeader(of: octets.span) == .invalid)
    }
}
