internal import DNSWire

/// The zones of a state, found by the names at or below them.
///
/// The zones are spread over shards by the hashes of their apexes. A shard is immutable, and a table
/// that differs from another in some zones shares all shards with it but those of these zones: one
/// zone among 100,000 is replaced without a look at the others.
struct ZoneTable: ~Copyable, Sendable {
    private let shards: [ZoneShard]
    private let views: FlatArray<ZoneShard.View>
    let zoneCount: Int
    let view: View

    /// A power of two, and the lowest bits of a zone's number: enough that a shard of a server with
    /// 100,000 zones is copied in microseconds, and few enough that all shards are as well.
    static let shardCount = 256

    init() { self.init([ZoneShard](repeating: ZoneShard(), count: Self.shardCount)) }

    private init(_ shards: [ZoneShard]) {
        self.shards = shards
        zoneCount = shards.reduce(0) { $0 + $1.zoneCount }
        views = FlatArray(shards.map(\.view))
        view = View(
            shards: views.view,
            deepestApex: shards.reduce(0) { max($0, $1.deepestApex) }
        )
    }

    /// This table with `zones` put in, in the place of those with the same apexes, and the zones at
    /// `removed` taken out. The maps that the zones decide by are taken from `maps`, and given back.
    func replacing(
        _ zones: [PublishedZone],
        removing removed: [DomainName],
        _ maps: inout DecisionMapTable
    ) -> ZoneTable {
        var changes: [Int: [ZoneShard.Change]] = [:]
        for apex in removed {
            let hash = NameHash.value(of: apex)
            changes[Self.shard(hash), default: []].append(.remove(apex, hash))
        }
        for zone in zones {
            let hash = NameHash.value(of: zone.apex)
            changes[Self.shard(hash), default: []].append(.put(zone, hash))
        }
        var shards = shards
        for (number, changes) in changes {
            shards[number] = ZoneShard(shards[number], number: number, changes, &maps)
        }
        return ZoneTable(shards)
    }

    /// The zone with this number, which is its own as long as the zone stays.
    func zone(_ number: Int) -> PublishedZone? {
        shards[number % Self.shardCount].zone(number)
    }

    /// The zone with this apex.
    func zone(at apex: DomainName) -> PublishedZone? {
        let hash = NameHash.value(of: apex)
        return shards[Self.shard(hash)].zone(at: apex, hash)
    }

    /// The zone with this apex, and its number.
    func numberedZone(at apex: DomainName) -> (number: Int, zone: PublishedZone)? {
        let hash = NameHash.value(of: apex)
        let shard = Self.shard(hash)
        return shards[shard].placedZone(at: apex, hash).map { index, zone in
            (index * Self.shardCount + shard, zone)
        }
    }

    /// All zones, in no order that means anything.
    var zones: [PublishedZone] { shards.flatMap(\.zones) }

    @inline(always)
    private static func shard(_ hash: UInt64) -> Int {
        // The hash's upper bits lead to a slot in the shard.
        Int(truncatingIfNeeded: hash) & (shardCount - 1)
    }

    struct View: BitwiseCopyable, Sendable {
        fileprivate let shards: FlatView<ZoneShard.View>
        /// Label count of the longest apex.
        fileprivate let deepestApex: Int

        /// The zone that answers for `name`: the one whose apex is the longest suffix of it. DS is
        /// the parent's to answer, if the parent is held here (RFC 4035 §3.1.4.1).
        @inline(always)
        func zone(for name: borrowing QueryName, _ type: RRType) -> ServedZone? {
            type == .ds ? zoneOfDS(for: name) : zone(of: name, upTo: name.labelCount)
        }

        @inline(never)
        private func zoneOfDS(for name: borrowing QueryName) -> ServedZone? {
            let closest = zone(of: name, upTo: name.labelCount)
            guard let closest, name.labelCount > 0,
                closest.view.apexLabelCount == name.labelCount
            else { return closest }
            return zone(of: name, upTo: name.labelCount - 1) ?? closest
        }

        @inline(always)
        private func zone(of name: borrowing QueryName, upTo maximum: Int) -> ServedZone? {
            var labels = min(maximum, deepestApex)
            var start = name.start(ofSuffix: labels)
            while true {
                let hash = name.hash(from: start)
                let shard = shards[ZoneTable.shard(hash)]
                if let zone = shard.find(name, from: start, hash) { return zone }
                guard labels > 0 else { return nil }
                labels -= 1
                start = name.start(behindLabelAt: start)
            }
        }
    }
}

extension NameHash {
    /// The hash of a whole name.
    static func value(of name: DomainName) -> UInt64 {
        var memory = NameMemory()
        var queryName = memory.name
        queryName.load(name.wire.span, at: 0, length: name.wire.count)
        return queryName.hash(from: 0)
    }
}
