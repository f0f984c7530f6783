/// Everything that Route 53 knows of one account: hosted zones with their record sets, health checks
/// and the rest, as values in memory.
///
/// Operations are methods, one file each area. Those that change something do it through `put` and
/// `remove` alone, which note every edit; and they throw before the first of these, never after: an
/// operation that is refused has changed nothing. Who carries an operation out takes the edits, has
/// them written down, and publishes them; if they cannot be written, they are taken back.
package struct Account: Sendable {
    /// What the API shows and cannot change.
    package var surroundings: Surroundings
    package private(set) var hostedZones = HostedZoneTable()
    package private(set) var changes = ChangeTable()
    package private(set) var healthChecks = EntityTable<ID<HealthCheckEntry>, HealthCheckEntry>()
    package private(set) var cidrCollections =
        EntityTable<ID<CIDRCollectionEntry>, CIDRCollectionEntry>()
    package private(set) var delegationSets =
        EntityTable<ID<DelegationSetEntry>, DelegationSetEntry>()
    package private(set) var tags: [TaggedResource: TagSetEntry] = [:]
    package private(set) var trafficPolicies =
        EntityTable<TrafficPolicyKey, TrafficPolicyEntry>()
    package private(set) var trafficPolicyInstances =
        EntityTable<ID<TrafficPolicyInstanceEntry>, TrafficPolicyInstanceEntry>()
    package private(set) var queryLoggingConfigs =
        EntityTable<ID<QueryLoggingConfigEntry>, QueryLoggingConfigEntry>()
    package private(set) var usedReferences: Set<UsedReference> = []
    /// What was done since they were taken, in order.
    private var edits: [Edit] = []

    package init(surroundings: Surroundings = Surroundings()) { self.surroundings = surroundings }

    /// Puts an entity in, in the place of the one with the same key.
    package mutating func put(_ entity: Entity) {
        let key = entity.key
        edits.append(Edit(key: key, before: set(key, to: entity), after: entity))
    }

    /// Takes an entity out, if it is there.
    package mutating func remove(_ key: EntityKey) {
        guard let before = set(key, to: nil) else { return }
        edits.append(Edit(key: key, before: before, after: nil))
    }

    /// Puts in what has been written down before: no edit.
    package mutating func load(_ entity: Entity) { _ = set(entity.key, to: entity) }

    /// What was done since this was last asked, in order.
    package mutating func takeEdits() -> [Edit] {
        defer { edits = [] }
        return edits
    }

    /// Takes back what was done last.
    package mutating func undo(_ edits: [Edit]) {
        for edit in edits.reversed() { _ = set(edit.key, to: edit.before) }
    }

    /// Returns what was there before.
    private mutating func set(_ key: EntityKey, to entity: Entity?) -> Entity? {
        switch (key, entity) {
        case (.hostedZone(let id), .hostedZone(let zone)):
            return hostedZones.put(zone, at: id).map(Entity.hostedZone)
        case (.hostedZone(let id), _):
            return hostedZones.remove(id).map(Entity.hostedZone)
        case (.recordSet(let key, let zone), .recordSet(let recordSet, _)):
            return hostedZones.put(recordSet, at: key, in: zone).map {
                Entity.recordSet($0, zone: zone)
            }
        case (.recordSet(let key, let zone), _):
            return hostedZones.removeRecordSet(key, in: zone).map {
                Entity.recordSet($0, zone: zone)
            }
        default: return setOther(key, to: entity)
        }
    }

    private mutating func setOther(_ key: EntityKey, to entity: Entity?) -> Entity? {
        switch key {
        case .hostedZone, .recordSet: preconditionFailure("not another one")
        case .change(let id):
            var new: ChangeEntry?
            if case .change(let entry) = entity { new = entry }
            return changes.set(id, to: new).map(Entity.change)
        case .healthCheck(let id):
            var new: HealthCheckEntry?
            if case .healthCheck(let entry) = entity { new = entry }
            return healthChecks.set(id, to: new).map(Entity.healthCheck)
        case .cidrCollection(let id):
            var new: CIDRCollectionEntry?
            if case .cidrCollection(let entry) = entity { new = entry }
            return cidrCollections.set(id, to: new).map(Entity.cidrCollection)
        case .delegationSet(let id):
            var new: DelegationSetEntry?
            if case .delegationSet(let entry) = entity { new = entry }
            return delegationSets.set(id, to: new).map(Entity.delegationSet)
        case .tags(let resource):
            let old = tags[resource]
            if case .tags(let new) = entity { tags[resource] = new } else { tags[resource] = nil }
            return old.map(Entity.tags)
        case .trafficPolicy(let id, let version):
            var new: TrafficPolicyEntry?
            if case .trafficPolicy(let entry) = entity { new = entry }
            return trafficPolicies.set(TrafficPolicyKey(id: id, version: version), to: new)
                .map(Entity.trafficPolicy)
        case .trafficPolicyInstance(let id):
            var new: TrafficPolicyInstanceEntry?
            if case .trafficPolicyInstance(let entry) = entity { new = entry }
            return trafficPolicyInstances.set(id, to: new).map(Entity.trafficPolicyInstance)
        case .queryLoggingConfig(let id):
            var new: QueryLoggingConfigEntry?
            if case .queryLoggingConfig(let entry) = entity { new = entry }
            return queryLoggingConfigs.set(id, to: new).map(Entity.queryLoggingConfig)
        case .usedReference(let reference):
            let wasUsed = usedReferences.contains(reference)
            if entity == nil {
                usedReferences.remove(reference)
            } else {
                usedReferences.insert(reference)
            }
            return wasUsed ? .usedReference(reference) : nil
        }
    }
}

/// A version of a traffic policy; the versions of one stand together, in order.
package struct TrafficPolicyKey: Sendable, Hashable, Comparable {
    package let id: ID<TrafficPolicyEntry>
    package let version: Int

    package init(id: ID<TrafficPolicyEntry>, version: Int) {
        self.id = id
        self.version = version
    }

    package static func < (one: TrafficPolicyKey, other: TrafficPolicyKey) -> Bool {
        (one.id, one.version) < (other.id, other.version)
    }
}
