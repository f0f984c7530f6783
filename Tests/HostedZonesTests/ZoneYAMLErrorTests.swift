import DNSWire
import HostedZones
import Testing

@Suite("Mistakes in YAML zones")
struct ZoneYAMLErrorTests {
    private func problems(_ text: String) -> [String] {
        let reading = ZoneYAMLReader.read(Array(text.utf8), file: "z.yaml")
        guard let zone = reading.zone else { return reading.problems.map(\.description) }
        return (reading.problems + ZoneChecks.problems(of: zone))
            .filter { $0.severity == .error }.map(\.description)
    }

    static let policies = "geo, weighted, latency, failover, multivalue, cidr, geoproximity"

    static let location =
        "a country (CN), a continent (continent-AS), a subdivision (US-CA) or default"

    static let ofZones: [(String, String)] = [
        ("", "1:1: error: found nothing, expected the key \"zone\""),
        ("records: {}", "1:1: error: found a mapping without \"zone\", expected the key \"zone\""),
        (
            "zone: a..b",
            "1:7: error: found two dots in a row, or a dot in front, expected a domain name"
        ),
        ("zone: [a]", "1:7: error: found a list, expected the zone's name"),
        ("[]", "1:1: error: found a list, expected a zone: a mapping with zone and records"),
        (
            "zone: a\nrecord: {}",
            "2:1: error: found the unknown key \"record\", expected one of zone, ecs, private, allow, deny, refused, records, expect (did you mean \"records\"?)"
        ),
        ("zone: a\necs: maybe", "2:6: error: found \"maybe\", expected on or off"),
        (
            "zone: a\nrecords: [x]",
            "2:10: error: found a list, expected a mapping from owners to record sets"
        ),
        (
            "zone: a\nrecords:\n  x: 192.0.2.1",
            "3:6: error: found \"192.0.2.1\", expected a mapping from types to values, such as {A: 192.0.2.1}"
        ),
        (
            "zone: a\nrecords:\n  x:",
            "3:5: error: found nothing, expected at least one type, such as A"
        ),
        (
            "zone: a\nrecords:\n  x..y: {A: 192.0.2.1}",
            "3:3: error: found two dots in a row, or a dot in front, expected an owner name, or @ for the zone itself"
        ),
        (
            "zone: a\nrecords:\n  www.b.: {A: 192.0.2.1}",
            "3:12: error: RRSet with DNS name www.b. is not permitted in zone a."
        ),
    ]

    @Test("of the zone", arguments: ofZones)
    func zones(_ text: String, _ message: String) {
        #expect(problems(text) == ["z.yaml:\(message)"])
    }

    static let ofRecordSets: [(String, String)] = [
        (
            "AX: 192.0.2.1",
            "4:5: error: found \"AX\", expected a type such as A, CNAME or TYPE65280"
        ),
        (
            "ANY: x",
            "4:5: error: found \"ANY\", expected a type that a zone can hold (RFC 6895 §3.1)"
        ),
        ("A: ", "4:7: error: found nothing, expected a value of type A"),
        ("A: 192.0.2", "4:8: error: found '192.0.2', expected an IPv4 address such as 192.0.2.1"),
        (
            "MX: 10 a..b",
            "4:12: error: found two dots in a row, or a dot in front, expected the name of a mail host"
        ),
        ("A: []", "4:8: error: found a list, expected at least one value"),
        ("A: [{}]", "4:9: error: found a mapping, expected a value of type A"),
        (
            "A: {ttl: 60}",
            "4:8: error: found a mapping, expected one of value, values, alias, \(policies)"
        ),
        (
            "A: {value: 192.0.2.1, values: [192.0.2.1]}",
            "4:8: error: found a mapping, expected one of value, values, alias, \(policies)"
        ),
        (
            "A: {ttl: soon, value: 192.0.2.1}",
            "4:14: error: found \"soon\", expected \(TTL.expectation)"
        ),
        (
            "A: {ttl: -1, value: 192.0.2.1}",
            "4:14: error: found \"-1\", expected \(TTL.expectation)"
        ),
        (
            "A: {value: 192.0.2.1, weight: 1}",
            "4:27: error: found the unknown key \"weight\", expected one of ttl, value, values, alias, \(policies) (did you mean \"weighted\"?)"
        ),
        ("A: {values: 192.0.2.1}", "4:17: error: found \"192.0.2.1\", expected a list of values"),
        (
            "A: {geo: {}}",
            "4:14: error: found a mapping, expected at least one alternative: locations"
        ),
        ("A: {geo: {cn: 192.0.2.1}}", "4:15: error: found \"cn\", expected \(location)"),
        ("A: {geo: {BV: 192.0.2.1}}", "4:15: error: found \"BV\", expected \(location)"),
        ("A: {geo: {US-XX: 192.0.2.1}}", "4:15: error: found \"US-XX\", expected \(location)"),
        (
            "A: {geo: {continent-XX: 192.0.2.1}}",
            "4:15: error: found \"continent-XX\", expected \(location)"
        ),
        (
            "A: {geo: {CN: {}}}",
            "4:19: error: found a mapping, expected one of value, values and alias"
        ),
        (
            "A: {geo: {CN: {value: 192.0.2.1, geo: {}}}}",
            "4:38: error: found the unknown key \"geo\", expected one of id, health, ttl, value, values, alias"
        ),
        (
            "A: {geo: {CN: 192.0.2.1, US: {id: CN, value: 192.0.2.2}}}",
            "4:30: error: found the SetIdentifier 'CN' again at x.a. A, expected each once"
        ),
        (
            "CNAME: [a.example, b.example]",
            "4:5: error: found 2 CNAME records at x.a., expected one (RFC 2181 §10.1, RFC 6672 §2.4)"
        ),
        (
            "CNAME: {geo: {CN: [a.example, b.example]}}",
            "4:19: error: found 2 CNAME records at x.a., expected one (RFC 2181 §10.1, RFC 6672 §2.4)"
        ),
        (
            "CNAME: '@'",
            "4:12: error: found \"@\", expected a name in full: names in values are never relative"
        ),
        (
            "TXT: '\"open'",
            "4:11: error: found a string that does not end, expected a closing quote"
        ),
        (
            "TXT: \(String(repeating: "x", count: 256))",
            "4:10: error: found a text of 256 octets, expected at most 255; write more as '\"one\" \"two\"'"
        ),
        (
            "NS: {geo: {CN: ns.example}}",
            "4:16: error: RRSet with DNS name x.a., type NS, SetIdentifier CN, and routing to [country = (CN, China)} cannot be created because this type of RRSet is not supported."
        ),
    ]

    @Test("of record sets", arguments: ofRecordSets)
    func recordSets(_ text: String, _ message: String) {
        #expect(problems("zone: a\nrecords:\n  x:\n    \(text)\n") == ["z.yaml:\(message)"])
    }

    @Test("several at once, each with its place")
    func several() {
        let text = """
            zone: a
            ecs: 1
            records:
              x:
                A: {geo: {XX: 192.0.2.1, CN: 192.0.2, US: {value: x}}}
                B: 1
              y: {A: 1}
            """
        #expect(
            problems(text).map { $0.split(separator: " ")[0] } == [
                "z.yaml:2:6:", "z.yaml:5:15:", "z.yaml:5:34:", "z.yaml:5:55:", "z.yaml:6:5:",
                "z.yaml:7:10:",
            ]
        )
    }

    @Test("keys twice, and one name and type under two spellings")
    func duplicateKeys() {
        #expect(problems("zone: a\nrecords:\n  x: {A: 192.0.2.1}\n  x: {A: 192.0.2.2}").count == 1)
        #expect(
            problems("zone: a\nrecords:\n  x: {A: 192.0.2.1}\n  X.a.: {a: 192.0.2.2}") == [
                """
                z.yaml:4:10: error: RRSet with DNS name X.a., type A cannot be created as other \
                RRSets exist with the same name and type (the first is at z.yaml:3:7).
                """
            ]
        )
        #expect(
            problems("zone: a\nrecords:\n  x: {A: 192.0.2.1}\n  X: {A: {geo: {CN: 192.0.2.2}}}")
                == [
                    """
                    z.yaml:4:17: error: RRSet with DNS name X.a., type A, SetIdentifier CN, and routing \
                    to [country = (CN, China)} cannot be created because a non-GEO RRSet with the same \
                    name and type already exists.
                    """
                ]
        )
        #expect(
            problems(
                "zone: a\nrecords:\n  x: {A: {geo: {CN: 192.0.2.1}}}\n  X: {A: {geo: {CN: {id: b, value: 192.0.2.2}}}}"
            ) == [
                """
                z.yaml:4:17: error: RRSet with DNS name X.a., type A, SetIdentifier b, and routing to \
                [country = (CN, China)} cannot be created because a GEO RRSet with the same name, type \
                and routing to [country = (CN, China)} already exists.
                """
            ]
        )
    }
}
