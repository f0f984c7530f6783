internal import Addressing

/// Ranges of IPv6 addresses, found by the upper halves of the addresses: 64 bits are compared in one
/// step, 128 in several.
///
/// Nearly every range starts where a network of /64 or shorter does. Where one does not, the /64
/// that it starts in is a range of its own here, and stands for ranges of lower halves.
struct IPv6RangeIndex: ~Copyable, Sendable {
    private let upper: RangeIndex<UInt64>
    private let lower: FlatArray<SearchableRange<UInt64>>
    private let divided: FlatArray<FlatRange>
    let view: View

    /// Addresses are given out from 2000::/3, and so far from its lower half (IANA, "IPv6 Global
    /// Unicast Address Assignments").
    private static var indexed: RangeIndex<UInt64>.Region {
        .init(first: 0x2000 << 48, bits: 60)
    }

    init(_ map: RangeMap<UInt128, UInt32>) {
        let halves = DividedRanges(map)
        upper = RangeIndex(halves.upper, indexing: Self.indexed)
        lower = FlatArray(halves.lower)
        divided = FlatArray(halves.divided)
        view = View(upper: upper.view, lower: lower.view, divided: divided.view)
    }

    struct View: BitwiseCopyable, Sendable {
        fileprivate let upper: RangeIndex<UInt64>.View
        fileprivate let lower: FlatView<SearchableRange<UInt64>>
        fileprivate let divided: FlatView<FlatRange>

        /// The value at an address, and the length of the widest prefix around it that has the same
        /// value throughout.
        func find(_ address: UInt128) -> (value: UInt32, prefixLength: Int) {
            let half = UInt64(truncatingIfNeeded: address >> 64)
            let range = upper.range(of: half)
            let value = upper.ranges.value(at: range)
            guard value < DividedRanges.mark else { return find(address, inDivided: value) }
            // The neighbours in upper halves are what counts also where one is divided: the range
            // may go on in there, but it ends there.
            return (value, upper.ranges.widestPrefixLength(around: half, in: range))
        }

        /// In a divided /64 every range has a neighbour in the same /64, and the nearest one is
        /// there.
        @inline(never)
        private func find(
            _ address: UInt128,
            inDivided value: UInt32
        ) -> (value: UInt32, prefixLength: Int) {
            let half = UInt64(truncatingIfNeeded: address)
            let numbers = divided[value - DividedRanges.mark]
            let ranges = RangeSearch(lower, count: Int(numbers.count))
            let last = numbers.start + numbers.count - 1
            let range = ranges.range(of: half, among: numbers.start...last)
            return (
                ranges.value(at: range),
                64 + ranges.widestPrefixLength(around: half, in: range)
            )
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
