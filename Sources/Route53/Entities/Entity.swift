/// One thing that an account holds: what the store keeps, and what a change touches.
package enum Entity: Sendable, Hashable {
    case hostedZone(HostedZoneEntry)
    case recordSet(RecordSetElement, zone: ID<HostedZoneEntry>)
    case change(ChangeEntry)
    case healthCheck(HealthCheckEntry)
    case cidrCollection(CIDRCollectionEntry)
    case delegationSet(DelegationSetEntry)
    case tags(TagSetEntry)
    case trafficPolicy(TrafficPolicyEntry)
    case trafficPolicyInstance(TrafficPolicyInstanceEntry)
    case queryLoggingConfig(QueryLoggingConfigEntry)
    /// A CallerReference that has been used: of some resources it stays taken when they are gone.
    case usedReference(UsedReference)
}

/// What tells an entity from all others.
package enum EntityKey: Sendable, Hashable {
    case hostedZone(ID<HostedZoneEntry>)
    case recordSet(RecordSetKey, zone: ID<HostedZoneEntry>)
    case change(ID<ChangeEntry>)
    case healthCheck(ID<HealthCheckEntry>)
    case cidrCollection(ID<CIDRCollectionEntry>)
    case delegationSet(ID<DelegationSetEntry>)
    case tags(TaggedResource)
    case trafficPolicy(ID<TrafficPolicyEntry>, version: Int)
    case trafficPolicyInstance(ID<TrafficPolicyInstanceEntry>)
    case queryLoggingConfig(ID<QueryLoggingConfigEntry>)
    case usedReference(UsedReference)
}

extension Entity {
    package var key: EntityKey {
        switch self {
        case .hostedZone(let zone): .hostedZone(zone.id)
        case .recordSet(let recordSet, let zone): .recordSet(recordSet.key, zone: zone)
        case .change(let change): .change(change.id)
        case .healthCheck(let check): .healthCheck(check.id)
        case .cidrCollection(let collection): .cidrCollection(collection.id)
        case .delegationSet(let set): .delegationSet(set.id)
        case .tags(let tags): .tags(tags.resource)
        case .trafficPolicy(let policy): .trafficPolicy(policy.id, version: policy.version)
        case .trafficPolicyInstance(let instance): .trafficPolicyInstance(instance.id)
        case .queryLoggingConfig(let config): .queryLoggingConfig(config.id)
        case .usedReference(let reference): .usedReference(reference)
        }
    }
}

/// What an operation did to one entity: enough to write it down, to publish it, and to take it back.
package struct Edit: Sendable, Hashable {
    package let key: EntityKey
    /// Nil: there was none.
    package let before: Entity?
    /// Nil: it is gone.
    package let after: Entity?

    package init(key: EntityKey, before: Entity?, after: Entity?) {
        self.key = key
        self.before = before
        self.after = after
    }
}
