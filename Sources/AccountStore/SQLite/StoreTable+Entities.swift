internal import Foundation
internal import GRDB
internal import Route53

extension EntityKey {
    /// Where an entity stands, with the values of the key columns.
    var place: (table: StoreTable, values: [any DatabaseValueConvertible]) {
        switch self {
        case .hostedZone(let id): (.hostedZone, [id.text])
        case .recordSet(let key, let zone):
            // A key column must not be null, and no SetIdentifier is empty.
            (.recordSet, [zone.text, key.name, key.type, key.setIdentifier ?? ""])
        case .change(let id): (.change, [id.text])
        case .healthCheck(let id): (.healthCheck, [id.text])
        case .cidrCollection(let id): (.cidrCollection, [id.text])
        case .delegationSet(let id): (.delegationSet, [id.text])
        case .tags(.hostedZone(let id)): (.tags, ["hostedzone", id.text])
        case .tags(.healthCheck(let id)): (.tags, ["healthcheck", id.text])
        case .trafficPolicy(let id, let version): (.trafficPolicy, [id.text, version])
        case .trafficPolicyInstance(let id): (.trafficPolicyInstance, [id.text])
        case .queryLoggingConfig(let id): (.queryLoggingConfig, [id.text])
        case .usedReference(let used): (.usedReference, [used.kind.rawValue, used.reference])
        }
    }
}

extension Entity {
    func document(_ encoder: JSONEncoder) throws -> String {
        let document =
            switch self {
            case .hostedZone(let zone): try encoder.encode(zone)
            case .recordSet(let recordSet, zone: _): try encoder.encode(recordSet)
            case .change(let change): try encoder.encode(change)
            case .healthCheck(let check): try encoder.encode(check)
            case .cidrCollection(let collection): try encoder.encode(collection)
            case .delegationSet(let set): try encoder.encode(set)
            case .tags(let tags): try encoder.encode(tags)
            case .trafficPolicy(let policy): try encoder.encode(policy)
            case .trafficPolicyInstance(let instance): try encoder.encode(instance)
            case .queryLoggingConfig(let config): try encoder.encode(config)
            case .usedReference(let reference): try encoder.encode(reference)
            }
        return String(decoding: document, as: UTF8.self)
    }
}

extension StoreTable {
    /// The entity in a row of `loading`.
    func entity(in row: Row, _ decoder: JSONDecoder) throws -> Entity {
        func read<Value: Decodable>(_: Value.Type = Value.self) throws -> Value {
            try row.withUnsafeData(atIndex: 0) { document in
                try decoder.decode(Value.self, from: document ?? Data())
            }
        }
        return switch self {
        case .hostedZone: .hostedZone(try read())
        case .recordSet: .recordSet(try read(), zone: ID(row[1]))
        case .change: .change(try read())
        case .healthCheck: .healthCheck(try read())
        case .cidrCollection: .cidrCollection(try read())
        case .delegationSet: .delegationSet(try read())
        case .tags: .tags(try read())
        case .trafficPolicy: .trafficPolicy(try read())
        case .trafficPolicyInstance: .trafficPolicyInstance(try read())
        case .queryLoggingConfig: .queryLoggingConfig(try read())
        case .usedReference: .usedReference(try read())
        }
    }
}
