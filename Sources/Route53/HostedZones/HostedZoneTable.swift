/// The hosted zones of an account, with their record sets.
package struct HostedZoneTable: Sendable {
    private var zones: [ID<HostedZoneEntry>: Zone] = [:]

    package init() {}

    /// A zone, and what is in it.
    package struct Zone: Sendable {
        package var entry: HostedZoneEntry
        package var recordSets: RecordSetTable
    }

    package var count: Int { zones.count }

    package subscript(id: ID<HostedZoneEntry>) -> Zone? { zones[id] }

    /// In no order.
    package var all: some Collection<Zone> { zones.values }

    mutating func put(_ entry: HostedZoneEntry, at id: ID<HostedZoneEntry>) -> HostedZoneEntry? {
        let old = zones[id]?.entry
        if old == nil {
            zones[id] = Zone(entry: entry, recordSets: RecordSetTable())
        } else {
            zones[id]?.entry = entry
        }
        return old
    }

    /// The zone must be empty: its record sets are entities of their own.
    mutating func remove(_ id: ID<HostedZoneEntry>) -> HostedZoneEntry? {
        zones.removeValue(forKey: id)?.entry
    }

    mutating func put(
        _ recordSet: RecordSetElement,
        at key: RecordSetKey,
        in zone: ID<HostedZoneEntry>
    ) -> RecordSetElement? {
        zones[zone]?.recordSets.set(key, to: recordSet)
    }

    mutating func removeRecordSet(
        _ key: RecordSetKey,
        in zone: ID<HostedZoneEntry>
    ) -> RecordSetElement? {
        zones[zone]?.recordSets.set(key, to: nil)
    }
}
