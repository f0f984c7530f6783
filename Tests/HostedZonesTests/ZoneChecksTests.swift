import DNSWire
import Geography
import HostedZones
import OperatorFiles
import Testing

@Suite("ZoneChecks")
struct ZoneChecksTests {
    /// The first two lines of most examples.
    static let apex =
        "@ 60 SOA ns.example.net. h.example.net. 1 1h 15m 2w 5m\n@ 60 NS ns.example.net.\n"

    private func problems(_ text: String) throws -> [String] {
        let name = try DomainName(presentation: "example.com")
        let (recordSets, problems) = try readMasterFile(text)
        #expect(problems.isEmpty)
        return try ZoneChecks.problems(of: HostedZone(name: name, recordSets: recordSets))
            .map { $0.description.replacing("example.com.zone:", with: "", maxReplacements: 1) }
    }

    static let ofApex: [(String, [String])] = [
        (apex, []),
        (
            "@ 60 NS ns.example.net.",
            ["error: found no SOA record, expected one at example.com."]
        ),
        (
            "x 60 A 192.0.2.1",
            [
                "error: found no SOA record, expected one at example.com.",
                "error: found no NS record at example.com., expected at least one",
            ]
        ),
        (
            apex + "@ 60 SOA ns.example.net. h.example.net. 2 1h 15m 2w 5m",
            ["1:1: error: found 2 SOA records at example.com., expected one"]
        ),
        (
            apex + "x 60 SOA ns.example.net. h.example.net. 2 1h 15m 2w 5m",
            ["3:1: error: found a SOA record at x.example.com., expected it at example.com. only"]
        ),
    ]

    @Test("one SOA record and some NS records stand at the apex", arguments: ofApex)
    func apex(_ text: String, _ expected: [String]) throws {
        #expect(try problems(text) == expected)
    }

    static let ofSets: [(String, [String])] = [
        (
            "x.example.net. 60 A 192.0.2.1",
            ["3:1: error: RRSet with DNS name x.example.net. is not permitted in zone example.com."]
        ),
        (
            "xexample.com. 60 A 192.0.2.1",
            ["3:1: error: RRSet with DNS name xexample.com. is not permitted in zone example.com."]
        ),
        (
            "*.x 60 NS ns.example.net.",
            [
                "3:1: error: found NS records at the wildcard *.x.example.com., expected them at ordinary names"
            ]
        ),
        (
            "x 60 CNAME y.example.net.\nx 60 CNAME z.example.net.",
            [
                "3:1: error: found 2 CNAME records at x.example.com., expected one (RFC 2181 §10.1, RFC 6672 §2.4)"
            ]
        ),
        (
            "x 60 DNAME y.example.net.\nx 60 DNAME z.example.net.",
            [
                "3:1: error: found 2 DNAME records at x.example.com., expected one (RFC 2181 §10.1, RFC 6672 §2.4)"
            ]
        ),
        (
            "x 60 A 192.0.2.1\nX 60 CNAME y.example.net.",
            [
                "4:1: error: RRSet of type CNAME with DNS name x.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com."
            ]
        ),
        (
            "@ 60 CNAME y.example.net.",
            [
                "3:1: error: RRSet of type CNAME with DNS name example.com. is not permitted at apex in zone example.com."
            ]
        ),
        ("x 60 CNAME y.example.net.\nx 60 NSEC z CNAME NSEC", []),
        ("x 60 DNAME y.example.net.\nx 60 A 192.0.2.1", []),
    ]

    @Test("what cannot stand in a zone, or not together, is refused", arguments: ofSets)
    func sets(_ text: String, _ expected: [String]) throws {
        #expect(try problems(Self.apex + text) == expected)
    }

    static let ofOcclusion: [(String, [String])] = [
        ("sub 60 NS ns.sub\nns.sub 60 A 192.0.2.1\nsub 60 DS 1 13 200 00\nsub 60 A 192.0.2.1", []),
        (
            "sub 60 NS ns.example.net.\nsub 60 MX 1 a.example.net.\nx.y.sub 60 TXT a\nz.sub 60 NS ns.example.net.",
            [
                "4:1: warning: found sub.example.com. MX at or below the delegation sub.example.com., expected only NS, DS and addresses of name servers: it is never answered",
                "5:1: warning: found x.y.sub.example.com. TXT at or below the delegation sub.example.com., expected only NS, DS and addresses of name servers: it is never answered",
                "6:1: warning: found z.sub.example.com. NS at or below the delegation sub.example.com., expected only NS, DS and addresses of name servers: it is never answered",
            ]
        ),
        (
            "d 60 DNAME example.net.\nx.d 60 A 192.0.2.1\nd 60 A 192.0.2.1\nxd 60 A 192.0.2.1",
            [
                "4:1: warning: found x.d.example.com. A below the DNAME record of d.example.com., expected nothing there (RFC 6672 §2.4): it is never answered"
            ]
        ),
    ]

    @Test("what is never answered is warned about", arguments: ofOcclusion)
    func occlusion(_ text: String, _ expected: [String]) throws {
        #expect(try problems(Self.apex + text) == expected)
    }

    static let ofTargets: [(String, [String])] = [
        ("@ 60 NS ns1\nns1 60 A 192.0.2.1", []),
        (
            "@ 60 NS ns1\n*.x 60 A 192.0.2.1",
            [
                "2:1: warning: found the name server ns1.example.com. of example.com. without addresses in the zone, expected A or AAAA records"
            ]
        ),
        ("@ 60 NS ns1.x\n*.x 60 A 192.0.2.1", []),
        (
            "sub 60 NS ns1.sub",
            [
                "3:1: warning: found the name server ns1.sub.example.com. of sub.example.com. without addresses in the zone, expected A or AAAA records"
            ]
        ),
        ("sub 60 NS ns1.sub\nns1.sub 60 AAAA 2001:db8::1", []),
        ("a 60 NS ns1.b\nb 60 NS ns.example.net.", []),
        (
            "@ 60 MX 1 mail\nmail 60 CNAME x.example.net.",
            [
                "3:1: warning: found the target mail.example.com. of example.com. MX, which is an alias, expected a name with addresses (RFC 2181 §10.3)"
            ]
        ),
        (
            "_s._tcp 60 SRV 1 1 1 X\nx 60 CNAME x.example.net.",
            [
                "3:1: warning: found the target X.example.com. of _s._tcp.example.com. SRV, which is an alias, expected a name with addresses (RFC 2181 §10.3)"
            ]
        ),
        (
            "@ 60 NS ns1\nns1 60 CNAME x.example.net.",
            [
                "2:1: warning: found the target ns1.example.com. of example.com. NS, which is an alias, expected a name with addresses (RFC 2181 §10.3)"
            ]
        ),
        ("@ 60 HTTPS 1 www\nwww 60 CNAME x.example.net.", []),
        ("@ 60 MX 0 .", []),
    ]

    @Test("targets that lead nowhere are warned about", arguments: ofTargets)
    func targets(_ text: String, _ expected: [String]) throws {
        #expect(try problems(Self.apex + text) == expected)
    }

    @Test("the root, a single label, 127 labels and 255 octets can be zones")
    func extremeZones() throws {
        let deep = Array(repeating: "a", count: 127).joined(separator: ".")
        let label = String(repeating: "x", count: 63)
        let long = "\(label).\(label).\(label).\(String(repeating: "y", count: 61))"
        for name in [".", "test", deep, long] {
            let zone = try DomainName(presentation: name)
            let origin = zone.description
            let files = InMemoryFiles([
                "z": "@ 60 SOA . . 1 1 1 1 1\n\(origin) 60 NS ns.example.net.\n"
            ])
            let (read, problems) = try MasterFileReader.read(
                "z",
                zone: zone,
                contents: files.read
            )
            #expect(problems.isEmpty)
            let found = ZoneChecks.problems(of: read)
            #expect(!found.contains { $0.severity == .error })
        }
    }

    @Test("a zone name that is a wildcard, a set without records, and long identifiers are refused")
    func rest() throws {
        let zone = try DomainName(presentation: "*.example.com")
        let long = String(repeating: "i", count: 129)
        let place = SourceLocation(file: "z.json", line: 2, column: 3)
        let problems = try ZoneChecks.problems(
            of: HostedZone(
                name: zone,
                recordSets: [
                    ResourceRecordSet(
                        name: zone,
                        type: .a,
                        ttl: TTL(wire: 1),
                        records: [],
                        routing: .geolocation(.default),
                        setIdentifier: long,
                        source: place
                    )
                ]
            )
        )
        #expect(
            problems.map(\.message) == [
                "found the zone name *.example.com., expected a name without a wildcard",
                "found no SOA record, expected one at *.example.com.",
                "found no NS record at *.example.com., expected at least one",
                "found *.example.com. A without records, expected at least one",
                "found a SetIdentifier of 129 characters, expected 1 to 128",
            ]
        )
    }
}
