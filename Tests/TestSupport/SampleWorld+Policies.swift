import Addressing
import Answering
import DNSWire
import Geography
import Routing

// A zone with a name for every policy, and a tree of them.
extension SampleWorld {
    /// Health check 0 fails.
    static let health: [UInt64] = [1]

    static func policies() throws -> ZoneContents {
        let blocks = ["0.64.0.0/24", "8.8.0.0/16", "2001:db8::/32"].compactMap { IPPrefix($0) }
        let proximity = ProximityRules(
            AWSRegion.all.prefix(4).map { .init($0.coordinate) },
            fallback: .northernVirginia
        )
        return ZoneContents(
            apex: try DomainName(presentation: "policies.example"),
            rrsets: [
                try rrset(["policies.example. 900 SOA ns.policies.example. h.example. 1 2 3 4 300"]
                ),
                try rrset(["policies.example. 900 NS ns.policies.example."]),
                try rrset(["plain.policies.example. 60 MX 1 plain.policies.example."]),
            ],
            routedRRsets: [
                try routed("weighted", .a, .weighted([1, 0, 2, 3]), addresses(4)),
                try routed("values", .a, .multivalue(count: 12), addresses(12)),
                try routed("shared", .a, .multivalue(count: 4), addresses(4, different: 2)),
                try routed("failover", .a, .failover([true, false]), addresses(2)),
                try routed("near", .a, .proximity(proximity), addresses(4)),
                try routed(
                    "block",
                    .a,
                    .ipBased(IPBasedRules([.blocks(blocks), .default])),
                    [alias("values"), alias("near")]
                ),
                try routed("tree", .a, .weighted([1, 1]), [alias("block"), alias("failover")]),
                try routed("mail", .mx, .simple, [alias("plain")]),
                try routed("nothing", .a, .simple, [alias("absent")]),
            ]
        )
    }

    /// Every second one has the check that fails, and a TTL of its own.
    private static func addresses(_ count: Int, different: Int = 100) -> [RoutedRRset.Variant] {
        (0..<count).map { number in
            RoutedRRset.Variant(
                ttl: TTL(wire: UInt32(60 + number)),
                records: [RData(wire: [192, 0, 2, UInt8(truncatingIfNeeded: number % different)])],
                health: UInt32(number % 2),
                identifier: "\(number)"
            )
        }
    }

    private static func alias(_ target: String) throws -> RoutedRRset.Variant {
        .init(content: .alias(target: try name(target), evaluatesHealth: true), identifier: target)
    }

    private static func name(_ label: String) throws -> DomainName {
        try DomainName(presentation: "\(label).policies.example")
    }

    private static func routed(
        _ owner: String,
        _ type: RRType,
        _ policy: Alternatives.Policy,
        _ variants: [RoutedRRset.Variant]
    ) throws -> RoutedRRset {
        RoutedRRset(
            owner: try name(owner),
            type: type,
            alternatives: Alternatives(policy: policy),
            variants: variants
        )
    }
}
