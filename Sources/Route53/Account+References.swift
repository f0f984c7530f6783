internal import HealthChecking
package import HostedZones

extension Account {
    /// What zones may refer to outside of themselves: things of the configuration, which count
    /// where both have one of the name, and of the account.
    ///
    /// - Returns: them.
    /// - Throws: `InvalidInput`, of a CIDR collection that no operation could have made.
    package func references() throws(AccountError) -> ZoneReferences {
        var references = surroundings.references
        for entry in healthChecks.values() where references.healthChecks[entry.id.text] == nil {
            references.healthChecks[entry.id.text] =
                try entry.healthCheck().isUnobservable ? .unobservable : .observable
        }
        for entry in cidrCollections.values()
        where references.cidrCollections[entry.id.text] == nil {
            references.cidrCollections[entry.id.text] = try entry.collection()
        }
        return references
    }
}
