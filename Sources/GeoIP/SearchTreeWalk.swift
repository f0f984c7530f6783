import Addressing

/// One pass over a family's part of a search tree, in ascending order of addresses.
struct SearchTreeWalk<Bits: FixedWidthInteger & UnsignedInteger & Sendable> {
    /// Networks that are left out as though the database had nothing there.
    var excluded: [ExcludedNetwork<Bits>] = []

    /// A network still to be visited, and what the tree has there.
    private struct Step {
        let record: MMDBRecord
        let address: Bits
        let length: Int
        /// True while an excluded network may lie inside this one.
        let holdsExcluded: Bool
    }

    /// A sound tree has each node once; a tree whose nodes lead to each other would never end.
    /// Equal subtrees may be shared by several networks, which this factor allows for.
    private static var sharingLimit: Int { 16 }

    /// Calls `visit` with the first address and the value's offset of every network, ascending and
    /// without gaps; nil where nothing is known. Returns how many nodes there were.
    func run(
        _ file: borrowing MMDBFile,
        family: AddressFamily,
        visit: (Bits, UInt32?) throws(GeoDatabaseError) -> Void
    ) throws(GeoDatabaseError) -> Int {
        let limit = Int(file.metadata.nodeCount) * Self.sharingLimit
        var nodes = 0
        var steps = [
            Step(
                record: try file.root(of: family),
                address: 0,
                length: 0,
                holdsExcluded: !excluded.isEmpty
            )
        ]
        while let step = steps.popLast() {
            if step.holdsExcluded, isExcluded(step) {
                try visit(step.address, nil)
                continue
            }
            var children = (left: step.record, right: step.record)
            switch step.record {
            case .node(let number):
                nodes += 1
                guard nodes <= limit, step.length < Bits.bitWidth else {
                    throw .corrupt(path: file.path, reason: "the search tree does not end")
                }
                children = try file.children(of: number)
            case .empty, .data:
                // A network that is larger than an excluded one is cut in half until it is not.
                if step.holdsExcluded { break }
                try visit(step.address, step.record.dataOffset)
                continue
            }
            let middle = step.address | (1 << Bits(Bits.bitWidth - 1 - step.length))
            steps.append(half(of: step, from: middle, with: children.right))
            steps.append(half(of: step, from: step.address, with: children.left))
        }
        return nodes
    }

    private func half(of step: Step, from address: Bits, with record: MMDBRecord) -> Step {
        let length = step.length + 1
        let holdsExcluded =
            step.holdsExcluded
            && excluded.contains { $0.length >= length && $0.overlaps(address, length: length) }
        return Step(
            record: record,
            address: address,
            length: length,
            holdsExcluded: holdsExcluded
        )
    }

    private func isExcluded(_ step: Step) -> Bool {
        excluded.contains { $0.length == step.length && $0.address == step.address }
    }
}
