/// The names of one zone, found by their hash.
struct NameTable: BitwiseCopyable, Sendable {
    let slots: HashSlots
    let nodes: FlatView<Node>
    let octets: FlatView<UInt8>

    static let noNode: UInt32 = .max

    /// The node whose name is the suffix of `name` that starts at `start`.
    @inline(always)
    func find(_ name: borrowing QueryName, from start: Int) -> UInt32? {
        var probe = slots.probe(name.hash(from: start))
        while let node = probe.next(in: slots) {
            if isName(node, name, from: start) { return node }
        }
        return nil
    }

    /// True if the node's name is what stands in `name` from `start` on.
    @inline(always)
    func isName(_ number: UInt32, _ name: borrowing QueryName, from start: Int) -> Bool {
        let node = nodes[number]
        let length = Int(node.nameLength)
        return start &+ length == name.length
            && octets.matches(name.folded, from: start, length: length, at: Int(node.name))
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

/// A routed RRset: which rules decide, and its alternatives in the order of the rule set.
struct Route: BitwiseCopyable, Sendable {
    /// Into the zone's `ruleSets`.
    var ruleSet: UInt32
    /// Into the zone's `answers`.
    var firstVariant: UInt32
    var variantCount: UInt16
}
