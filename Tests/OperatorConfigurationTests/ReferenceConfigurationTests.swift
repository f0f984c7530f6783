import Addressing
import DNSWire
import Geography
import OperatorConfiguration
import Routing
import Testing

@Suite("What zones refer to, in the configuration")
struct ReferenceConfigurationTests {
    private func parse(_ text: String) throws -> ServerConfiguration {
        try ConfigurationFile.parse(Array(text.utf8), path: "m")
    }

    @Test("alias targets, CIDR collections and the place of unknown clients are read")
    func everything() throws {
        let configuration = try parse(
            """
            alias_targets: {xyz.cloudfront.net: [192.0.2.1, "2001:db8::1"], LB.example.: 192.0.2.2}
            cidr_collections:
              offices: {berlin: [192.0.2.0/24, 2001:db8:1::/48], tokyo: [192.0.0.0/16]}
              empty: {}
            proximity: {unknown: "52.5, 13.4"}
            """
        )
        let targets = configuration.aliasTargets.map { name, addresses in
            "\(name) \(addresses.map(\.description).joined(separator: " "))"
        }
        #expect(
            targets.sorted() == [
                "LB.example. 192.0.2.2", "xyz.cloudfront.net. 192.0.2.1 2001:db8::1",
            ]
        )
        let cdn = try DomainName(presentation: "XYZ.cloudfront.net")
        #expect(configuration.aliasTargets[cdn]?.count == 2)
        #expect(configuration.cidrCollections.keys.sorted() == ["empty", "offices"])
        let offices = try #require(configuration.cidrCollections["offices"])
        #expect(
            offices.locations.mapValues { $0.map(\.description) } == [
                "berlin": ["192.0.2.0/24", "2001:db8:1::/48"], "tokyo": ["192.0.0.0/16"],
            ]
        )
        #expect(configuration.unknownClients.description == "52.5, 13.4")
        #expect(
            try parse("proximity: {unknown: eu-central-1}").unknownClients.description
                == "50.1, 8.7"
        )
    }

    @Test(
        "a bad value is refused where it stands",
        arguments: [
            ("alias_targets: {a..b: 192.0.2.1}", #"1:17: found "a..b", expected a domain name ("#),
            ("alias_targets: {a: x}", #"1:20: found "x", expected an IPv4 or IPv6 address"#),
            ("alias_targets: {a: []}", "1:20: found a list, expected at least one address"),
            (
                "alias_targets: {a: ['::1', '::1']}",
                "1:28: found ::1 again, expected each address once"
            ),
            (
                "alias_targets: {a: '::1', A.: '::2'}",
                "1:27: found A. again, expected each name once"
            ),
            (
                "cidr_collections: {c: {a: [10.0.0.1/8]}}",
                #"1:28: found "10.0.0.1/8", expected a CIDR block without host bits"#
            ),
            (
                "cidr_collections: {c: {a: [10.0.0.0/25]}}",
                "1:28: found 10.0.0.0/25, expected a length of 1 to 24"
            ),
            (
                "cidr_collections: {c: {a: [0.0.0.0/0]}}",
                "1:28: found 0.0.0.0/0, expected a length of 1 to 24"
            ),
            (
                "cidr_collections: {c: {a: [\"2001:db8::/49\"]}}",
                "1:28: found 2001:db8::/49, expected a length of 1 to 48"
            ),
            (
                "cidr_collections: {c: {a: [10.0.0.0/8], b: [10.0.0.0/8]}}",
                "1:45: found 10.0.0.0/8 again, which is in 'a', expected each block once in a"
            ),
            (
                "cidr_collections: {c: {a: [10.0.0.0/8, 10.0.0.0/8]}}",
                "1:40: found 10.0.0.0/8 again, which is in 'a'"
            ),
            (
                "cidr_collections: {c: {\"*\": [10.0.0.0/8]}}",
                "1:24: found the location '*', expected 1 to 16 letters, digits"
            ),
            (
                "cidr_collections: {c: {abcdefghijklmnopq: [10.0.0.0/8]}}",
                "1:24: found the location 'abcdefghijklmnopq', expected 1 to 16"
            ),
            ("cidr_collections: {a/b: {}}", #"1:20: found "a/b", expected 1 to 64 letters"#),
            (
                "proximity: {unknown: eu-west-9}",
                #"1:22: found "eu-west-9", expected a Region of AWS (eu-west-1), or latitude"#
            ),
        ]
    )
    func refusals(_ text: String, _ part: String) {
        let error = #expect(throws: ConfigurationError.self) { try parse(text) }
        let description = error?.description ?? ""
        #expect(description.hasPrefix("m:\(part)"), "\(description)")
    }

    @Test("every bad block is reported")
    func several() {
        let text = "cidr_collections: {c: {a: [x, 10.0.0.0/8, y], b: [10.0.0.0/8]}, d/e: {}}"
        let error = #expect(throws: ConfigurationError.self) { try parse(text) }
        #expect(error?.problems.count == 4)
    }
}
