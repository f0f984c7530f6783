internal import DNSWire

/// A zone as the table of a state gives it to the answer path.
struct ServedZone: BitwiseCopyable, Sendable {
    /// For `Outcome`; see `ServingState.zone(_:)`.
    let number: Int
    let view: ZoneView
    /// Numbers of the decision maps of the zone's rule sets.
    let decisionMaps: FlatView<UInt32>
    /// Where those of this zone begin.
    let firstDecisionMap: UInt32

    /// Number of the map that a routed RRset asks, in the state's maps.
    func decisionMap(of route: Route) -> UInt32 { decisionMaps[firstDecisionMap + route.ruleSet] }
}

/// The zones whose apexes have the same high bits in their hashes. Immutable.
final class ZoneShard: Sendable {
    /// The zones by the high bits of their numbers; nil where a zone has gone, until another one
    /// takes its place.
    private let places: [Place?]
    private let slots: FlatArray<HashSlots.Slot>
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
                places[index]?.decisionMaps.forEach { maps.release($0) }
                places[index] = nil
            case .put(let zone, let hash):
                // Taken before the old zone's are given back: most often they are the same.
                let place = Place(
                    zone: zone,
                    hash: hash,
                    decisionMaps: zone.ruleSets.map { maps.take($0) }
                )
                if let index = Self.place(of: zone.apex, hash, in: places) {
                    places[index]?.decisionMaps.forEach { maps.release($0) }
                    places[index] = place
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
        var entries: [Entry] = []
        var hashes: [UInt64] = []
        var decisionMaps: [UInt32] = []
        for (index, place) in places.enumerated() {
            guard let place else { continue }
            hashes.append(place.hash)
            entries.append(
                Entry(
                    zone: place.zone.view,
                    number: UInt32(index * ZoneTable.shardCount + number),
                    firstDecisionMap: UInt32(decisionMaps.count)
                )
            )
            decisionMaps += place.decisionMaps
        }
        slots = FlatArray(HashSlots.slots(for: hashes))
        self.entries = FlatArray(entries)
        self.decisionMaps = FlatArray(decisionMaps)
        zoneCount = entries.count
        deepestApex = entries.reduce(0) { max($0, $1.zone.apexLabelCount) }
        view = View(
            slots: HashSlots(slots.view),
            entries: self.entries.view,
            decisionMaps: self.decisionMaps.view
        )
    }

    var zones: [PublishedZone] { places.compactMap { $0?.zone } }

    func zone(_ number: Int) -> PublishedZone? {
        let index = number / ZoneTable.shardCount
        return places.indices.contains(index) ? places[index]?.zone : nil
    }

    func zone(at apex: DomainName, _ hash: UInt64) -> PublishedZone? {
        Self.place(of: apex, hash, in: places).flatMap { places[$0]?.zone }
    }

    private static func place(of apex: DomainName, _ hash: UInt64, in places: [Place?]) -> Int? {
        places.firstIndex { place in
            place.map { $0.hash == hash && $0.zone.apex == apex } ?? false
        }
    }

    fileprivate struct Entry: BitwiseCopyable, Sendable {
        let zone: ZoneView
        let number: UInt32
        let firstDecisionMap: UInt32
    }

    struct View: BitwiseCopyable, Sendable {
        fileprivate let slots: HashSlots
        fileprivate let entries: FlatView<Entry>
        fileprivate let decisionMaps: FlatView<UInt32>

        /// The zone whose apex is the suffix of `labels` labels of `name`, which has this hash.
        func find(_ name: borrowing QueryName, labels: Int, _ hash: UInt64) -> ServedZone? {
            let start = name.start(ofSuffix: labels)
            var probe = slots.probe(hash)
            while let number = probe.next(in: slots) {
                let entry = entries[number]
                guard entry.zone.isApex(name, from: start) else { continue }
                return ServedZone(
                    number: Int(entry.number),
                    view: entry.zone,
                    decisionMaps: decisionMaps,
                    firstDecisionMap: entry.firstDecisionMap
                )
            }
            return nil
        }
    }
}
