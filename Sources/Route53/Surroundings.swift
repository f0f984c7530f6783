package import HostedZones

/// What the server's own configuration and files say, as far as operations look at it. The API shows
/// the zones, health checks and CIDR collections among it, and changes none of them.
package struct Surroundings: Sendable {
    /// Name servers of new zones, without the dot at the end; empty: `ns1.<zone>` and so on.
    package var nameServers: [String]
    /// Zones from files.
    package var fileZones: [FileZone] { didSet { fileZoneIndex = FileZoneIndex(fileZones) } }
    private var fileZoneIndex: FileZoneIndex
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
        fileZoneIndex = FileZoneIndex(fileZones)
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

extension Surroundings {
    /// Zones from files in the orders in which they are listed.
    private struct FileZoneIndex: Sendable {
        var byID = OrderedTable<ID<HostedZoneEntry>, FileZone>()
        var byName = OrderedTable<HostedZoneTable.NameKey, FileZone>()

        init(_ zones: [FileZone]) {
            for zone in zones {
                byID.set(zone.id, to: zone)
                byName.set(HostedZoneTable.NameKey(name: zone.name, id: zone.id.text), to: zone)
            }
        }
    }

    func fileZone(_ id: ID<HostedZoneEntry>) -> FileZone? { fileZoneIndex.byID[id] }

    /// From the first whose id is not below `start`, in the order of their ids.
    func fileZones(from start: ID<HostedZoneEntry>?) -> some Sequence<FileZone> {
        fileZoneIndex.byID.entries(from: start).lazy.map(\.value)
    }

    /// From the first that is not before `start`, in the order of their names.
    func fileZonesByName(from start: HostedZoneTable.NameKey?) -> some Sequence<FileZone> {
        fileZoneIndex.byName.entries(from: start).lazy.map(\.value)
    }
}
