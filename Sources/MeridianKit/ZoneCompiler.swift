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
            routedRRsets: order.map { routedRRset($0, groups[$0] ?? []) }
        )
    }

    /// The alternatives of a group.
    private static func routedRRset(
        _ key: RRsetKey,
        _ group: [ResourceRecordSet]
    ) -> RoutedRRset {
        var codes: [LocationCode] = []
        var variants: [RoutedRRset.Variant] = []
        for recordSet in group {
            switch recordSet.routing {
            case .simple:
                continue
            case .geolocation(let code, let identifier):
                codes.append(code)
                variants.append(
                    .init(
                        ttl: recordSet.ttl,
                        records: recordSet.records,
                        identifier: identifier
                    )
                )
            }
        }
        return RoutedRRset(
            owner: key.owner,
            type: key.type,
            alternatives: Alternatives(policy: .geolocation(codes)),
            variants: variants
        )
    }

    private struct RRsetKey: Hashable {
        let owner: DomainName
        let type: RRType
    }
}
