/// A hash table of numbers: open addressing with linear probing, at most half full. A slot tells by
/// 32 bits of the hash whether what it stands for is worth a comparison.
struct HashSlots: BitwiseCopyable, Sendable {
    private let slots: FlatView<Slot>

    init(_ slots: FlatView<Slot>) { self.slots = slots }

    struct Slot: BitwiseCopyable, Sendable {
        fileprivate var tag: UInt32
        /// The number plus 1; 0 marks a free slot.
        fileprivate var entry: UInt32
    }

    /// The places that a number with this hash may be in, one after the other.
    struct Probe {
        private let tag: UInt32
        private var position: Int

        @inline(always)
        fileprivate init(_ hash: UInt64) {
            tag = HashSlots.tag(hash)
            position = Int(truncatingIfNeeded: hash)
        }

        /// The next number whose tag is the hash's; nil when there are no more.
        @inline(always)
        mutating func next(in table: HashSlots) -> UInt32? {
            let mask = table.slots.count &- 1
            while true {
                let slot = table.slots[position & mask]
                if slot.entry == 0 { return nil }
                position = (position & mask) &+ 1
                if slot.tag == tag { return slot.entry - 1 }
            }
        }
    }

    @inline(always)
    func probe(_ hash: UInt64) -> Probe { Probe(hash) }

    private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

    /// Slots for the numbers 0, 1, 2, … with these hashes.
    static func slots(for hashes: [UInt64]) -> [Slot] {
        var capacity = 2
        while capacity < 2 * hashes.count { capacity *= 2 }
        var slots = [Slot](repeating: Slot(tag: 0, entry: 0), count: capacity)
        for (number, hash) in hashes.enumerated() {
            var position = Int(truncatingIfNeeded: hash) & (capacity - 1)
            while slots[position].entry != 0 { position = (position + 1) & (capacity - 1) }
            slots[position] = Slot(tag: tag(hash), entry: UInt32(number + 1))
        }
        return slots
    }
}
