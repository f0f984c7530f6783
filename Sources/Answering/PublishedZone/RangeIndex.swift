internal import Addressing

/// Sorted ranges of addresses with an index over the high bits: a look-up reads one index entry
/// and its neighbour, then searches the few ranges between without a branch.
struct RangeIndex<Bits>: ~Copyable, Sendable
where Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable {
    private let ranges: FlatArray<SearchableRange<Bits>>
    private let buckets: FlatArray<UInt32>
    let view: View

    /// The addresses that the index divides into buckets. All others are found by a search among
    /// all ranges.
    struct Region {
        let first: Bits
        /// Bits in which addresses of the region differ.
        let bits: Int
    }

    /// Most bits the index spans: 65,536 buckets of 4 octets.
    private static var maximumIndexBits: Int { 16 }

    init(_ map: RangeMap<Bits, UInt32>, indexing region: Region) {
        let needed = Int.bitWidth - map.count.leadingZeroBitCount + 1
        let indexBits = min(needed, Self.maximumIndexBits)
        let shift = region.bits - indexBits
        let bucketCount = 1 << indexBits
        var firstRanges: [UInt32] = []
        firstRanges.reserveCapacity(bucketCount + 3)
        var range = map.index(of: region.first)
        for bucket in 0..<bucketCount {
            let first = region.first + Bits(bucket) << Bits(shift)
            while range + 1 < map.count, map.starts[range + 1] <= first { range += 1 }
            firstRanges.append(UInt32(range))
        }
        let last = region.first + (Bits.max >> Bits(Bits.bitWidth - region.bits))
        firstRanges.append(UInt32(map.index(of: last)))
        // The bucket of all other addresses.
        firstRanges += [0, UInt32(map.count - 1)]
        ranges = FlatArray(SearchableRange.ranges(of: map))
        buckets = FlatArray(firstRanges)
        view = View(
            ranges: RangeSearch(ranges.view, count: map.count),
            buckets: buckets.view,
            first: region.first,
            shift: Bits(shift),
            bucketCount: Bits(bucketCount)
        )
    }

    struct View: BitwiseCopyable, Sendable {
        let ranges: RangeSearch<Bits>
        fileprivate let buckets: FlatView<UInt32>
        fileprivate let first: Bits
        fileprivate let shift: Bits
        fileprivate let bucketCount: Bits

        /// Number of the range that holds `address`.
        func range(of address: Bits) -> Int {
            let inside = (address &- first) &>> shift
            let bucket = Int(truncatingIfNeeded: inside < bucketCount ? inside : bucketCount + 1)
            return ranges.range(of: address, among: buckets[bucket]...buckets[bucket + 1])
        }
    }
}

/// One range of a sorted array: it ends where the next one starts.
struct SearchableRange<Bits>: BitwiseCopyable, Sendable
where Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable {
    let start: Bits
    /// Beside the start, so that both are read from one cache line.
    let value: UInt32

    /// The ranges of a map, and a last one that starts at 0, behind all addresses.
    static func ranges(of map: RangeMap<Bits, UInt32>) -> some Collection<Self> {
        (0...map.count).lazy.map {
            $0 < map.count
                ? Self(start: map.starts[$0], value: map.values[$0]) : Self(start: 0, value: 0)
        }
    }
}

/// Searches in sorted ranges that cover all addresses.
struct RangeSearch<Bits>: BitwiseCopyable, Sendable
where Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable {
    private let ranges: FlatView<SearchableRange<Bits>>
    /// How long a prefix must be that leaves something out: no bit if there is nothing to leave out.
    private let shortest: Int

    init(_ ranges: FlatView<SearchableRange<Bits>>, count: Int) {
        self.ranges = ranges
        shortest = count == 1 ? 0 : 1
    }

    /// Number of the range that holds `address`, which is one of `numbers`.
    func range(of address: Bits, among numbers: ClosedRange<UInt32>) -> Int {
        var low = Int(numbers.lowerBound)
        var count = Int(numbers.upperBound) - low
        while count > 0 {
            let half = (count + 1) >> 1
            low = ranges[low + half].start <= address ? low + half : low
            count -= half
        }
        return low
    }

    func value(at range: Int) -> UInt32 { ranges[range].value }

    /// The length of the widest prefix around `address` that lies inside the range: one bit more
    /// than the address has in common with the nearer of the range's two outer neighbours.
    func widestPrefixLength(around address: Bits, in range: Int) -> Int {
        let (start, end) = (ranges[range].start, ranges[range + 1].start)
        let below = start == 0 ? .max : address ^ (start &- 1)
        let above = end == 0 ? .max : address ^ end
        return min(below, above).leadingZeroBitCount + shortest
    }
}
