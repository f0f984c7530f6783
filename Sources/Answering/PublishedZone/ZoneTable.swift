internal import DNSWire

/// The zones that are served, found by the names at or below them.
struct ZoneTable: ~Copyable, Sendable {
    private let slots: FlatArray<HashSlots.Slot>
    private let zones: FlatArray<ZoneView>
    let view: View

    init(_ published: [PublishedZone]) {
        var hashes: [UInt64] = []
        var memory = NameMemory()
        var name = memory.name
        var deepest = 0
        for zone in published {
            let apex = zone.apex.wire
            name.load(apex.span, at: 0, length: apex.count)
            hashes.append(name.hash(ofSuffix: name.labelCount))
            deepest = max(deepest, name.labelCount)
        }
        slots = FlatArray(HashSlots.slots(for: hashes))
        zones = FlatArray(
            published.enumerated().map { number, zone in
                var view = zone.view
                view.number = number
                return view
            }
        )
        view = View(slots: HashSlots(slots.view), zones: zones.view, deepestApex: deepest)
    }

    struct View: BitwiseCopyable, Sendable {
        fileprivate let slots: HashSlots
        /// In the order of `ServingState.zones`.
        let zones: FlatView<ZoneView>
        /// Label count of the longest apex.
        fileprivate let deepestApex: Int

        /// Number of the zone that answers for `name`: the one whose apex is the longest suffix of it. DS is
        /// the parent's to answer, if the parent is held here (RFC 4035 §3.1.4.1).
        func zone(for name: borrowing QueryName, _ type: RRType) -> Int? {
            let closest = zone(of: name, upTo: name.labelCount)
            guard type == .ds, let closest, name.labelCount > 0,
                zones[closest].apexLabelCount == name.labelCount
            else { return closest }
            return zone(of: name, upTo: name.labelCount - 1) ?? closest
        }

        private func zone(of name: borrowing QueryName, upTo maximum: Int) -> Int? {
            var labels = min(maximum, deepestApex)
            while labels >= 0 {
                if let zone = find(name, labels: labels) { return zone }
                labels -= 1
            }
            return nil
        }

        private func find(_ name: borrowing QueryName, labels: Int) -> Int? {
            let start = name.start(ofSuffix: labels)
            var probe = slots.probe(name.hash(ofSuffix: labels))
            while let number = probe.next(in: slots) {
                let zone = zones[number]
                if zone.names.isName(zone.apexNode, name, from: start) { return Int(number) }
            }
            return nil
        }
    }
}
