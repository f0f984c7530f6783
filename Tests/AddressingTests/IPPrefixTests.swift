import Addressing
import Testing

@Suite("IP prefixes")
struct IPPrefixTests {
    @Test(
        "networks in CIDR form, and bare addresses",
        arguments: [
            ("192.0.2.0/24", "192.0.2.0/24", "192.0.2.255"),
            ("0.0.0.0/0", "0.0.0.0/0", "255.255.255.255"),
            ("192.0.2.1", "192.0.2.1/32", "192.0.2.1"),
            ("192.0.2.1/32", "192.0.2.1/32", "192.0.2.1"),
            ("2001:DB8::/32", "2001:db8::/32", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("::/0", "::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), ("::1", "::1/128", "::1"),
            ("128.0.0.0/1", "128.0.0.0/1", "255.255.255.255"),
        ]
    )
    func textForms(_ text: String, _ canonical: String, _ last: String) throws {
        let prefix = try #require(IPPrefix(text))
        #expect(prefix.description == canonical)
        #expect(prefix.lastAddress.description == last)
        #expect(IPPrefix(canonical) == prefix)
    }

    @Test(
        "what is no network",
        arguments: [
            "", "/", "192.0.2.0/", "/24", "192.0.2.0/33", "::/129", "192.0.2.0/-1", "192.0.2.0/+24",
            "192.0.2.1/24", "2001:db8::1/32", "192.0.2.0/24/24", "192.0.2.0/ 24", "192.0.2/24",
            "192.0.2.0/99999999999999999999", "192.0.2.0/255.255.255.0",
        ]
    )
    func malformed(_ text: String) {
        #expect(IPPrefix(text) == nil)
    }

    @Test("the network around an address clears the bits beyond its length")
    func around() throws {
        let address = try #require(IPAddress("198.51.100.77"))
        let networks = [0, 8, 25, 26, 31, 32].map { IPPrefix(around: address, length: $0) }
        #expect(
            networks.map { $0?.description } == [
                "0.0.0.0/0", "198.0.0.0/8", "198.51.100.0/25", "198.51.100.64/26",
                "198.51.100.76/31", "198.51.100.77/32",
            ]
        )
        #expect(IPPrefix(around: address, length: 33) == nil)
        #expect(IPPrefix(around: address, length: -1) == nil)
    }

    @Test(
        "a network contains addresses of its own family, first to last",
        arguments: [
            ("192.0.2.0/24", "192.0.2.0", true), ("192.0.2.0/24", "192.0.2.255", true),
            ("192.0.2.0/24", "192.0.3.0", false), ("192.0.2.0/24", "::ffff:192.0.2.1", false),
            ("0.0.0.0/0", "::", false), ("::/0", "192.0.2.1", false), ("::/0", "ff::", true),
            ("2001:db8::/33", "2001:db8:7fff::", true), ("2001:db8::/33", "2001:db8:8000::", false),
        ]
    )
    func contains(_ network: String, _ address: String, _ expected: Bool) throws {
        let network = try #require(IPPrefix(network))
        #expect(network.contains(try #require(IPAddress(address))) == expected)
    }

    @Test(
        "the network whose location counts",
        arguments: [
            ("::ffff:192.0.2.0/120", "192.0.2.0/24"), ("64:ff9b::/96", "0.0.0.0/0"),
            ("64:ff9b::192.0.2.1/128", "192.0.2.1/32"), ("64:ff9b::/95", "64:ff9b::/95"),
            ("::/0", "::/0"), ("2001:db8::/32", "2001:db8::/32"), ("192.0.2.0/24", "192.0.2.0/24"),
        ]
    )
    func geographic(_ network: String, _ expected: String) throws {
        #expect(try #require(IPPrefix(network)).geographic.description == expected)
    }
}
