import Addressing
package import Answering
import DNSWire
import Geography
package import HealthChecking
package import HostedZones
import Routing

/// Turns a hosted zone into what is published: simple record sets as they are, the others grouped
/// by name and type, with Route 53's words for routing replaced by the policies themselves, and
/// references by what they refer to. The only place that knows both sides. The zone has been checked
/// when it was read.
package struct ZoneCompiler {
    private let zone: HostedZone
    private let references: ZoneReferences
    private let healthNumbering: HealthNumbering

    /// - Parameters:
    ///   - zone: the zone.
    ///   - references: what it may refer to outside of itself.
    ///   - healthNumbering: numbers the health checks, for whoever finds out about them too.
    /// - Returns: what is to be published.
    package static func contents(
        of zone: HostedZone,
        _ references: ZoneReferences = ZoneReferences(),
        _ healthNumbering: HealthNumbering = HealthNumbering()
    ) -> ZoneContents {
        ZoneCompiler(zone: zone, references: references, healthNumbering: healthNumbering).contents
    }

    private var contents: ZoneContents {
        var order: [RRsetKey] = []
        var groups: [RRsetKey: [ResourceRecordSet]] = [:]
        for recordSet in zone.routed {
            let key = RRsetKey(owner: recordSet.name, type: recordSet.type)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(recordSet)
        }
        return ZoneContents(
            apex: zone.name,
            usesClientSubnet: zone.usesClientSubnet,
            access: zone.access,
            rrsets: zone.plain,
            routedRRsets: order.map { key in
                let group = groups[key] ?? []
                return RoutedRRset(
                    owner: key.owner,
                    type: key.type,
                    alternatives: Alternatives(policy: policy(of: group)),
                    policyName: (group.first?.routing.kind ?? .simple).rawValue,
                    variants: group.map(variant)
                )
            }
        )
    }

    private struct RRsetKey: Hashable {
        let owner: DomainName
        let type: RRType
    }

    private func policy(of group: [ResourceRecordSet]) -> Alternatives.Policy {
        var rules = PolicyRules()
        for recordSet in group { rules.add(recordSet.routing, references) }
        return switch group.first?.routing.kind ?? .simple {
        case .simple: .simple
        case .weighted: .weighted(rules.weights)
        case .latency, .geoproximity:
            .proximity(ProximityRules(rules.places, fallback: references.unknownClients))
        case .failover: .failover(rules.arePrimary)
        case .geolocation: .geolocation(rules.locations)
        case .multivalueAnswer: .multivalue(count: group.count)
        case .ipBased: .ipBased(IPBasedRules(rules.blocks))
        }
    }

    /// What the record sets of a group say of themselves for their policy.
    private struct PolicyRules {
        var weights: [Int] = []
        var places: [ProximityRules.Place] = []
        var arePrimary: [Bool] = []
        var locations: [LocationCode] = []
        var blocks: [IPBasedRules.Rule] = []

        mutating func add(_ routing: RoutingPolicy, _ references: ZoneReferences) {
            switch routing {
            case .simple, .multivalueAnswer: break
            case .weighted(let weight): weights.append(weight)
            case .latency(let region): places.append(.init(region.coordinate))
            case .failover(let role): arePrimary.append(role == .primary)
            case .geolocation(let location): locations.append(location)
            case .geoproximity(let location):
                places.append(.init(location.coordinate, bias: location.bias))
            case .ipBased(let location):
                let collection = references.cidrCollections[location.collection]
                blocks.append(
                    location.name.map { .blocks(collection?.locations[$0] ?? []) } ?? .default
                )
            }
        }
    }

    private func variant(_ recordSet: ResourceRecordSet) -> RoutedRRset.Variant {
        let check = recordSet.healthCheck.flatMap { HealthCheckID($0) }
        return .init(
            content: content(recordSet),
            health: check.map { healthNumbering.number(of: $0).index },
            identifier: recordSet.setIdentifier ?? "",
            words: recordSet.routing.words
        )
    }

    private func content(_ recordSet: ResourceRecordSet) -> RoutedRRset.Content {
        switch recordSet.content {
        case .records(let records, let ttl): return .records(records, ttl: ttl)
        case .alias(let target):
            guard target.name.isAtOrBelow(zone.name) else {
                let records = addresses(of: target.name, recordSet.type)
                return .records(records, ttl: ZoneReferences.aliasTTL)
            }
            return .alias(target: target.name, evaluatesHealth: target.evaluatesHealth)
        }
    }

    /// What a name outside of the zone resolves to; nothing if that is not known.
    private func addresses(of target: DomainName, _ type: RRType) -> [RData] {
        let family: AddressFamily
        switch type {
        case .a: family = .ipv4
        case .aaaa: family = .ipv6
        default: return []
        }
        return (references.aliasTargets[target] ?? [])
            .filter { $0.family == family }
            .map { RData(wire: $0.octets) }
    }
}
