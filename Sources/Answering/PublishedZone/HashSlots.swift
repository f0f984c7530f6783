/// A hash table of numbers from 1 on: open addressing with linear probing, at most two thirds full,
/// four octets a slot. The upper bits of a slot, which no number needs, tell by bits of the hash
/// whether what the number stands for is worth a comparison. 0 marks a free slot.
struct HashSlots: BitwiseCopyable, Sendable {
    private let slots: FlatView<UInt32>
    /// The bits of a slot that hold the number.
    private let mask: UInt32

    init(_ slots: FlatView<UInt32>, mask: UInt32) {
        self.slots = slots
        self.mask = mask
    }

    /// How many slots there must be for so many numbers.
    static func slotCount(for numbers: Int) -> Int { numbers + numbers / 2 + 1 }

    /// The bits that numbers up to `largest` need.
    static func mask(upTo largest: UInt32) -> UInt32 { .max >> UInt32(largest.leadingZeroBitCount) }

    /// Where the search for a hash begins: its upper half, scaled to the count of slots.
    @inline(always)
    static func start(_ hash: UInt64, _ slotCount: Int) -> Int {
        let scaled = (hash >> 32) &* UInt64(truncatingIfNeeded: slotCount)
        return Int(truncatingIfNeeded: scaled >> 32)
    }

    @inline(always)
    static func position(after position: Int, _ slotCount: Int) -> Int {
        position &+ 1 == slotCount ? 0 : position &+ 1
    }

    @inline(always)
    private static func tag(_ hash: UInt64, _ mask: UInt32) -> UInt32 {
        UInt32(truncatingIfNeeded: hash) & ~mask
    }

    /// What stands for a number in its slot: the first free one from `start` on.
    static func slot(_ number: UInt32, _ hash: UInt64, _ mask: UInt32) -> UInt32 {
        number | tag(hash, mask)
    }

    /// What `select` makes of the first number with this hash that it accepts.
    @inline(always)
    func first<Found>(_ hash: UInt64, _ select: (UInt32) -> Found?) -> Found? {
        let tag = Self.tag(hash, mask)
        var position = Self.start(hash, slots.count)
        while true {
            let slot = slots[position]
            if slot == 0 { return nil }
            if slot & ~mask == tag, let found = select(slot & mask) { return found }
            position = Self.position(after: position, slots.count)
        }
    }

    /// How many slots lie between where the search for a number begins and where it is, on average.
    /// `hash` gives the hash of what a number stands for.
    func meanDistance(_ hash: (UInt32) -> UInt64) -> Double {
        var sum = 0
        var numbers = 0
        for position in 0..<slots.count where slots[position] != 0 {
            let distance = position - Self.start(hash(slots[position] & mask), slots.count)
            sum += distance < 0 ? distance + slots.count : distance
            numbers += 1
        }
        return Double(sum) / Double(max(numbers, 1))
    }
}
