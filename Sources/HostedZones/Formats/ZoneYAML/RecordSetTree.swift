internal import DNSWire
internal import Geography
internal import Routing

/// The record sets of a name and type, as the short form has them.
enum RecordSetTree {
    static func tree(of group: [ResourceRecordSet]) -> YAMLTree {
        guard let first = group.first, let policy = first.routing.key else {
            return group.first.map(simple) ?? .flow([])
        }
        let ttl = group.lazy.compactMap(\.ttl).first ?? ZoneYAMLReader.defaultTTL
        var members: [YAMLMember] = []
        if ttl != ZoneYAMLReader.defaultTTL { members.append(YAMLMember("ttl", .scalar("\(ttl)"))) }
        let alternatives = group.map { alternative($0, ttl) }
        members.append(YAMLMember(policy.rawValue, .block(alternatives)))
        return .block(members)
    }

    private static func simple(_ recordSet: ResourceRecordSet) -> YAMLTree {
        switch recordSet.content {
        case .alias(let target): return .flow([YAMLMember("alias", tree(of: target))])
        case .records(let records, let ttl):
            let values = values(records, recordSet.type)
            if ttl == ZoneYAMLReader.defaultTTL { return tree(of: values) }
            return .flow([YAMLMember("ttl", .scalar("\(ttl)")), member(of: values)])
        }
    }

    /// `ttl` is the one that holds for all.
    private static func alternative(
        _ recordSet: ResourceRecordSet,
        _ ttl: TTL
    ) -> YAMLMember {
        let key = recordSet.routing.alternativeKey(identifier: recordSet.setIdentifier ?? "")
        var members: [YAMLMember] = []
        if let identifier = recordSet.setIdentifier, identifier != key {
            members.append(YAMLMember("id", .scalar(identifier)))
        }
        if case .weighted(let weight) = recordSet.routing {
            members.append(YAMLMember("weight", .scalar("\(weight)")))
        }
        if case .geoproximity(let location) = recordSet.routing, location.bias != .none {
            members.append(YAMLMember("bias", .scalar("\(location.bias.percent)")))
        }
        if let healthCheck = recordSet.healthCheck {
            members.append(YAMLMember("health", .scalar(healthCheck)))
        }
        switch recordSet.content {
        case .alias(let target):
            members.append(YAMLMember("alias", tree(of: target)))
        case .records(let records, let own):
            let values = values(records, recordSet.type)
            if own != ttl { members.append(YAMLMember("ttl", .scalar("\(own)"))) }
            if members.isEmpty { return YAMLMember(key, tree(of: values)) }
            members.append(member(of: values))
        }
        return YAMLMember(key, .flow(members))
    }

    private static func tree(of target: AliasTarget) -> YAMLTree {
        let name = ZoneYAMLWriter.withoutDot("\(target.name)")
        var members: [YAMLMember] = [YAMLMember("name", .scalar(name))]
        if target.evaluatesHealth { members.append(YAMLMember("health", .scalar("on"))) }
        if let hostedZoneID = target.hostedZoneID {
            members.append(YAMLMember("zone", .scalar(hostedZoneID)))
        }
        return members.count == 1 ? .scalar(name) : .flow(members)
    }

    /// A value or a list of them.
    static func tree(of records: [RData], _ type: RRType) -> YAMLTree {
        tree(of: values(records, type))
    }

    private static func tree(of values: [String]) -> YAMLTree {
        values.count == 1 ? .scalar(values[0]) : .list(values)
    }

    private static func member(of values: [String]) -> YAMLMember {
        YAMLMember(values.count == 1 ? "value" : "values", tree(of: values))
    }

    static func values(_ records: [RData], _ type: RRType) -> [String] {
        records.map { value($0, type) }
    }

    private static func value(_ record: RData, _ type: RRType) -> String {
        let text = record.presentation(type)
        switch type {
        case .cname, .dname, .ns, .ptr, .mx, .srv:
            // The name stands last, and its dot can be left out; not that of the root.
            return text.hasSuffix(" .") ? text : ZoneYAMLWriter.withoutDot(text)
        case .txt, .spf: return oneString(record, type) ?? text
        default: return text
        }
    }

    /// The text of a record that is one string which can stand without quotes; nil if it is more.
    private static func oneString(_ record: RData, _ type: RRType) -> String? {
        guard let length = record.wire.first, record.wire.count == Int(length) + 1,
            let text = String(validating: record.wire.dropFirst(), as: UTF8.self),
            !text.hasPrefix("\""),
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { return nil }
        return text
    }
}

extension RoutingPolicy {
    /// The policy's key; nil for simple routing.
    fileprivate var key: PolicyKey? {
        switch self {
        case .simple: nil
        case .weighted: .weighted
        case .latency: .latency
        case .failover: .failover
        case .geolocation: .geo
        case .multivalueAnswer: .multivalue
        case .ipBased: .cidr
        case .geoproximity: .geoproximity
        }
    }

    /// What an alternative with this part in its policy stands behind.
    fileprivate func alternativeKey(identifier: String) -> String {
        switch self {
        case .simple, .weighted, .multivalueAnswer: return identifier
        case .latency(let region): return region.code
        case .failover(let role): return role.rawValue.lowercased()
        case .geolocation(let location): return "\(location)"
        case .ipBased(let location): return "\(location.collection)/\(location.name ?? "*")"
        case .geoproximity(let location):
            switch location.place {
            case .region(let region): return region.code
            case .coordinate(let place): return "\(place.latitude),\(place.longitude)"
            }
        }
    }
}
