import DNSWire
import HostedZones
import OperatorFiles
import Testing

@Suite("ZoneYAMLReader")
struct ZoneYAMLTests {
    static let seed = """
        zone: example.com
        records:
          www:
            CNAME:
              ttl: 300
              geo:
                CN: abc.cloudfront.cn        # CloudFront China
                default: xyz.cloudfront.net  # CloudFront Global
        """

    private func read(_ text: String, defaults: ZoneDefaults = ZoneDefaults()) -> ZoneReading {
        ZoneYAMLReader.read(Array(text.utf8), file: "z.yaml", defaults: defaults)
    }

    @Test("a CNAME by country, with SOA and NS supplied")
    func seedScenario() throws {
        let reading = read(Self.seed)
        #expect(reading.problems.isEmpty)
        let zone = try #require(reading.zone)
        #expect(zone.usesClientSubnet == nil)
        #expect(
            try lines(of: zone.recordSets) == [
                """
                example.com. 900 SOA ns1.example.com. hostmaster.example.com. 1 7200 900 1209600 86400
                """,
                "example.com. 172800 NS ns1.example.com.",
                "www.example.com. 300 CNAME abc.cloudfront.cn. [CN CN]",
                "www.example.com. 300 CNAME xyz.cloudfront.net. [default default]",
            ]
        )
        #expect(zone.recordSets.map(\.source?.line) == [nil, nil, 7, 8])
        #expect(zone.recordSets.last?.source?.column == 9)
    }

    @Test("the configured name servers become the NS of a zone that names none")
    func configuredNameServers() throws {
        let servers = try ["a.example.net", "b.example.net"].map {
            try DomainName(presentation: $0)
        }
        let zone = try #require(read(Self.seed, defaults: ZoneDefaults(nameServers: servers)).zone)
        #expect(
            try lines(of: zone.recordSets).prefix(3) == [
                """
                example.com. 900 SOA a.example.net. hostmaster.example.com. 1 7200 900 1209600 86400
                """,
                "example.com. 172800 NS a.example.net.", "example.com. 172800 NS b.example.net.",
            ]
        )
    }

    @Test("stated NS and SOA stay")
    func statedApex() throws {
        let zone = try #require(
            read(
                """
                zone: example.com.
                ecs: off
                records:
                  "@":
                    NS: [ns.example.net]
                    SOA: {ttl: 1h, value: ns.example.net h.example.net 7 1h 15m 2w 5m}
                """
            ).zone
        )
        #expect(zone.usesClientSubnet == false)
        #expect(
            try lines(of: zone.recordSets) == [
                "example.com. 300 NS ns.example.net.",
                "example.com. 3600 SOA ns.example.net. h.example.net. 7 3600 900 1209600 300",
            ]
        )
    }

    static let forms: [(String, [String])] = [
        ("A: 192.0.2.1", ["300 A 192.0.2.1"]),
        ("A: [192.0.2.1, 192.0.2.2]", ["300 A 192.0.2.1", "300 A 192.0.2.2"]),
        ("A: {ttl: 1h30m, value: 192.0.2.1}", ["5400 A 192.0.2.1"]),
        ("A: {values: [192.0.2.1, 192.0.2.2]}", ["300 A 192.0.2.1", "300 A 192.0.2.2"]),
        ("A: {ttl: 0, values: [192.0.2.1]}", ["0 A 192.0.2.1"]),
        ("MX: 10 mail.example.net", ["300 MX 10 mail.example.net."]),
        ("MX: 10 mail.example.net.", ["300 MX 10 mail.example.net."]),
        ("CNAME: NO", ["300 CNAME NO."]),
        ("TXT: NO", ["300 TXT \"NO\""]),
        ("TXT: 1:30", ["300 TXT \"1:30\""]),
        ("TXT: 0755", ["300 TXT \"0755\""]),
        ("TXT: v=spf1 -all", ["300 TXT \"v=spf1 -all\""]),
        ("TXT: \"v=DKIM1; k=rsa\"", ["300 TXT \"v=DKIM1; k=rsa\""]),
        ("TXT: '\"one\" \"two; three\"'", ["300 TXT \"one\" \"two; three\""]),
        ("TXT: 'a\\b'", ["300 TXT \"a\\\\b\""]),
        (
            "CAA: 0 issue \"ca.example.net; policy=ev\"",
            ["300 CAA 0 issue \"ca.example.net; policy=ev\""]
        ),
        ("HTTPS: 1 . alpn=\"h2,h3\"", ["300 HTTPS 1 . alpn=\"h2,h3\""]),
        ("TYPE65280: \\# 2 0102", ["300 TYPE65280 \\# 2 0102"]),
        ("A: {geo: {US-CA: 192.0.2.1}}", ["300 A 192.0.2.1 [US-CA US-CA]"]),
        ("A: {geo: {continent-AS: 192.0.2.1}}", ["300 A 192.0.2.1 [continent-AS continent-AS]"]),
        ("A: {geo: {NO: 192.0.2.1}}", ["300 A 192.0.2.1 [NO NO]"]),
        ("A: {geo: {AS: 192.0.2.1}}", ["300 A 192.0.2.1 [AS AS]"]),
        (
            "A: {geo: {default: [192.0.2.1, 192.0.2.2]}}",
            ["300 A 192.0.2.1 [default default]", "300 A 192.0.2.2 [default default]"]
        ),
        (
            "A: {ttl: 60, geo: {CN: {id: china, value: 192.0.2.1}, default: {ttl: 5, values: [192.0.2.2]}}}",
            ["60 A 192.0.2.1 [CN china]", "5 A 192.0.2.2 [default default]"]
        ),
        ("TXT: {geo: {UA-11: Crimea}}", ["300 TXT \"Crimea\" [UA-11 UA-11]"]),
    ]

    @Test("values of every form are read", arguments: forms)
    func values(_ text: String, _ expected: [String]) throws {
        let reading = read("zone: example.com\nrecords:\n  x:\n    \(text)\n")
        #expect(reading.problems.isEmpty)
        let zone = try #require(reading.zone)
        let found = try lines(of: zone.recordSets).dropFirst(2)
        #expect(Array(found) == expected.map { "x.example.com. \($0)" })
    }

    @Test(
        "owners are relative unless they end in a dot",
        arguments: [
            ("\"@\"", "example.com."), ("a.b", "a.b.example.com."),
            ("a.example.com.", "a.example.com."), ("\"*\"", "*.example.com."),
            ("a\\.b", "a\\.b.example.com."), ("NO", "NO.example.com."),
            ("0755", "0755.example.com."),
        ]
    )
    func owners(_ key: String, _ name: String) throws {
        let zone = try #require(read("zone: example.com\nrecords: {\(key): {A: 192.0.2.1}}").zone)
        #expect(zone.recordSets.last?.name.description == name)
    }

    @Test("a zone without records has its SOA and NS; the root can be a zone")
    func emptyZones() throws {
        #expect(read("zone: example.com").zone?.recordSets.count == 2)
        #expect(read("zone: .\nrecords: {www: {A: 192.0.2.1}}").zone?.name == .root)
    }

    @Test("a value twice is dropped with a warning")
    func duplicates() throws {
        let reading = read(
            "zone: example.com\nrecords: {x: {PTR: [a.example.net, b.example.net, A.example.net.]}}"
        )
        #expect(reading.zone?.recordSets.last?.records.count == 2)
        #expect(
            reading.problems.map(\.description) == [
                """
                z.yaml:2:51: warning: found "A.example.net." a second time, expected each value once
                """
            ]
        )
    }

    @Test("a name given beside the file must be that in it, and can stand for it")
    func givenName() throws {
        let name = try DomainName(presentation: "example.com")
        let text = "records: {x: {A: 192.0.2.1}}"
        let alone = ZoneYAMLReader.read(Array(text.utf8), file: "z.yaml", zone: name)
        #expect(alone.zone?.name == name)
        let other = ZoneYAMLReader.read(Array("zone: a\n\(text)".utf8), file: "z.yaml", zone: name)
        #expect(
            other.problems.map(\.description) == [
                """
                z.yaml:1:7: error: found "a", expected example.com., as this file is configured to hold
                """
            ]
        )
    }
}
