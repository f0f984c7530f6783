package import HostedZones

/// What the server's own configuration and files say, as far as operations look at it. The API shows
/// the zones, health checks and CIDR collections among it, and changes none of them.
package struct Surroundings: Sendable {
    /// Name servers of new zones, without the dot at the end; empty: `ns1.<zone>` and so on.
    package var nameServers: [String]
    /// Zones from files.
    package var fileZones: [FileZone]
    /// What record sets may refer to besides what is in the account.
    package var references: ZoneReferences
    /// The health checks of the configuration, as the API lists them.
    package var healthChecks: [HealthCheckEntry]
    /// The CIDR collections of the configuration, as the API lists them.
    package var cidrCollections: [CIDRCollectionEntry]

    package init(
        nameServers: [String] = [],
        fileZones: [FileZone] = [],
        references: ZoneReferences = ZoneReferences(),
        healthChecks: [HealthCheckEntry] = [],
        cidrCollections: [CIDRCollectionEntry] = []
    ) {
        self.nameServers = nameServers
        self.fileZones = fileZones
        self.references = references
        self.healthChecks = healthChecks
        self.cidrCollections = cidrCollections
    }
}

/// A zone that a file holds: to be looked at, not to be changed here.
package struct FileZone: Sendable {
    /// Follows from the name, so that it stays the same from start to start.
    package let id: ID<HostedZoneEntry>
    /// As listed.
    package let name: String
    package let isPrivate: Bool
    /// What messages call the file.
    package let file: String
    package let recordSetCount: Int
    /// Reads the record sets from the file, in no order that means anything. Throws if it has become
    /// unreadable since it was served.
    package let recordSets: @Sendable () throws(AccountError) -> [RecordSetElement]

    package init(
        id: ID<HostedZoneEntry>,
        name: String,
        isPrivate: Bool,
        file: String,
        recordSetCount: Int,
        recordSets: @escaping @Sendable () throws(AccountError) -> [RecordSetElement]
    ) {
        self.id = id
        self.name = name
        self.isPrivate = isPrivate
        self.file = file
        self.recordSetCount = recordSetCount
        self.recordSets = recordSets
    }
}
