internal import DNSWire

/// The zones that are served, found by the names at or below them.
struct ZoneTable: ~Copyable, Sendable {
    private let slots: FlatArray<HashSlots.Slot>
    private let apexes: FlatArray<Apex>
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
        apexes = FlatArray(
            published.map { zone in
                let node = zone.view.names.nodes[zone.view.apexNode]
                return Apex(
                    octets: zone.view.octets,
                    name: node.name,
                    nameLength: node.nameLength
                )
            }
        )
        slots = FlatArray(HashSlots.slots(for: hashes))
        zones = FlatArray(
            published.enumerated().map { number, zone in
                var view = zone.view
                view.number = number
                return view
            }
        )
        view = View(
            slots: HashSlots(slots.view),
            apexes: apexes.view,
            zones: zones.view,
            deepestApex: deepest
        )
    }

    /// The name of a zone: what a search for one looks at, apart from the zones themselves.
    fileprivate struct Apex: BitwiseCopyable, Sendable {
        let octets: FlatView<UInt8>
        /// Where the name stands in `octets`, in lower case.
        let name: UInt32
        let nameLength: UInt8

        func isName(_ name: borrowing QueryName, from start: Int) -> Bool {
            Int(nameLength) == name.length - start
                && octets.matches(name.folded, from: start, to: name.length, at: Int(self.name))
        }
    }

    struct View: BitwiseCopyable, Sendable {
        fileprivate let slots: HashSlots
        fileprivate let apexes: FlatView<Apex>
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
                if apexes[number].isName(name, from: start) { return Int(number) }
            }
            return nil
        }
    }
}
