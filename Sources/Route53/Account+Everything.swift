extension Account {
    /// Takes everything out: what is left is an account that nothing was ever done to.
    package mutating func removeEverything() {
        for zone in Array(hostedZones.all) {
            for recordSet in zone.recordSets.all {
                remove(.recordSet(recordSet.key, zone: zone.entry.id))
            }
            remove(.hostedZone(zone.entry.id))
        }
        for id in healthChecks.keys { remove(.healthCheck(id)) }
        for id in cidrCollections.keys { remove(.cidrCollection(id)) }
        for id in delegationSets.keys { remove(.delegationSet(id)) }
        for resource in Array(tags.keys) { remove(.tags(resource)) }
        for id in trafficPolicyInstances.keys { remove(.trafficPolicyInstance(id)) }
        for key in trafficPolicies.keys { remove(.trafficPolicy(key.id, version: key.version)) }
        for id in queryLoggingConfigs.keys { remove(.queryLoggingConfig(id)) }
        for reference in usedReferences { remove(.usedReference(reference)) }
        for change in Array(changes.all) { remove(.change(change.id)) }
    }
}
