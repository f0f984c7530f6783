/// The names of one zone, found by their hash: open addressing with linear probing, at most half
/// full. A slot tells by 32 bits of the hash whether its name is worth a comparison.
struct NameTable: BitwiseCopyable, Sendable {
    let slots: FlatView<Slot>
    let nodes: FlatView<Node>
    let octets: FlatView<UInt8>

    struct Slot: BitwiseCopyable, Sendable {
        var tag: UInt32
        /// Number of the node plus 1; 0 marks a free slot.
        var node: UInt32
    }

    static let noNode: UInt32 = .max

    /// The node whose name is the suffix of `labels` labels of `name`.
    func find(_ name: borrowing QueryName, labels: Int) -> UInt32? {
        let hash = name.hash(ofSuffix: labels)
        let start = name.start(ofSuffix: labels)
        let mask = slots.count - 1
        var position = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[position]
            if slot.node == 0 { return nil }
            if slot.tag == Self.tag(hash), isName(slot.node - 1, name, from: start) {
                return slot.node - 1
            }
            position = (position + 1) & mask
        }
    }

    func isName(_ number: UInt32, _ name: borrowing QueryName, from start: Int) -> Bool {
        let node = nodes[number]
        return Int(node.nameLength) == name.length - start
            && octets.matches(name.folded, from: start, to: name.length, at: Int(node.name))
    }

    static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

    /// Slots for nodes with these hashes, in the order of the nodes.
    static func slots(for hashes: [UInt64]) -> [Slot] {
        var capacity = 2
        while capacity < 2 * hashes.count { capacity *= 2 }
        var slots = [Slot](repeating: Slot(tag: 0, node: 0), count: capacity)
        for (node, hash) in hashes.enumerated() {
            var position = Int(truncatingIfNeeded: hash) & (capacity - 1)
            while slots[position].node != 0 { position = (position + 1) & (capacity - 1) }
            slots[position] = Slot(tag: tag(hash), node: UInt32(node + 1))
        }
        return slots
    }
}

/// One name of a zone: an owner of records, or an empty non-terminal (RFC 4592 §2.2.2).
struct Node: BitwiseCopyable, Sendable {
    /// Where the name stands in the zone's octets, in lower case.
    var name: UInt32
    var nameLength: UInt8
    var labelCount: UInt8
    /// NS below the apex: from here on another zone is in charge.
    var isZoneCut = false
    var rrsets: FlatRange
    /// The topmost node at or above this one that takes authority away from it: a zone cut, at or
    /// above, or the owner of a DNAME, above only; `NameTable.noNode` if there is none.
    var occluder: UInt32 = NameTable.noNode
    /// The child `*`, the source of synthesis for names below (RFC 4592 §3.3.1).
    var wildcard: UInt32 = NameTable.noNode
}

/// One RRset of a node; those of a node are in ascending order of their types.
struct NodeRRset: BitwiseCopyable, Sendable {
    var type: UInt16
    var isRouted: Bool
    /// Into the zone's `answers`, or its `routes` if it is routed.
    var index: UInt32
}

/// A routed RRset: which decision map to ask, and its alternatives in the order of the rule set.
struct Route: BitwiseCopyable, Sendable {
    var ruleSet: UInt32
    /// Into the zone's `answers`.
    var firstVariant: UInt32
    var variantCount: UInt16
}
