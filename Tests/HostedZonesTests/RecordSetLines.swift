import DNSWire
import HostedZones
import Routing

/// One line for each record or alias: `owner ttl type rdata`, and behind it, if there is one, its
/// part in a routing policy: `[CN china]`, with `health=web` if it has a health check.
func lines(of recordSets: some Sequence<ResourceRecordSet>) throws -> [String] {
    try recordSets.flatMap { recordSet in
        switch recordSet.content {
        case .records(let records, let ttl):
            try records.map { rdata in
                let data = try RecordData(type: recordSet.type, rdata)
                return "\(recordSet.name) \(ttl) \(recordSet.type) \(data.presentation)"
                    + suffix(of: recordSet)
            }
        case .alias(let target):
            [
                "\(recordSet.name) \(recordSet.type) alias \(target.name)"
                    + (target.evaluatesHealth ? " evaluated" : "") + suffix(of: recordSet)
            ]
        }
    }
}

private func suffix(of recordSet: ResourceRecordSet) -> String {
    let words = [
        recordSet.routing.part, recordSet.setIdentifier,
        recordSet.healthCheck.map { "health=\($0)" },
    ].compactMap(\.self)
    return words.isEmpty ? "" : " [\(words.joined(separator: " "))]"
}

extension RoutingPolicy {
    fileprivate var part: String? {
        switch self {
        case .simple: nil
        case .weighted(let weight): "weight \(weight)"
        case .latency(let region): "\(region)"
        case .failover(let role): role.rawValue
        case .geolocation(let location): "\(location)"
        case .multivalueAnswer: "multivalue"
        case .ipBased(let location): "\(location.collection)/\(location.name ?? "*")"
        case .geoproximity(let location): Self.part(location)
        }
    }

    private static func part(_ location: GeoproximityLocation) -> String {
        let bias = location.bias.percent == 0 ? "" : " bias \(location.bias.percent)"
        switch location.place {
        case .region(let region): return "near \(region)\(bias)"
        case .coordinate(let coordinate): return "near (\(coordinate))\(bias)"
        }
    }
}
