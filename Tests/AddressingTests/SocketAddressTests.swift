import Addressing
import Testing

@Suite("Socket addresses in text")
struct SocketAddressTests {
    @Test(
        "an address and port are read, and written the same",
        arguments: [
            ("127.0.0.1:1053", SocketAddress(.ipv4(0x7f00_0001), port: 1053)),
            ("0.0.0.0:0", SocketAddress(.ipv4(0), port: 0)),
            ("[::1]:53", SocketAddress(.ipv6(1), port: 53)),
            ("[::]:65535", SocketAddress(.ipv6(0), port: 65535)),
            (
                "[fe80::1%eth0]:53",
                SocketAddress(.ipv6(0xfe80 << 112 | 1), port: 53, interface: "eth0")
            ),
            ("[fe80::1%1]:53", SocketAddress(.ipv6(0xfe80 << 112 | 1), port: 53, interface: "1")),
        ]
    )
    func roundTrip(_ text: String, _ address: SocketAddress) {
        #expect(SocketAddress(text) == address)
        #expect(address.description == text)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:+53", "127.0.0.1:5 3",
            "::1:53", "[::1]", "[::1]53", "[127.0.0.1]:53", "localhost:53", "[::1%]:53",
            "127.0.0.1%lo:53", "127.0.0.1%1]:53", ":53", "[]:53", "1.2.3:53",
        ]
    )
    func refused(_ text: String) {
        #expect(SocketAddress(text) == nil)
    }
}
