internal import Addressing
internal import Routing

/// What IP-based rules have for clients that are given by fewer bits than the blocks around them: they
/// are in none but the blocks that hold all of the client's network.
///
/// Resolvers send /24 and /56, as long as blocks get in Route 53 or longer: this is for the others, and
/// so a plain search.
struct BlockTable<Bits>: ~Copyable, Sendable
where Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable {
    private let ranges: FlatArray<SearchableRange<Bits>>
    private let runs: FlatArray<FlatRange>
    private let blocks: FlatArray<EnclosingBlock>
    let view: View

    init(_ draft: BlockDraft<Bits>) {
        ranges = FlatArray(SearchableRange.ranges(of: draft.ranges))
        runs = FlatArray(draft.runs)
        blocks = FlatArray(draft.blocks)
        view = View(
            ranges: RangeSearch(ranges.view, count: draft.ranges.count),
            lastRange: UInt32(draft.ranges.count - 1),
            runs: runs.view,
            blocks: blocks.view,
            longestBlock: draft.blocks.reduce(0) { max($0, Int($1.length)) }
        )
    }

    struct View: BitwiseCopyable, Sendable {
        fileprivate let ranges: RangeSearch<Bits>
        fileprivate let lastRange: UInt32
        fileprivate let runs: FlatView<FlatRange>
        fileprivate let blocks: FlatView<EnclosingBlock>
        /// Whoever is given by so many bits is in the block around its address.
        let longestBlock: Int

        /// The list of a client that is given by `length` bits of `address`, and the length of the
        /// block around `address` that it is not in; 0 if there is none.
        @inline(never)
        func find(_ address: Bits, length: Int) -> (list: UInt32, missedBlock: Int) {
            let run = runs[ranges.find(address, among: 0, lastRange).value]
            var block = Int(run.start)
            while Int(blocks[block].length) > max(length, 0) { block += 1 }
            let innermost = Int(blocks[run.start].length)
            return (blocks[block].list, block == Int(run.start) ? 0 : innermost)
        }
    }
}

/// A block around an address, and the candidates of those who are in it and in no smaller one.
struct EnclosingBlock: BitwiseCopyable, Sendable {
    let length: UInt8
    let list: UInt32
}

/// A `BlockTable` in the making. Every run of blocks ends with one of all addresses.
struct BlockDraft<Bits>
where Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable {
    /// Numbers of runs.
    private(set) var ranges = RangeMap<Bits, UInt32>(everywhere: 0)
    private(set) var runs: [FlatRange] = []
    private(set) var blocks: [EnclosingBlock] = []

    /// Without blocks.
    init() {}

    /// `list` gives the number of the list for those of the candidates that take a client of a length.
    init(
        _ candidates: RangeMap<Bits, [IPBasedRules.Candidate]>,
        list: ([IPBasedRules.Candidate], Int) -> UInt32
    ) {
        let numbers = candidates.values.map { append($0, list) }
        var ranges = RangeMap<Bits, UInt32>(everywhere: 0)
        for (start, number) in zip(candidates.starts, numbers) {
            ranges.append(number, from: start)
        }
        self.ranges = ranges
    }

    private mutating func append(
        _ candidates: [IPBasedRules.Candidate],
        _ list: ([IPBasedRules.Candidate], Int) -> UInt32
    ) -> UInt32 {
        let start = blocks.count
        // The blocks are there the innermost first; 0 stands for being in none of them.
        for length in candidates.map(\.minimumLength).filter({ $0 > 0 }) + [0] {
            blocks.append(EnclosingBlock(length: UInt8(length), list: list(candidates, length)))
        }
        runs.append(FlatRange(start: UInt32(start), count: UInt32(blocks.count - start)))
        return UInt32(runs.count - 1)
    }
}
