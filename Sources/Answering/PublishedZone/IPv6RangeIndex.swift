internal import Addressing

/// Ranges of IPv6 addresses, found by the upper halves of the addresses: 64 bits are compared in one
/// step, 128 in several.
///
/// Nearly every range starts where a network of /64 or shorter does. Where one does not, the /64
/// that it starts in is a range of its own here, and stands for ranges of lower halves.
struct IPv6RangeIndex: ~Copyable, Sendable {
    private let upper: RangeIndex<UpperHalves>
    private let lower: FlatArray<SearchableRange<UInt64>>
    private let divided: FlatArray<FlatRange>
    let view: View

    /// Addresses are given out from 2000::/3, and so far from its lower half (IANA, "IPv6 Global
    /// Unicast Address Assignments"): a block for each /16 of that.
    enum UpperHalves: IndexedRegion {
        static var first: UInt64 { 0x2000 << 48 }
        static var blockCount: Int { 1 << 12 }
        static var blockShift: UInt64 { 48 }
    }

    init(_ map: RangeMap<UInt128, UInt32>) {
        let halves = DividedRanges(map)
        upper = RangeIndex(halves.upper)
        lower = FlatArray(halves.lower)
        divided = FlatArray(halves.divided)
        view = View(upper: upper.view, lower: lower.view, divided: divided.view)
    }

    struct View: BitwiseCopyable, Sendable {
        fileprivate let upper: RangeIndex<UpperHalves>.View
        fileprivate let lower: FlatView<SearchableRange<UInt64>>
        fileprivate let divided: FlatView<FlatRange>

        /// The range that holds `address`.
        @inline(always)
        func find(_ address: UInt128) -> RangeMatch {
            // The neighbours in upper halves are what counts also where one is divided: the range
            // may go on in there, but it ends there.
            let found = upper.find(UInt64(truncatingIfNeeded: address >> 64))
            guard found.value >= DividedRanges.mark else { return found }
            let numbers = divided[found.value &- DividedRanges.mark]
            return Self.find(UInt64(truncatingIfNeeded: address), among: numbers, of: lower)
        }

        /// In a divided /64 every range has a neighbour in the same /64, and the nearest one is
        /// there. Apart, and static, since clients are hardly ever in one: `find` shall not carry
        /// what only this needs.
        @inline(never)
        private static func find(
            _ half: UInt64,
            among numbers: FlatRange,
            of lower: FlatView<SearchableRange<UInt64>>
        ) -> RangeMatch {
            let ranges = RangeSearch(lower, count: Int(numbers.count))
            let last = numbers.start + numbers.count - 1
            let found = ranges.find(half, among: numbers.start, last)
            return RangeMatch(value: found.value, prefixLength: 64 + found.prefixLength)
        }
    }
}

/// Ranges of IPv6 addresses taken apart into ranges of their halves.
private struct DividedRanges {
    /// Values from here on stand for a divided /64: its number is what is above.
    static let mark: UInt32 = 1 << 31

    /// By upper halves.
    private(set) var upper: RangeMap<UInt64, UInt32>
    /// By lower halves, one divided /64 after the other, each with a last range behind all addresses.
    private(set) var lower: [SearchableRange<UInt64>] = []
    /// The ranges of each divided /64 in `lower`, without the last.
    private(set) var divided: [FlatRange] = []

    init(_ map: RangeMap<UInt128, UInt32>) {
        upper = RangeMap(everywhere: map.values[0])
        var index = 0
        while index < map.count {
            let half = UInt64(truncatingIfNeeded: map.starts[index] >> 64)
            let first = index
            while index < map.count, UInt64(truncatingIfNeeded: map.starts[index] >> 64) == half {
                index += 1
            }
            let last = map.starts[index - 1]
            if last == UInt128(half) << 64 {
                upper.append(map.values[first], from: half)
            } else {
                upper.append(Self.mark + UInt32(divided.count), from: half)
                divide(map, first..<index)
                if half < .max { upper.append(map.values[index - 1], from: half + 1) }
            }
        }
    }

    /// Adds a divided /64: the ranges that start in it, and the one that reaches into it.
    private mutating func divide(_ map: RangeMap<UInt128, UInt32>, _ starting: Range<Int>) {
        let start = lower.count
        for range in starting {
            let half = UInt64(truncatingIfNeeded: map.starts[range])
            if range == starting.lowerBound, half > 0 {
                lower.append(.init(start: 0, value: map.values[range - 1]))
            }
            lower.append(.init(start: half, value: map.values[range]))
        }
        divided.append(FlatRange(start: UInt32(start), count: UInt32(lower.count - start)))
        lower.append(.init(start: 0, value: 0))
    }
}
