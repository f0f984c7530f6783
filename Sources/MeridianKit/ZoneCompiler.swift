package import Answering
import DNSWire
import Geography
package import HostedZones
import Routing

/// Turns a hosted zone into what is published: simple record sets as they are, the others grouped
/// by name and type, with Route 53's words for routing replaced by the policies themselves. The
/// only place that knows both sides. The zone has been checked when it was read.
package enum ZoneCompiler {
    package static func contents(of zone: HostedZone) -> ZoneContents {
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
            rrsets: zone.plain,
            routedRRsets: order.map { key in
                let group = groups[key] ?? []
                return RoutedRRset(
                    owner: key.owner,
                    type: key.type,
                    alternatives: Alternatives(policy: policy(of: group)),
                    variants: group.map(variant)
                )
            }
        )
    }

    private struct RRsetKey: Hashable {
        let owner: DomainName
        let type: RRType
    }

    private static func policy(of group: [ResourceRecordSet]) -> Alternatives.Policy {
        var rules = PolicyRules()
        for recordSet in group { rules.add(recordSet.routing) }
        return switch group.first?.routing.kind ?? .simple {
        case .simple: .simple
        case .weighted: .weighted(rules.weights)
        case .latency, .geoproximity:
            .proximity(ProximityRules(rules.places, fallback: .northernVirginia))
        case .failover: .failover(rules.arePrimary)
        case .geolocation: .geolocation(rules.locations)
        case .multivalueAnswer: .multivalue(count: group.count)
        case .ipBased: .ipBased(IPBasedRules([]))
        }
    }

    /// What the record sets of a group say of themselves for their policy.
    private struct PolicyRules {
        var weights: [Int] = []
        var places: [ProximityRules.Place] = []
        var arePrimary: [Bool] = []
        var locations: [LocationCode] = []

        mutating func add(_ routing: RoutingPolicy) {
            switch routing {
            case .simple, .multivalueAnswer, .ipBased: break
            case .weighted(let weight): weights.append(weight)
            case .latency(let region): places.append(.init(region.coordinate))
            case .failover(let role): arePrimary.append(role == .primary)
            case .geolocation(let location): locations.append(location)
            case .geoproximity(let location):
                places.append(.init(location.coordinate, bias: location.bias))
            }
        }
    }

    private static func variant(_ recordSet: ResourceRecordSet) -> RoutedRRset.Variant {
        let content: RoutedRRset.Content =
            switch recordSet.content {
            case .records(let records, let ttl): .records(records, ttl: ttl)
            case .alias(let target):
                .alias(target: target.name, evaluatesHealth: target.evaluatesHealth)
            }
        return .init(content: content, identifier: recordSet.setIdentifier ?? "")
    }
}
