internal import DNSWire

// The hash slots of a zone in the making: see `HashSlots`.

extension ZoneDraft {
    /// Puts the place of a node into a free slot.
    mutating func insertSlot(for place: UInt32, _ hash: UInt64) {
        var position = HashSlots.start(hash, slotCount)
        while slot(at: position) != 0 {
            position = HashSlots.position(after: position, slotCount)
        }
        setSlot(at: position, HashSlots.slot(unit(of: place), hash, slotMask))
    }

    /// Lets the slot of a node lead to where it stands now.
    mutating func replaceSlot(for old: UInt32, by new: UInt32, _ hash: UInt64) {
        setSlot(at: position(of: old, hash), HashSlots.slot(unit(of: new), hash, slotMask))
    }

    /// Frees the slot of a node, and closes the gap: a search ends at the first free slot.
    mutating func removeSlot(for place: UInt32, _ hash: UInt64) {
        var gap = position(of: place, hash)
        var position = gap
        while true {
            position = HashSlots.position(after: position, slotCount)
            let slot = slot(at: position)
            if slot == 0 { break }
            let node = (slot & slotMask) * UInt32(Node.alignment)
            let start = HashSlots.start(self.hash(ofNodeAt: node), slotCount)
            // What is looked for from behind the gap on is found where it is.
            guard distance(from: start, to: position) >= distance(from: gap, to: position) else {
                continue
            }
            setSlot(at: gap, slot)
            gap = position
        }
        setSlot(at: gap, 0)
    }

    private func position(of place: UInt32, _ hash: UInt64) -> Int {
        var position = HashSlots.start(hash, slotCount)
        while slot(at: position) & slotMask != unit(of: place) {
            position = HashSlots.position(after: position, slotCount)
        }
        return position
    }

    private func distance(from start: Int, to position: Int) -> Int {
        position >= start ? position - start : position - start + slotCount
    }

    private func hash(ofNodeAt place: UInt32) -> UInt64 {
        let node = block.load(Node.self, at: Int(place))
        let start = node.namePlace(Int(place))
        var wire = (start..<(start + Int(node.nameLength))).map { block.load(UInt8.self, at: $0) }
        wire += contents.apex.wire
        var memory = NameMemory()
        var name = memory.name
        name.load(wire.span, at: 0, length: wire.count)
        return name.hash(from: 0)
    }

    private func unit(of place: UInt32) -> UInt32 { place / UInt32(Node.alignment) }

    private func slot(at position: Int) -> UInt32 { block.load(at: Self.slotPlace(position)) }

    private mutating func setSlot(at position: Int, _ slot: UInt32) {
        block.store(slot, at: Self.slotPlace(position))
    }

    private static func slotPlace(_ position: Int) -> Int {
        ZoneView.slotsPlace + position * MemoryLayout<UInt32>.size
    }
}
