import HostedZones
import Route53
import Testing

/// What a batch is refused with, word for word.
@Suite("Refusals of changes")
struct ChangeRefusalTests {
    typealias Change = (RecordSetAction, RecordSetElement)

    /// `x` and `w` (weighted, two members) are there, `c` is a CNAME, `l` an alias to `x`.
    private func fixture() throws -> ZoneFixture {
        var fixture = try ZoneFixture()
        try fixture.change(
            (.create, a("x.example.com")),
            (.create, weighted("w.example.com", "one")),
            (.create, weighted("w.example.com", "two")),
            (.create, records("c.example.com", "CNAME", ["d.example.net"])),
            (.create, alias("l.example.com", to: "x.example.com", in: fixture.zone))
        )
        return fixture
    }

    private static let policies =
        "Invalid request: Expected exactly one of [Weight, Region, Failover, GeoLocation, MultiValueAnswer, GeoProximityLocation, or CidrRoutingConfig]"
    private static let contents =
        "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId]"
    private static let change =
        "in Change with [Action=CREATE, Name=n.example.com, Type=A, SetIdentifier="

    static let shapes: [(RecordSetElement, String)] = [
        (a("n.example.com") { $0.setIdentifier = "s" }, "\(policies), but found none \(change)s]"),
        (
            weighted("n.example.com", "s") { $0.region = "eu-west-1" },
            "\(policies), but found more than one \(change)s]"
        ),
        (
            a("n.example.com") { $0.weight = 1 },
            "Invalid request: Missing field 'SetIdentifier' \(change)null]"
        ),
        (a("n.example.com") { $0.records = nil }, "\(contents), but found none \(change)null]"),
        (
            a("n.example.com") {
                $0.aliasTarget = AliasTargetElement(
                    hostedZoneID: "Z",
                    dnsName: "x",
                    evaluateTargetHealth: false
                )
            },
            "\(contents), but found more than one \(change)null]"
        ),
        (
            a("n.example.com") { $0.records = [] },
            "Invalid XML ; cvc-complex-type.2.4.b: The content of element 'ResourceRecords' is not complete."
        ),
        (
            a("n.example.com") { $0.ttl = 2_147_483_648 },
            "1 validation error detected: Value '2147483648' at 'changeBatch.changes.1.member.resourceRecordSet.tTL' failed to satisfy constraint: Member must have value less than or equal to 2147483647"
        ),
        (
            a("n.example.com") {
                $0.setIdentifier = "s"
                $0.geoLocation = GeoLocationElement(continentCode: "Default")
            },
            "Invalid XML ; cvc-length-valid: Value 'Default' with length = '7' is not facet-valid with respect to length '2' for type 'ContinentCode'."
        ),
    ]

    @Test("of a bad shape are InvalidInput", arguments: shapes)
    func shape(_ recordSet: RecordSetElement, _ message: String) throws {
        var fixture = try fixture()
        #expect(fixture.refusal((.create, recordSet)) == "InvalidInput: \(message)")
    }

    static let meanings: [([Change], String)] = [
        (
            [(.create, a("x.example.com"))],
            "Tried to create resource record set [name='x.example.com.', type='A'] but it already exists"
        ),
        (
            [(.create, weighted("w.example.com", "one"))],
            "Tried to create resource record set [name='w.example.com.', type='A', set-identifier='one'] but it already exists"
        ),
        (
            [(.delete, a("*.example.com"))],
            #"Tried to delete resource record set [name='\052.example.com.', type='A'] but it was not found"#
        ),
        (
            [(.delete, a("x.example.com") { $0.ttl = 61 })],
            "Tried to delete resource record set [name='x.example.com.', type='A'] but the values provided do not match the current values"
        ),
        (
            [(.create, a("example.org"))],
            "RRSet with DNS name example.org. is not permitted in zone example.com."
        ),
        (
            [(.create, records("x.example.com", "CNAME", ["y.example.net"]))],
            "RRSet of type CNAME with DNS name x.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com."
        ),
        (
            [(.create, a("c.example.com"))],
            "RRSet of type A with DNS name c.example.com. is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone example.com."
        ),
        (
            [(.create, records("example.com", "CNAME", ["y.example.net"]))],
            "RRSet of type CNAME with DNS name example.com. is not permitted at apex in zone example.com."
        ),
        (
            [(.upsert, a("w.example.com"))],
            "RRSet with DNS name w.example.com., type A cannot be created as other RRSets exist with the same name and type."
        ),
        (
            [(.create, weighted("x.example.com", "s"))],
            "RRSet with DNS name x.example.com., type A, SetIdentifier s cannot be created as a non-weighted set exists with the same name and type."
        ),
        (
            [(.upsert, weighted("w.example.com", "one") { $0.ttl = 61 })],
            "RRSet with DNS name w.example.com., type A, SetIdentifier one cannot be created as weighted sets must contain the same TTL."
        ),
        (
            [(.delete, a("x.example.com"))],
            "Tried to delete resource record set [name='x.example.com.', type='A'] but it is the target of the alias [name='l.example.com.', type='A']"
        ),
        (
            [(.create, records("t.example.com", "TXT", ["no quotes"]))],
            "Invalid Resource Record: 'FATAL problem: InvalidCharacterString (Value should be enclosed in quotation marks) encountered with 'no quotes''"
        ),
        (
            [(.upsert, records("example.com", "SOA", ["ns1.example.com. h.example.com. 1 2 3 4"]))],
            "Invalid Resource Record: 'FATAL problem: SOARRDATANotSevenFields (SOA record doesn't have 7 fields) encountered with 'ns1.example.com. h.example.com. 1 2 3 4''"
        ),
        (
            [(.create, records("a.example.com", "A", ["192.0.2"]))],
            "Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) encountered with '192.0.2''"
        ),
        (
            [(.create, records("a.example.com", "A", ["192.0.2.1", "192.0.2.1"]))],
            "Duplicate Resource Record: '192.0.2.1'"
        ),
        (
            [(.create, a("a b.example.com"))],
            "FATAL problem: UnsupportedCharacter (Value contains unsupported characters) encountered with ' '"
        ),
        (
            [(.create, records("a.example.com", "TXT", (0...400).map { "\"\($0)\"" }))],
            "Cannot have more than 400 records in a RRSet."
        ),
        (
            [(.create, records("a.example.com", "TXT", (0...1000).map { "\"\($0)\"" }))],
            "Number of records limit of 1000 exceeded."
        ),
        (
            [(.upsert, records("a.example.com", "TXT", (0..<501).map { "\"\($0)\"" }))],
            "Number of records limit of 1000 exceeded."
        ),
        (
            [
                (.create, a("n.example.com")), (.upsert, a("N.example.com.")),
            ],
            "The request contains an invalid set of changes for a resource record set 'A n.example.com.'"
        ),
        (
            [(.create, records("*.d.example.com", "NS", ["ns.example.net"]))],
            "Changing wildcard NS record sets are not supported. No changes made."
        ),
        (
            [(.create, a("n.example.com") { $0.healthCheckID = "none" })],
            "NoSuchHealthCheck: No health check found with ID: none"
        ),
        (
            [
                (
                    .create,
                    a("n.example.com") {
                        $0.setIdentifier = "s"
                        $0.geoLocation = GeoLocationElement(
                            countryCode: "US",
                            subdivisionCode: "ZZ"
                        )
                    }
                )
            ],
            "Cannot find location: 'country = US subdivision = ZZ'. No changes made."
        ),
        (
            [(.create, records("s.example.com", "SVCB", ["32768 target.example.net."]))],
            "Invalid Resource Record: 'FATAL problem: SVCBRRDATAUnsupported (The priority is a number from 0 to 32767) encountered with '32768 target.example.net.''"
        ),
    ]

    @Test(
        "of a bad meaning are told as Route 53 tells them, and change nothing",
        arguments: meanings
    )
    func meaning(_ changes: [Change], _ message: String) throws {
        var fixture = try fixture()
        let before = fixture.recordSets
        _ = fixture.account.takeEdits()
        var told: String?
        do {
            try fixture.change(changes)
        } catch {
            told =
                error.code == .invalidChangeBatch
                ? error.messages.joined(separator: ", ") : error.description
        }
        #expect(told == message)
        #expect(fixture.recordSets == before)
        #expect(fixture.account.takeEdits().isEmpty)
    }

    @Test("of alias targets name the target and the zone that was said")
    func targets() throws {
        var fixture = try fixture()
        let zone = fixture.zone
        #expect(
            fixture.refusal((.create, alias("n.example.com", to: "Missing.example.com", in: zone)))
                == "Tried to create an alias that targets missing.example.com., type A in zone \(zone), but that target was not found"
        )
        #expect(
            fixture.refusal((.create, alias("n.example.com", to: "example.org", in: zone)))
                == "Tried to create an alias that targets example.org., type A in zone \(zone), but the alias target name does not lie within the target zone"
        )
        #expect(
            fixture.refusal(
                (.create, alias("n.example.com", to: "d1.cloudfront.net", in: ID("Z2FDTNDATAQYW2")))
            )
                == nil
        )
    }

    @Test("the SOA and NS record sets of a zone can be changed, and stay")
    func apex() throws {
        var fixture = try ZoneFixture()
        let made = Array(try #require(fixture.account.hostedZones[fixture.zone]).recordSets.all)
        #expect(made.map(\.type) == ["NS", "SOA"])
        let rules = [
            "A HostedZone must contain at least one NS record for the zone itself.",
            "A HostedZone must contain exactly one SOA record.",
        ]
        for (recordSet, rule) in zip(made, rules) {
            #expect(fixture.refusal((.delete, recordSet)) == rule)
        }
        #expect(fixture.refusal((.upsert, records("example.com", "NS", ["ns.example.net"]))) == nil)
    }

    @Test("members of a weighted group change their TTL together")
    func together() throws {
        var fixture = try fixture()
        try fixture.change(
            (.upsert, weighted("w.example.com", "one") { $0.ttl = 9 }),
            (.upsert, weighted("w.example.com", "two") { $0.ttl = 9 })
        )
        #expect(fixture.recordSets.filter { $0.weight != nil }.map(\.ttl) == [9, 9])
    }
}

func weighted(
    _ name: String,
    _ identifier: String,
    _ more: (inout RecordSetElement) -> Void = { _ in }
) -> RecordSetElement {
    a(name) { element in
        element.setIdentifier = identifier
        element.weight = 1
        more(&element)
    }
}
