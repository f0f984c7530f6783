import DNSWire
import HostedZones
import OperatorFiles
import Testing

@Suite("Zones of single records")
struct RecordLinesTests {
    @Test(
        "a record belongs to the longest declared zone that holds it, else to that of two labels",
        arguments: [
            ("www.example.com", ["example.com."]), ("a.b.c.example.com", ["example.com."]),
            ("example.com", ["example.com."]), ("com", ["com."]), (".", ["."]),
            ("www.a.test", ["a.test.", "b.a.test."]), ("x.B.A.test", ["a.test.", "b.a.test."]),
            ("b.a.test", ["a.test.", "b.a.test."]), ("*.example.com", ["example.com."]),
        ]
    )
    func zone(_ owner: String, _ names: [String]) throws {
        let declared = owner.lowercased().hasSuffix("a.test") ? ["a.test", "b.a.test"] : []
        let zones = try RecordLines.zones(
            of: ["\(owner) A 192.0.2.1"],
            declaring: declared.map { try DomainName(presentation: $0) },
            label: "record"
        )
        #expect(zones.map { "\($0.zone)" } == names)
        let holders = zones.filter { !$0.lines.isEmpty }
        let expected = owner.lowercased().contains("b.a.test") ? "b.a.test." : names.first
        #expect(holders.map { "\($0.zone)" } == [expected])
    }

    @Test("records of one name and type are one set, with SOA and NS supplied unless given")
    func sets() throws {
        let zones = try RecordLines.zones(
            of: [
                "a.test NS ns.other.example", "www.a.test 60 A 192.0.2.1",
                "www.a.test 60 A 192.0.2.2", "www.a.test A 192.0.2.3",
            ],
            declaring: [],
            label: "record"
        )
        let reading = try #require(zones.first).read()
        let zone = try #require(reading.zone)
        let sets = zone.recordSets.map { "\($0.name) \($0.type) \($0.records.count)" }
        #expect(sets == ["a.test. SOA 1", "a.test. NS 1", "www.a.test. A 3"])
        // Sets have one TTL (RFC 2181 §5.2): the odd one out is told.
        #expect(reading.problems.map { $0.location?.description } == ["record 4:1:1"])
    }

    @Test("what is wrong with the zone as a whole has a place too")
    func wholeZone() throws {
        let zones = try RecordLines.zones(
            of: ["www.a.test CNAME b.test", "www.a.test A 192.0.2.2"],
            declaring: [],
            label: "record"
        )
        let reading = try #require(zones.first).read()
        #expect(reading.zone == nil)
        let error = reading.problems.first { $0.severity == .error }
        #expect(error?.location?.file.hasPrefix("record ") == true)
    }
}
