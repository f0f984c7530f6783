import Addressing
import Answering
import DNSWire
import Geography
import HealthChecking
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

    @Test("references become what they refer to, and health checks numbers")
    func references() throws {
        let text = """
            zone: example.com
            records:
              a: {A: {alias: cdn.example}, AAAA: {alias: cdn.example}, TXT: {alias: cdn.example}}
              b: {A: {alias: other.example}}
              c: {A: {cidr: {c/x: {health: h, value: 192.0.2.1}, c/*: 192.0.2.2}}}
              d: {A: {latency: {eu-west-1: {health: h, alias: {name: c.example.com, health: on}}}}}
              e: {A: {failover: {primary: {health: g, value: 192.0.2.1}, secondary: 192.0.2.2}}}
            """
        let zone = try #require(ZoneYAMLReader.read(Array(text.utf8), file: "z").zone)
        var collection = CIDRCollection()
        let block = try #require(IPPrefix("192.0.2.0/24"))
        try collection.add(block, to: "x")
        let here = try #require(Coordinate("1,2"))
        let references = ZoneReferences(
            aliasTargets: [
                try DomainName(presentation: "cdn.example"): [.ipv4(0xc000_0201), .ipv6(1)]
            ],
            cidrCollections: ["c": collection],
            unknownClients: here
        )
        let numbering = HealthNumbering()
        let number = numbering.number(of: try #require(HealthCheckID("g"))).index
        let routed = ZoneCompiler.contents(of: zone, references, numbering).routedRRsets
        #expect(
            routed.flatMap(\.variants).map(Self.words) == [
                "60 c0000201", "60 00000000000000000000000000000001", "60 ", "60 ",
                "300 c0000201 h1", "300 c0000202", "alias c.example.com. true h1",
                "300 c0000201 h\(number)", "300 c0000202",
            ]
        )
        #expect(
            routed[4].alternatives.policy
                == .ipBased(IPBasedRules([.blocks([block]), .default]))
        )
        let ireland = try #require(AWSRegion("eu-west-1")).coordinate
        #expect(
            routed[5].alternatives.policy
                == .proximity(ProximityRules([.init(ireland)], fallback: here))
        )
    }

    private static func words(_ variant: RoutedRRset.Variant) -> String {
        let health = variant.health.map { " h\($0)" } ?? ""
        switch variant.content {
        case .records(let records, let ttl):
            let octets = records.map { HexDigits.text(of: $0.wire).lowercased() }
            return "\(ttl) \(octets.joined(separator: " "))\(health)"
        case .alias(let target, let evaluatesHealth):
            return "alias \(target) \(evaluatesHealth)\(health)"
        }
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
