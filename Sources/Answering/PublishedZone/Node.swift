/// One name of a zone: an owner of RRsets, or an empty non-terminal (RFC 4592 §2.2.2). Behind it
/// stand, in the zone's block:
///
///     name                 in lower case, without the labels of the apex
///     NodeRelations        if the marks say so
///     PreparedAnswer …     its RRsets in ascending order of their types
///     octets of the RRsets
struct Node: BitwiseCopyable, Sendable {
    /// Places of nodes are multiples of this, so that a hash slot of 32 bits has some to spare.
    static let alignment = 4

    /// Octets of the name, as it stands here.
    var nameLength: UInt8
    var marks: Marks
    var rrsetCount: UInt16

    struct Marks: OptionSet, BitwiseCopyable, Sendable {
        let rawValue: UInt8

        /// NS below the apex: from here on another zone is in charge.
        static let zoneCut = Marks(rawValue: 1)
        static let cname = Marks(rawValue: 2)
        static let dname = Marks(rawValue: 4)
        static let relations = Marks(rawValue: 8)
    }

    private static let size = MemoryLayout<Node>.size

    // Places have 32 bits: no sum of one and a few lengths overflows.

    @inline(always)
    func namePlace(_ place: Int) -> Int { place &+ Self.size }

    @inline(always)
    func relationsPlace(_ place: Int) -> Int { place &+ Self.size &+ Int(nameLength) }

    /// Where the first RRset stands.
    @inline(always)
    func rrsetsPlace(_ place: Int) -> Int {
        let relations = marks.contains(.relations) ? MemoryLayout<NodeRelations>.size : 0
        return relationsPlace(place) &+ relations
    }
}

/// Places of other nodes that matter to a node; 0 if there is none.
struct NodeRelations: BitwiseCopyable, Sendable {
    /// The topmost node above this one that takes authority away from it: a zone cut, or the owner
    /// of a DNAME.
    var occluder: UInt32 = 0
    /// The child `*`, the source of synthesis for names below (RFC 4592 §3.3.1).
    var wildcard: UInt32 = 0
}
