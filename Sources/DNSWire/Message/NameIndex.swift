/// Finds the numbers of names by their hashes: open addressing with linear probing, at most 7/8
/// full, four octets a slot. The upper bits of a slot, which no number needs, tell by bits of the
/// hash whether the name is worth a comparison.
struct NameIndex: Sendable {
    /// The number plus 1 in the lower bits; 0 marks a free slot.
    private var slots: [UInt32]
    private var mask: UInt32 { UInt32(slots.count - 1) }
    /// What `anticipate` has seen: it is kept so that the look is not optimised away.
    private var seen: UInt32 = 0

    /// - Parameter count: how many numbers there will be room for.
    init(expecting count: Int = 0) {
        var capacity = 8
        while Self.limit(of: capacity) < count { capacity *= 2 }
        slots = Array(repeating: 0, count: capacity)
    }

    private static func limit(of capacity: Int) -> Int { capacity - capacity / 8 }

    /// True if there is no room for one more beside so many numbers.
    func isFull(with count: Int) -> Bool { count >= Self.limit(of: slots.count) }

    /// `number` is below the count of numbers that there is room for, and not there yet.
    mutating func insert(_ number: Int, _ hash: UInt64) {
        var position = Int(UInt32(truncatingIfNeeded: hash) & mask)
        while slots[position] != 0 { position = (position + 1) & (slots.count - 1) }
        slots[position] = UInt32(hash >> 32) & ~mask | UInt32(number + 1)
    }

    /// Looks at where the search for a hash begins.
    mutating func anticipate(_ hash: UInt64) {
        seen ^= slots[Int(UInt32(truncatingIfNeeded: hash) & mask)]
    }

    func probe(_ hash: UInt64) -> Probe {
        Probe(
            tag: UInt32(hash >> 32) & ~mask,
            position: Int(UInt32(truncatingIfNeeded: hash) & mask)
        )
    }

    /// The numbers that may have a hash, one after the other.
    struct Probe {
        fileprivate let tag: UInt32
        fileprivate var position: Int

        mutating func next(in index: NameIndex) -> Int? {
            let mask = index.mask
            while true {
                let slot = index.slots[position]
                if slot == 0 { return nil }
                position = (position + 1) & (index.slots.count - 1)
                if slot & ~mask == tag { return Int(slot & mask) - 1 }
            }
        }
    }
}
