/// The hosted zones of an account, with their record sets.
package struct HostedZoneTable: Sendable {
    private var zones = OrderedTable<ID<HostedZoneEntry>, Zone>()
    private var byName = OrderedTable<NameKey, ID<HostedZoneEntry>>()
    /// Of all zones that there have been.
    private var highestOrdinal = 0

    package init() {}

    /// A zone, and what is in it.
    package struct Zone: Sendable {
        package var entry: HostedZoneEntry
        package var recordSets: RecordSetTable
    }

    /// The order of ListHostedZonesByName: the labels of the name from right to left, as text, then
    /// the id.
    package struct NameKey: Sendable, Hashable, Comparable {
        let reversedName: String
        let id: String

        /// - Parameters:
        ///   - name: as listed.
        ///   - id: of the zone; empty for the place before all zones of this name.
        init(name: String, id: String = "") {
            reversedName = ListedName.reversed(name)
            self.id = id
        }

        package static func < (one: NameKey, other: NameKey) -> Bool {
            (one.reversedName, one.id) < (other.reversedName, other.id)
        }
    }

    package var count: Int { zones.count }

    package subscript(id: ID<HostedZoneEntry>) -> Zone? { zones[id] }

    /// In the order of their ids.
    package var all: some Sequence<Zone> { zones.values }

    /// From the first whose id is not below `start`, in the order of their ids.
    package func zones(from start: ID<HostedZoneEntry>?) -> some Sequence<Zone> {
        zones.entries(from: start).lazy.map(\.value)
    }

    /// From the first that is not before `start`, in the order of their names.
    package func zonesByName(from start: NameKey?) -> some Sequence<Zone> {
        byName.entries(from: start).lazy.compactMap { zones[$0.value] }
    }

    /// The zones with this name, which is written as listed, in the order of their ids.
    package func zones(named name: String) -> some Sequence<Zone> {
        zonesByName(from: NameKey(name: name)).lazy.prefix { $0.entry.name == name }
    }

    /// The ordinal of the next zone that is made: above all others.
    var nextOrdinal: Int { highestOrdinal + 1 }

    mutating func put(_ entry: HostedZoneEntry, at id: ID<HostedZoneEntry>) -> HostedZoneEntry? {
        let old = zones.update(id) { zone in
            defer { zone.entry = entry }
            return zone.entry
        }
        if old == nil {
            zones.set(id, to: Zone(entry: entry, recordSets: RecordSetTable()))
            byName.set(NameKey(name: entry.name, id: id.text), to: id)
        }
        highestOrdinal = max(highestOrdinal, entry.ordinal)
        return old
    }

    /// The zone must be empty: its record sets are entities of their own.
    mutating func remove(_ id: ID<HostedZoneEntry>) -> HostedZoneEntry? {
        guard let old = zones.set(id, to: nil)?.entry else { return nil }
        byName.set(NameKey(name: old.name, id: id.text), to: nil)
        return old
    }

    mutating func put(
        _ recordSet: RecordSetElement,
        at key: RecordSetKey,
        in zone: ID<HostedZoneEntry>
    ) -> RecordSetElement? {
        zones.update(zone) { $0.recordSets.set(key, to: recordSet) } ?? nil
    }

    mutating func removeRecordSet(
        _ key: RecordSetKey,
        in zone: ID<HostedZoneEntry>
    ) -> RecordSetElement? {
        zones.update(zone) { $0.recordSets.set(key, to: nil) } ?? nil
    }
}
