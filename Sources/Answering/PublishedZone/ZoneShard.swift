internal import DNSWire

/// A zone as the table of a state gives it to the answer path.
struct ServedZone: BitwiseCopyable, Sendable {
    let view: ZoneView
    private let entry: FlatReference<ZoneShard.Entry>

    @inline(always)
    fileprivate init(_ view: ZoneView, _ entry: FlatReference<ZoneShard.Entry>) {
        self.view = view
        self.entry = entry
    }

    /// For `Outcome`; see `ServingState.zone(_:)`.
    @inline(always)
    var number: Int { Int(entry.number) }

    /// Number of the map that a routed RRset asks, in the state's maps.
    @inline(always)
    func decisionMap(of route: Route) -> Int { Int(entry.decisionMaps[route.ruleSet]) }
}

/// The zones whose apexes have the same high bits in their hashes. Immutable.
final class ZoneShard: Sendable {
    /// The zones by the high bits of their numbers; nil where a zone has gone, until another one
    /// takes its place.
    private let places: [Place?]
    /// Found by their hashes: open addressing with linear probing, at most two thirds full.
    private let entries: FlatArray<Entry>
    private let decisionMaps: FlatArray<UInt32>
    let zoneCount: Int
    /// Label count of the longest apex.
    let deepestApex: Int
    let view: View

    private struct Place: Sendable {
        let zone: PublishedZone
        let hash: UInt64
        /// Numbers of the decision maps of `zone.ruleSets`.
        let decisionMaps: [UInt32]
    }

    enum Change: Sendable {
        case put(PublishedZone, UInt64)
        case remove(DomainName, UInt64)
    }

    /// A shard without zones.
    convenience init() { self.init(number: 0, []) }

    /// `old`, which is shard `number` of the table, with changes.
    convenience init(
        _ old: ZoneShard,
        number: Int,
        _ changes: [Change],
        _ maps: inout DecisionMapTable
    ) {
        var places = old.places
        for change in changes {
            switch change {
            case .remove(let apex, let hash):
                guard let index = Self.place(of: apex, hash, in: places) else { continue }
                if let place = places[index] {
                    _ = maps.exchange(place.decisionMaps, of: place.zone.ruleSets, for: [])
                }
                places[index] = nil
            case .put(let zone, let hash):
                let known = Self.place(of: zone.apex, hash, in: places)
                let old = known.flatMap { places[$0] }
                let place = Place(
                    zone: zone,
                    hash: hash,
                    decisionMaps: maps.exchange(
                        old?.decisionMaps ?? [],
                        of: old?.zone.ruleSets ?? [],
                        for: zone.ruleSets
                    )
                )
                if let known {
                    places[known] = place
                } else if let free = places.firstIndex(where: { $0 == nil }) {
                    places[free] = place
                } else {
                    places.append(place)
                }
            }
        }
        self.init(number: number, places)
    }

    private init(number: Int, _ places: [Place?]) {
        self.places = places
        let served = places.enumerated().compactMap { index, place in place.map { (index, $0) } }
        decisionMaps = FlatArray(served.flatMap(\.1.decisionMaps))
        var entries = [Entry](repeating: .free, count: HashSlots.slotCount(for: served.count))
        var mapCount = 0
        for (index, place) in served {
            let ownMaps = mapCount..<(mapCount + place.decisionMaps.count)
            mapCount = ownMaps.upperBound
            var position = HashSlots.start(place.hash, entries.count)
            while entries[position].zone != nil {
                position = HashSlots.position(after: position, entries.count)
            }
            entries[position] = Entry(
                zone: place.zone.view,
                tag: Entry.tag(place.hash),
                number: UInt32(index * ZoneTable.shardCount + number),
                decisionMaps: decisionMaps.view[ownMaps]
            )
        }
        self.entries = FlatArray(entries)
        zoneCount = served.count
        deepestApex = served.reduce(0) { max($0, $1.1.zone.apex.labelCount) }
        view = View(entries: self.entries.view)
    }

    var zones: [PublishedZone] { places.compactMap { $0?.zone } }

    func zone(_ number: Int) -> PublishedZone? {
        let index = number / ZoneTable.shardCount
        return places.indices.contains(index) ? places[index]?.zone : nil
    }

    func zone(at apex: DomainName, _ hash: UInt64) -> PublishedZone? {
        Self.place(of: apex, hash, in: places).flatMap { places[$0]?.zone }
    }

    /// The zone with this apex, and the high bits of its number.
    func placedZone(at apex: DomainName, _ hash: UInt64) -> (index: Int, zone: PublishedZone)? {
        guard let index = Self.place(of: apex, hash, in: places), let place = places[index] else {
            return nil
        }
        return (index, place.zone)
    }

    private static func place(of apex: DomainName, _ hash: UInt64, in places: [Place?]) -> Int? {
        places.firstIndex { place in
            place.map { $0.hash == hash && $0.zone.apex == apex } ?? false
        }
    }

    fileprivate struct Entry: BitwiseCopyable, Sendable {
        /// Nil where no zone is.
        let zone: ZoneView?
        /// Tells whether the apex is worth a comparison.
        let tag: UInt32
        let number: UInt32
        /// Numbers of the decision maps of the zone's rule sets.
        let decisionMaps: FlatView<UInt32>

        static let free = Entry(zone: nil, tag: 0, number: 0, decisionMaps: .empty)

        @inline(always)
        static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash) }
    }

    struct View: BitwiseCopyable, Sendable {
        fileprivate let entries: FlatView<Entry>

        /// The zone whose apex is the suffix of `name` that starts at `start`, which has this hash.
        @inline(always)
        func find(_ name: borrowing QueryName, from start: Int, _ hash: UInt64) -> ServedZone? {
            var position = HashSlots.start(hash, entries.count)
            while true {
                let entry = entries.reference(position)
                guard let zone = entry.zone else { return nil }
                if entry.tag == Entry.tag(hash), zone.isApex(name, from: start) {
                    return ServedZone(zone, entry)
                }
                position = HashSlots.position(after: position, entries.count)
            }
        }
    }
}
