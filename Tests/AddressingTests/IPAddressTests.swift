import Addressing
import Testing

@Suite("IP addresses")
struct IPAddressTests {
    @Test(
        "text forms and what they are written as (RFC 5952)",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"),
            ("255.255.255.255", "255.255.255.255"),
            ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8::A", "2001:db8::a"),
            // §4.1 leading zeros, §4.2.1 as short as possible
            ("2001:0db8:0000:0000:0000:0000:0002:0001", "2001:db8::2:1"),
            // §4.2.2 one zero group alone is not shortened
            ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            // §4.2.3 the longest run, the first of equal ones
            ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
            ("0:0:1::", "0:0:1::"), ("::1:0:0:0:0", "0:0:0:1::"),
            ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
            ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
            // §5 IPv4-mapped
            ("::ffff:192.0.2.1", "::ffff:192.0.2.1"), ("::FFFF:C000:201", "::ffff:192.0.2.1"),
            ("64:ff9b::192.0.2.1", "64:ff9b::c000:201"),
            ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
            ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ]
    )
    func textForms(_ text: String, _ canonical: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == canonical)
        #expect(IPAddress(canonical) == address)
    }

    @Test(
        "what is no address",
        arguments: [
            "", ".", ":", ":::", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.04", "192.000.2.1",
            "1.2.3.", ".1.2.3", "1..2.3", "0x1.2.3.4", "+1.2.3.4", "1.2.3.4 ", " ::1", "::1%eth0",
            "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "::g", "::+1", "::-1",
            "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3.4:1",
            "::1.2.3", "1:", ":1", "1:2:3:4:5:6:7:", "[::1]", "::1/128", "example", "１.2.3.4",
        ]
    )
    func malformed(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test("octets are in network order, 4 or 16 of them")
    func octets() {
        #expect(IPAddress.ipv4(0xc000_0201).octets == [192, 0, 2, 1])
        let bits: UInt128 = 0x2001_0db8 << 96 | 0xff
        let octets = IPAddress.ipv6(bits).octets
        #expect(octets == [0x20, 0x01, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 11) + [0xff])
        #expect(IPAddress(octets: octets) == .ipv6(bits))
        #expect(IPAddress(octets: [192, 0, 2, 1]) == .ipv4(0xc000_0201))
        for count in [0, 3, 5, 15, 17] {
            #expect(IPAddress(octets: [UInt8](repeating: 1, count: count)) == nil)
        }
    }

    @Test(
        "unspecified addresses",
        arguments: [("0.0.0.0", true), ("::", true), ("0.0.0.1", false), ("::1", false)]
    )
    func special(_ text: String, _ isUnspecified: Bool) throws {
        #expect(try #require(IPAddress(text)).isUnspecified == isUnspecified)
    }

    @Test(
        "the address whose location counts, and the bits before it",
        arguments: [
            ("192.0.2.1", "192.0.2.1", 0), ("::ffff:192.0.2.1", "192.0.2.1", 96),
            ("64:ff9b::192.0.2.1", "192.0.2.1", 96),
            ("64:ff9b:1::192.0.2.1", "64:ff9b:1::c000:201", 0),
            ("::192.0.2.1", "::c000:201", 0), ("2002:c000:201::", "2002:c000:201::", 0),
            ("64:ff9b::1:c000:201", "64:ff9b::1:c000:201", 0), ("2001:db8::1", "2001:db8::1", 0),
        ]
    )
    func geographic(_ text: String, _ inner: String, _ precedingBits: Int) throws {
        let found = try #require(IPAddress(text)).geographic
        #expect(found.address.description == inner)
        #expect(found.precedingBits == precedingBits)
    }
}
