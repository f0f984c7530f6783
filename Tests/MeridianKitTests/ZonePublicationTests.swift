import Answering
import DNSWire
import HostedZones
import MeridianKit
import Testing

@Suite("Publishing zones")
struct ZonePublicationTests {
    @Test("a zone that cannot be published stays as it was, and does not stop the others")
    func lastGood() throws {
        let good = try Self.zone("example.com", texts: 1)
        let other = try Self.zone("example.net", texts: 1)
        // 300 strings of 240 octets are more than a message can hold.
        let bad = try Self.zone("example.com", texts: 300)

        let first = ZonePublication([good, other])
        #expect(first.problems == [])
        let second = ZonePublication([bad, other], previous: first)
        #expect(second.zones.map(\.apex) == [good.name, other.name])
        #expect(second.problems.count == 1)
        #expect(second.problems[0].contains("long.example.com. TXT"))
        #expect(second.problems[0].contains("stays as it was"))
        let third = ZonePublication([bad, other], previous: second)
        #expect(third.zones.map(\.apex) == [good.name, other.name])

        let fresh = ZonePublication([bad, other])
        #expect(fresh.zones.map(\.apex) == [other.name])
        #expect(fresh.problems.count == 1)
    }

    /// A zone with an SOA, and so many TXT records at one name.
    private static func zone(_ name: String, texts: Int) throws -> HostedZone {
        let apex = try DomainName(presentation: name)
        let ttl = try #require(TTL(seconds: 60))
        var soa = try PresentationFields(splitting: "ns.\(name). host.\(name). 1 2 3 4 5")
        let text = String(repeating: "x", count: 236)
        return try HostedZone(
            name: apex,
            recordSets: [
                ResourceRecordSet(
                    name: apex,
                    type: .soa,
                    ttl: ttl,
                    records: [try RecordData(type: .soa, from: &soa).rdata]
                ),
                ResourceRecordSet(
                    name: try DomainName(presentation: "long.\(name)"),
                    type: .txt,
                    ttl: ttl,
                    records: try (0..<texts).map { number in
                        var value = try PresentationFields(splitting: "\"\(number)\(text)\"")
                        return try RecordData(type: .txt, from: &value).rdata
                    }
                ),
            ]
        )
    }
}
