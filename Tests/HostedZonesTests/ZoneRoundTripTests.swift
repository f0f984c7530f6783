import DNSWire
import HostedZones
import Testing

/// What is written comes back as it was.
@Suite("Round trips of generated zones")
struct ZoneRoundTripTests {
    private static let seeds = 1...300 as ClosedRange<UInt64>

    /// What one zone has and the other has not, wherever they were read from.
    private func differences(_ one: HostedZone, _ other: HostedZone) -> [String] {
        recordSets(one).symmetricDifference(recordSets(other)).map { "\($0)" }.sorted()
    }

    private func recordSets(_ zone: HostedZone) -> Set<ResourceRecordSet> {
        Set(
            zone.recordSets.map { recordSet in
                var recordSet = recordSet
                recordSet.source = nil
                return recordSet
            }
        )
    }

    /// The zone with the SOA and NS records that it does not state.
    private func complete(_ zone: HostedZone) throws -> HostedZone {
        let text = "zone: \(zone.name)\n"
        let empty = try #require(ZoneYAMLReader.read(Array(text.utf8), file: "z").zone)
        let hasServers = zone.recordSets.contains { $0.name == zone.name && $0.type == .ns }
        var supplied = empty.recordSets.map { recordSet in
            var recordSet = recordSet
            recordSet.name = zone.name
            return recordSet
        }
        if hasServers { supplied.removeAll { $0.type == .ns } }
        return try HostedZone(
            name: zone.name,
            recordSets: supplied + zone.recordSets,
            usesClientSubnet: zone.usesClientSubnet,
            isPrivate: zone.isPrivate
        )
    }

    @Test("through YAML", arguments: seeds)
    func yaml(_ seed: UInt64) throws {
        var generator = try ZoneGenerator(seed: seed)
        let zone = try complete(generator.zone(withOptions: true))
        let text = ZoneYAMLWriter.text(of: zone)
        let reading = ZoneYAMLReader.read(Array(text.utf8), file: "z")
        #expect(reading.problems.isEmpty, "\(text)")
        let read = try #require(reading.zone)
        #expect(differences(read, zone) == [], "\(text)")
        #expect(read.name == zone.name)
        #expect(read.usesClientSubnet == zone.usesClientSubnet)
        #expect(read.isPrivate == zone.isPrivate)
        #expect(ZoneYAMLWriter.text(of: read) == text, "the text is the same again")
    }

    @Test("through Route 53's JSON", arguments: seeds)
    func json(_ seed: UInt64) throws {
        var generator = try ZoneGenerator(seed: seed)
        let zone = try complete(generator.zone())
        let text = try Route53JSONWriter.text(of: zone)
        let reading = Route53JSONReader.read(Array(text.utf8), file: "z", zone: zone.name)
        #expect(reading.problems.isEmpty, "\(text)")
        let read = try #require(reading.zone)
        #expect(differences(read, zone) == [], "\(text)")
        #expect(try Route53JSONWriter.text(of: read) == text, "the text is the same again")
    }

    @Test("through all three forms, of zones without routing", arguments: seeds)
    func allForms(_ seed: UInt64) throws {
        var generator = try ZoneGenerator(seed: seed, plainOnly: true)
        let zone = try complete(generator.zone())
        let files = InMemoryFiles(["z": try MasterFileWriter.text(of: zone)])
        let (first, problems) = try MasterFileReader.read(
            "z",
            zone: zone.name,
            contents: files.read
        )
        #expect(problems.isEmpty)
        let json = try Route53JSONWriter.text(of: first)
        let second = try #require(
            Route53JSONReader.read(Array(json.utf8), file: "z", zone: zone.name).zone
        )
        let yaml = ZoneYAMLWriter.text(of: second)
        let third = try #require(ZoneYAMLReader.read(Array(yaml.utf8), file: "z").zone)
        #expect(differences(third, zone) == [], "\(yaml)")
    }

    @Test("expectations stay in YAML, and nothing else can say them")
    func expectations() throws {
        let text = """
            zone: example.com
            records:
              www:
                A: 192.0.2.1
            expect:
              - {from: CN, name: www, A: 192.0.2.1}
              - {from: 198.51.100.0/24, name: www, A: {one_of: [192.0.2.1, 192.0.2.2]}}
              - {from: none, name: x.y, TXT: NXDOMAIN}

            """
        let zone = try #require(ZoneYAMLReader.read(Array(text.utf8), file: "z").zone)
        #expect(zone.expectations.count == 3)
        #expect(ZoneYAMLWriter.text(of: zone) == text)
        let refusal = "found expect, expected none"
        let json = #expect(throws: ZoneProblem.self) { try Route53JSONWriter.text(of: zone) }
        #expect(json?.message.hasPrefix(refusal) == true)
        let master = #expect(throws: ZoneProblem.self) { try MasterFileWriter.text(of: zone) }
        #expect(master?.message.hasPrefix(refusal) == true)
    }
}
