internal import Foundation
internal import GRDB
internal import Route53

/// What is in a store, and what is wrong with it.
package struct StoreCheck: Sendable, Hashable {
    package private(set) var hostedZones = 0
    package private(set) var recordSets = 0
    /// Nothing of that is looked at one by one: health checks, policies, tags, changes.
    package private(set) var others = 0
    /// A sentence each, at most `problemLimit`.
    package private(set) var problems: [String] = []

    /// Of a file that is damaged nobody reads thousands.
    private static let problemLimit = 100

    /// Reads everything that is in a store, beside the server that uses it: whether the file is whole,
    /// every entity legible, where its key says, and what it refers to is there.
    package init(_ store: String) throws(StorageError) {
        guard FileManager.default.fileExists(atPath: store) else {
            throw StorageError(store, .missing)
        }
        let database = try StorageError.of(store) { try DatabaseQueue.reading(store) }
        self = try StorageError.of(store) {
            try database.read { db in
                try StoreSchema.recognise(db)
                return try StoreCheck(db)
            }
        }
    }

    private init(_ db: Database) throws {
        let limit = Self.problemLimit
        let words = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(limit))")
        if words != ["ok"] { problems = words }
        // Pages that SQLite finds wrong cannot be read to the end.
        guard problems.isEmpty else { return }

        var entities: [Entity] = []
        problems = try StoreReading.legible(db) { entities.append($0) }
        var account = Account()
        for entity in entities { account.load(entity) }
        for entity in entities {
            count(entity)
            problems += entity.dangling(in: account)
        }
        problems.removeLast(max(0, problems.count - limit))
    }

    private mutating func count(_ entity: Entity) {
        switch entity {
        case .hostedZone: hostedZones += 1
        case .recordSet: recordSets += 1
        default: others += 1
        }
    }
}

extension Entity {
    /// What this entity refers to and the account does not have. What it may refer to outside of the
    /// account, in the configuration or at Amazon, is not looked at.
    fileprivate func dangling(in account: Account) -> [String] {
        switch self {
        case .hostedZone(let zone):
            let owner = "hosted zone \(zone.id) (\(zone.name))"
            let set = zone.delegationSet.flatMap { id in
                account.delegationSets[id] == nil ? "\(owner) has no delegation set \(id)" : nil
            }
            return [set].compactMap(\.self) + missingTypes(of: zone, owner, in: account)
        case .recordSet(let recordSet, let zone):
            let owner = "record set \(recordSet.name) \(recordSet.type) of hosted zone \(zone)"
            guard account.hostedZones[zone] != nil else { return ["\(owner): no such zone"] }
            let instance = recordSet.trafficPolicyInstanceID.flatMap { id in
                account.trafficPolicyInstances[ID(id)] == nil
                    ? "\(owner) has no traffic policy instance \(id)" : nil
            }
            return [instance].compactMap(\.self)
        case .trafficPolicyInstance(let instance):
            let key = TrafficPolicyKey(id: instance.policy, version: instance.policyVersion)
            return account.trafficPolicies[key] == nil
                ? [
                    """
                    traffic policy instance \(instance.id) has no traffic policy \(key.id) of \
                    version \(key.version)
                    """
                ] : []
        case .change, .healthCheck, .cidrCollection, .delegationSet, .tags, .trafficPolicy,
            .queryLoggingConfig, .usedReference:
            return []
        }
    }

    /// Every zone has these at its apex, from when it is made.
    private func missingTypes(
        of zone: HostedZoneEntry,
        _ owner: String,
        in account: Account
    ) -> [String] {
        ["SOA", "NS"].compactMap { type in
            let key = RecordSetKey(name: zone.name, type: type, setIdentifier: nil)
            let found = account.hostedZones[zone.id]?.recordSets[key]
            return found == nil ? "\(owner) has no record set of type \(type)" : nil
        }
    }
}
