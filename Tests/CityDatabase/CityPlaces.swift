import Addressing
import TestSupport

/// Puts networks into places: runs of blocks belong to one country, each block to a few of its
/// cities, and is split into networks of very different sizes.
struct CityPlaces {
    /// Numbers of records, by country. Those of one city stand side by side.
    private let recordsOfCountry: [[UInt32]]
    private var random: SeededRandom

    init(_ recordsOfCountry: [[UInt32]], random: SeededRandom) {
        self.recordsOfCountry = recordsOfCountry
        self.random = random
    }

    /// The most blocks in a row that are of one country.
    private static let longestRun = 24
    /// Records that the networks of one block have between them, at most.
    private static let recordsOfBlock = 24
    /// Of 100 blocks, those with many networks and those that nobody uses; the rest has few.
    private static let denseBlocks = 12
    private static let emptyBlocks = 8
    /// Blocks are left out until they have so many networks on average.
    private static let leastMean = 2
    /// The share of all networks that lies in dense blocks, of 100.
    private static let denseShare = 70

    mutating func fill<Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable>(
        _ map: inout RangeMap<Bits, UInt32>,
        blocks: [Bits],
        length: Int,
        longest: Int,
        networks: Int
    ) {
        // A small world leaves most blocks out rather than being coarse everywhere.
        let step = max(1, blocks.count * Self.leastMean / networks)
        let blocks = stride(from: 0, to: blocks.count, by: step).map { blocks[$0] }
        let perDense = max(1, networks * Self.denseShare / (blocks.count * Self.denseBlocks))
        let sparse = 100 - Self.denseBlocks - Self.emptyBlocks
        let perSparse = max(1, networks * (100 - Self.denseShare) / (blocks.count * sparse))
        var country: [UInt32] = []
        var run = 0
        for block in blocks {
            if run == 0 {
                country = recordsOfCountry[popularIndex(below: recordsOfCountry.count)]
                run = random.number(in: 1...Self.longestRun)
            }
            run -= 1
            let kind = random.number(in: 0...99)
            let end = block &+ (1 << Bits(Bits.bitWidth - length))
            if kind >= Self.emptyBlocks {
                let mean = kind >= 100 - Self.denseBlocks ? perDense : perSparse
                let first = popularIndex(below: country.count)
                let local = country[first..<min(first + Self.recordsOfBlock, country.count)]
                split(
                    &map,
                    address: block,
                    length: length,
                    longest: longest,
                    into: random.number(in: 1...(2 * mean - 1)),
                    records: local
                )
            }
            map.append(0, from: end)
        }
    }

    /// Indices near 0 come more often than others, as large countries and cities do.
    private mutating func popularIndex(below count: Int) -> Int {
        let fraction = Double(random.number(in: 0...UInt32.max)) / Double(1 << 32)
        return Int(fraction * fraction * Double(count))
    }

    private mutating func split<
        Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable
    >(
        _ map: inout RangeMap<Bits, UInt32>,
        address: Bits,
        length: Int,
        longest: Int,
        into count: Int,
        records: ArraySlice<UInt32>
    ) {
        guard count > 1, length < longest else {
            let record = records[
                random.number(in: records.startIndex...(records.endIndex - 1))
            ]
            map.append(record, from: address)
            return
        }
        let left = random.number(in: 1...(count - 1))
        let middle = address | 1 << Bits(Bits.bitWidth - 1 - length)
        for (half, networks) in [(address, left), (middle, count - left)] {
            split(
                &map,
                address: half,
                length: length + 1,
                longest: longest,
                into: networks,
                records: records
            )
        }
    }
}
