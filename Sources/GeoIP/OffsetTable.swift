/// Numbers by their offsets in a data section: a hash table in one piece. Reading a database asks it
/// once a network; with a dictionary that was half the cost.
struct OffsetTable {
    /// A power of two, at most half of them in use.
    private var slots = [Slot](repeating: .free, count: 1 << 12)
    private var count = 0

    /// A block of the data section, 512 octets, has 32 slots side by side: one for every 16 octets,
    /// about as many as the record of a city takes at least.
    private static let blockBits: UInt32 = 9
    private static let valueBits: UInt32 = 4
    private static let slotsPerBlock: UInt32 = 1 << (blockBits - valueBits)

    private struct Slot {
        var offset: UInt32
        var number: UInt32

        /// The highest offset marks a free slot: no value fits in there.
        static let free = Slot(offset: .max, number: 0)
    }

    subscript(offset: UInt32) -> UInt32? {
        let slot = slots[slot(of: offset)]
        return slot.offset == offset ? slot.number : nil
    }

    /// Sets the number of `offset`, which has none yet.
    mutating func insert(_ number: UInt32, at offset: UInt32) {
        count += 1
        if count > slots.count / 2 {
            let old = slots
            slots = [Slot](repeating: .free, count: 2 * old.count)
            for slot in old where slot.offset != .max { slots[self.slot(of: slot.offset)] = slot }
        }
        slots[slot(of: offset)] = Slot(offset: offset, number: number)
    }

    /// Where `offset` stands, or would.
    private func slot(of offset: UInt32) -> Int {
        // Fibonacci hashing spreads the blocks: 2³² divided by the golden ratio. Within a block the
        // order stays, for neighbours in a tree mostly have neighbouring values, and are asked for
        // together.
        let block = (offset >> Self.blockBits) &* 0x9e37_79b9
        let place = (offset >> Self.valueBits) & (Self.slotsPerBlock - 1)
        let spread = block >> UInt32(32 - slots.count.trailingZeroBitCount)
        var slot = Int(spread & ~(Self.slotsPerBlock - 1) | place)
        while slots[slot].offset != offset, slots[slot].offset != .max {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }
}
