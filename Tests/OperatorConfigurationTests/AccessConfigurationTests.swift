import Addressing
import DNSWire
import OperatorConfiguration
import Testing

@Suite("Who may ask and how often, in the configuration")
struct AccessConfigurationTests {
    private func parse(_ text: String) throws -> ServerConfiguration {
        try ConfigurationFile.parse(Array(text.utf8), path: "m")
    }

    @Test("listen addresses in their long form")
    func listeners() throws {
        let configuration = try parse(
            """
            listen:
              - 127.0.0.1:53
              - address: "[::1]:53"
                allow: [10.0.0.0/8, "2001:db8::/32"]
                deny: [10.1.0.0/16]
                refused: drop
              - {address: "192.0.2.1:53", proxy: {from: [192.0.2.2]}}
              - {address: "192.0.2.3:53"}
            """
        )
        let addresses = try #require(configuration.listen)
        #expect(
            addresses.map(\.description) == [
                "127.0.0.1:53", "[::1]:53", "192.0.2.1:53", "192.0.2.3:53",
            ]
        )
        #expect(configuration.listenerRules.count == 2)
        let access = try #require(configuration.listenerRules[addresses[1]]?.access)
        #expect(access.allow.map(\.description) == ["10.0.0.0/8", "2001:db8::/32"])
        #expect(access.deny.map(\.description) == ["10.1.0.0/16"])
        #expect(access.refusal == .drop)
        let proxies = try #require(configuration.listenerRules[addresses[2]]?.proxies)
        #expect(proxies.map(\.description) == ["192.0.2.2/32"])
    }

    @Test("the rate limit: a line, or what is to be other than by default")
    func rateLimit() throws {
        #expect(try parse("rate_limit: off").rateLimit == nil)
        #expect(try parse("workers: 1").rateLimit == nil)
        var expected = ServerConfiguration.RateLimitOptions()
        #expect(try parse("rate_limit: on").rateLimit == expected)
        #expect(try parse("rate_limit: {}").rateLimit == expected)
        (expected.responsesPerSecond, expected.slip) = (50, 0)
        (expected.ipv4PrefixLength, expected.ipv6PrefixLength) = (28, 48)
        expected.exempt = [try #require(IPPrefix("192.0.2.0/24"))]
        let text = """
            rate_limit: {responses_per_second: 50, slip: 0, ipv4_prefix: 28, ipv6_prefix: 48,
                         exempt: [192.0.2.0/24]}
            """
        #expect(try parse(text).rateLimit == expected)
    }

    @Test("access to zones, sizes and buffers")
    func others() throws {
        let configuration = try parse(
            """
            zone_access: {A.example: {deny: [192.0.2.1]}, b.example: {allow: ["::/0"]}}
            edns: {udp_size_without_cookie: 512}
            tcp: {buffers_mib: 3}
            """
        )
        let apex = try DomainName(presentation: "a.example")
        #expect(configuration.zoneAccess.count == 2)
        #expect(configuration.zoneAccess[apex]?.deny == [try #require(IPPrefix("192.0.2.1"))])
        #expect(configuration.udpSizeWithoutCookie == 512)
        #expect(configuration.tcp.buffersMiB == 3)
    }

    @Test(
        "a bad value is refused where it stands",
        arguments: [
            ("listen: [{allow: [1.1.1.1]}]", #"1:10: found a mapping without "address""#),
            ("listen: [{address: 'a:1'}]", #"1:20: found "a:1", expected ADDRESS:PORT"#),
            ("listen: [{address: '1.2.3.4:1', alow: []}]", #"1:33: found the unknown key "alow""#),
            (
                "listen: [{address: '1.2.3.4:1', allow: []}]",
                "1:40: found a list, expected at least one network"
            ),
            (
                "listen: [{address: '1.2.3.4:1', allow: [10.0.0.1/8]}]",
                #"1:41: found "10.0.0.1/8", expected a network without host bits"#
            ),
            (
                "listen: [{address: '1.2.3.4:1', deny: [1.1.1.1, 1.1.1.1]}]",
                "1:49: found 1.1.1.1/32 again, expected each network once"
            ),
            (
                "listen: [{address: '1.2.3.4:1', allow: [1.1.1.1], deny: [1.1.1.1]}]",
                "1:57: found 1.1.1.1/32, which allow has too, expected one of them"
            ),
            (
                "listen: [{address: '1.2.3.4:1', refused: drop}]",
                "1:42: found refused without allow and deny, expected networks"
            ),
            (
                "listen: [{address: '1.2.3.4:1', deny: [1.1.1.1], refused: no}]",
                #"1:59: found "no", expected reply or drop"#
            ),
            (
                "listen: [{address: '1.2.3.4:1', proxy: {}}]",
                #"1:40: found nothing, expected the key "from""#
            ),
            (
                "listen: ['1.2.3.4:0', {address: '1.2.3.4:0', deny: [1.1.1.1]}]",
                "1:23: found 1.2.3.4:0 again, expected each address once"
            ),
            (
                "listen: [{address: '1.2.3.4:0', deny: [1.1.1.1]}, '1.2.3.4:0']",
                "1:51: found 1.2.3.4:0 again, expected each address once"
            ),
            ("rate_limit: 5", #"1:13: found "5", expected on or off"#),
            (
                "rate_limit: {slip: 101}",
                #"1:20: found "101", expected a whole number from 0 to 100"#
            ),
            ("rate_limit: {ipv6_prefix: 65}", #"1:27: found "65", expected a whole number from 1"#),
            ("rate_limit: {sleep: 1}", #"1:14: found the unknown key "sleep""#),
            (
                "zone_access: {a: {}}",
                "1:18: found a mapping, expected a mapping with allow or deny"
            ),
            (
                "zone_access: {a: {deny: [1.1.1.1]}, A.: {deny: [1.1.1.1]}}",
                "1:37: found A. again, expected each zone once"
            ),
            ("edns: {udp_size_without_cookie: 511}", #"1:33: found "511", expected"#),
        ]
    )
    func refusals(_ text: String, _ part: String) {
        let error = #expect(throws: ConfigurationError.self) { try parse(text) }
        let description = error?.description ?? ""
        #expect(description.hasPrefix("m:\(part)"), "\(description)")
    }
}
