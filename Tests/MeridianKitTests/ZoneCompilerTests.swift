import Answering
import DNSWire
import Geography
import HostedZones
import MeridianKit
import Routing
import Testing

@Suite("Compiling hosted zones")
struct ZoneCompilerTests {
    private let apex: DomainName
    private let www: DomainName
    private let china: LocationCode

    init() throws {
        apex = try DomainName(presentation: "example.com")
        www = try DomainName(presentation: "www.example.com")
        china = try #require(LocationCode("CN"))
    }

    @Test("record sets of one name and type with locations become one routed RRset, in order")
    func grouping() throws {
        let zone = try HostedZone(
            name: apex,
            recordSets: [
                routed("abc.cloudfront.cn", china, "China", ttl: 60),
                simple(apex, [192, 0, 2, 1]),
                routed("xyz.cloudfront.net", .default, "default", ttl: 300),
            ]
        )
        let contents = ZoneCompiler.contents(of: zone)
        #expect(contents.apex == apex)
        #expect((0..<contents.rrsets.count).map { contents.rrsets.rrset($0).owner } == [apex])
        let routed = try #require(contents.routedRRsets.first)
        #expect(contents.routedRRsets.count == 1)
        #expect(routed.owner == www)
        #expect(routed.type == .cname)
        #expect(routed.alternatives.policy == .geolocation([china, .default]))
        #expect(routed.variants.map(\.identifier) == ["China", "default"])
        let ttls = routed.variants.map { variant in
            guard case .records(_, let ttl) = variant.content else { return UInt32?.none }
            return ttl.seconds
        }
        #expect(ttls == [60, 300])
    }

    @Test("a zone's own word on the client subnet is kept", arguments: [nil, true, false])
    func clientSubnet(_ choice: Bool?) throws {
        let zone = try HostedZone(name: apex, recordSets: [], usesClientSubnet: choice)
        #expect(ZoneCompiler.contents(of: zone).usesClientSubnet == choice)
    }

    private func simple(_ name: DomainName, _ octets: [UInt8]) -> ResourceRecordSet {
        ResourceRecordSet(
            name: name,
            type: .a,
            ttl: TTL(wire: 300),
            records: [RData(wire: octets)]
        )
    }

    private func routed(
        _ target: String,
        _ code: LocationCode,
        _ identifier: String,
        ttl: UInt32
    ) -> ResourceRecordSet {
        ResourceRecordSet(
            name: www,
            type: .cname,
            ttl: TTL(wire: ttl),
            records: [RData(wire: Array(target.utf8))],
            routing: .geolocation(code),
            setIdentifier: identifier
        )
    }
}
