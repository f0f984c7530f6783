internal import Addressing

/// Sorted ranges with an index over the high bits of their addresses: a look-up reads one index
/// entry and its neighbour, then searches the few ranges between.
struct RangeIndex<Bits>: ~Copyable, Sendable
where Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable {
    private let starts: FlatArray<Bits>
    private let values: FlatArray<UInt16>
    private let buckets: FlatArray<UInt32>
    let view: View

    /// Most bits the index spans: 65,536 buckets of 4 octets.
    private static var maximumIndexBits: Int { 16 }

    init(_ map: RangeMap<Bits, UInt16>) {
        let needed = Int.bitWidth - map.count.leadingZeroBitCount + 1
        let indexBits = min(needed, Self.maximumIndexBits)
        let shift = Bits.bitWidth - indexBits
        var firstRanges: [UInt32] = []
        firstRanges.reserveCapacity(1 << indexBits + 1)
        var range = 0
        for bucket in 0..<(1 << indexBits) {
            let first = Bits(bucket) << Bits(shift)
            while range + 1 < map.count, map.starts[range + 1] <= first { range += 1 }
            firstRanges.append(UInt32(range))
        }
        firstRanges.append(UInt32(map.count - 1))
        starts = FlatArray(map.starts)
        values = FlatArray(map.values)
        buckets = FlatArray(firstRanges)
        view = View(
            starts: starts.view,
            values: values.view,
            buckets: buckets.view,
            shift: shift
        )
    }

    struct View: BitwiseCopyable, Sendable {
        fileprivate let starts: FlatView<Bits>
        fileprivate let values: FlatView<UInt16>
        fileprivate let buckets: FlatView<UInt32>
        fileprivate let shift: Int

        /// Number of the range that holds `address`.
        func range(of address: Bits) -> Int {
            let bucket = Int(truncatingIfNeeded: address >> Bits(truncatingIfNeeded: shift))
            var low = Int(buckets[bucket])
            var high = Int(buckets[bucket + 1])
            while low < high {
                let middle = (low + high + 1) / 2
                if starts[middle] <= address { low = middle } else { high = middle - 1 }
            }
            return low
        }

        func value(at range: Int) -> UInt16 { values[range] }

        /// The length of the widest prefix around `address` that lies inside the range.
        func widestPrefixLength(around address: Bits, in range: Int) -> Int {
            let end = range + 1 < starts.count ? starts[range + 1] &- 1 : .max
            return Addressing.widestPrefixLength(around: address, within: starts[range]...end)
        }
    }
}
