internal import Addressing

/// Sorted ranges of addresses with an index in two steps: the high bits of an address lead to a
/// block, and the next bits to a bucket of that block, which has more buckets the more ranges start
/// in it. What is left is a short search between two neighbouring entries of the index.
///
/// Addresses in use lie close together, above all in IPv6: an index over bits alone would be large
/// and leave thousands of ranges in one bucket.
struct RangeIndex<Region: IndexedRegion>: ~Copyable, Sendable {
    private let ranges: FlatArray<SearchableRange<Region.Bits>>
    private let blocks: FlatArray<IndexBlock>
    private let buckets: FlatArray<UInt32>
    let view: View

    init(_ map: RangeMap<Region.Bits, UInt32>) {
        let index = IndexDraft<Region>(map)
        ranges = FlatArray(SearchableRange.ranges(of: map))
        blocks = FlatArray(index.blocks)
        buckets = FlatArray(index.buckets)
        view = View(
            ranges: RangeSearch(ranges.view, count: map.count),
            blocks: blocks.view,
            buckets: buckets.view
        )
    }

    struct View: BitwiseCopyable, Sendable {
        fileprivate let ranges: RangeSearch<Region.Bits>
        fileprivate let blocks: FlatView<IndexBlock>
        fileprivate let buckets: FlatView<UInt32>

        /// The range that holds `address`.
        @inline(always)
        func find(_ address: Region.Bits) -> RangeMatch {
            let offset = address &- Region.first
            let high = Int(truncatingIfNeeded: offset &>> Region.blockShift)
            let block = blocks[high >= 0 && high < Region.blockCount ? high : Region.blockCount]
            let low = offset &<< (Region.Bits(Region.Bits.bitWidth) &- Region.blockShift)
            // In two steps, so that a block of one bucket is left with no bit at all.
            let number = (low &>> 1) &>> Region.Bits(truncatingIfNeeded: block.shift)
            let bucket = Int(block.firstBucket) &+ Int(truncatingIfNeeded: number)
            let (least, greatest) = buckets.pair(at: bucket)
            return ranges.find(address, among: least, greatest)
        }
    }
}

/// The addresses that an index divides into blocks. All others are found by a search among all
/// ranges.
protocol IndexedRegion {
    associatedtype Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable

    static var first: Bits { get }
    static var blockCount: Int { get }
    /// Bits in which addresses of one block differ.
    static var blockShift: Bits { get }
}

/// A part of the index's buckets.
private struct IndexBlock: BitwiseCopyable, Sendable {
    let firstBucket: UInt32
    /// How far the bits that number a bucket of the block have to be shifted, but for one.
    let shift: UInt32
}

/// An index in the making.
private struct IndexDraft<Region: IndexedRegion> {
    private(set) var blocks: [IndexBlock] = []
    /// For every bucket the number of the range that holds the bucket's first address. The last range
    /// of a bucket is at most the one that holds the first address of the next.
    private(set) var buckets: [UInt32] = []

    init(_ map: RangeMap<Region.Bits, UInt32>) {
        blocks.reserveCapacity(Region.blockCount + 1)
        let size = Region.Bits(1) << Region.blockShift
        var range = map.index(of: Region.first)
        for block in 0..<Region.blockCount {
            let first = Region.first + Region.Bits(block) * size
            let last = first + (size - 1)
            var end = range
            while end + 1 < map.count, map.starts[end + 1] <= last { end += 1 }
            append(map, block: first, ranges: range...end)
            range = end
        }
        // Ends the last bucket; then comes the block of all other addresses.
        buckets.append(UInt32(range))
        blocks.append(IndexBlock(firstBucket: UInt32(buckets.count), shift: Self.noBits))
        buckets += [0, UInt32(map.count - 1)]
    }

    /// Shifted so far, nothing is left: there is one bucket.
    private static var noBits: UInt32 { UInt32(Region.Bits.bitWidth - 1) }

    /// A block in which `ranges` lie: two to four buckets for each range that starts there.
    private mutating func append(
        _ map: RangeMap<Region.Bits, UInt32>,
        block: Region.Bits,
        ranges: ClosedRange<Int>
    ) {
        let starting = ranges.count - 1
        let wanted = starting == 0 ? 0 : Int.bitWidth - starting.leadingZeroBitCount + 1
        let bits = min(wanted, Int(Region.blockShift))
        blocks.append(
            IndexBlock(firstBucket: UInt32(buckets.count), shift: Self.noBits - UInt32(bits))
        )
        let shift = Region.blockShift - Region.Bits(bits)
        var range = ranges.lowerBound
        for bucket in 0..<(1 << bits) {
            let first = block + Region.Bits(bucket) << shift
            while range < ranges.upperBound, map.starts[range + 1] <= first { range += 1 }
            buckets.append(UInt32(range))
        }
    }
}

/// What is known of an address: the value of its range, and the length of the widest prefix around
/// the address that lies inside the range.
struct RangeMatch: BitwiseCopyable, Sendable {
    let value: UInt32
    let prefixLength: Int
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

    /// The range that holds `address`. Its number is not below `least` and not above `greatest`.
    @inline(always)
    func find(_ address: Bits, among least: UInt32, _ greatest: UInt32) -> RangeMatch {
        var number = least
        var rest = greatest &- least
        while rest > 0 {
            let half = (rest &+ 1) &>> 1
            number &+= ranges[number &+ half].start <= address ? half : 0
            rest &-= half
        }
        let (range, next) = ranges.pair(at: Int(number))
        return RangeMatch(
            value: range.value,
            prefixLength: widestPrefixLength(
                around: address,
                from: range.start,
                upTo: next.start
            )
        )
    }

    /// One bit more than the address has in common with the nearer of the range's two outer
    /// neighbours; 0 stands for no neighbour.
    @inline(always)
    private func widestPrefixLength(around address: Bits, from start: Bits, upTo end: Bits) -> Int {
        let below = start == 0 ? .max : address ^ (start &- 1)
        let above = end == 0 ? .max : address ^ end
        // Neither is 0. Setting the last bit changes nothing, and spares the machine the question.
        return (min(below, above) | 1).leadingZeroBitCount &+ shortest
    }
}
