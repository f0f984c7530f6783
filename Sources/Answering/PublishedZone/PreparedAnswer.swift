internal import DNSWire

/// One RRset, encoded and ready to be copied into a reply.
///
/// Each record starts with a pointer as its owner. The octets are written as they stand in the
/// commonest reply: right behind a question whose name is the RRset's owner. Where a reply differs
/// (a wildcard, a chain, another section) the 16-bit pointers named by `fixups` are set anew.
struct PreparedAnswer: BitwiseCopyable, Sendable {
    /// The octets in the zone's memory.
    var offset: UInt32
    var length: UInt32
    var recordCount: UInt16
    /// Wire length of the RRset's owner: in the commonest reply the question's.
    var commonNameLength: UInt8
    /// Pointers to set when the reply is not the commonest, in the zone's `fixups`.
    var fixups: FlatRange
    /// Addresses that belong in the additional section, in the zone's `additions`.
    var additions: FlatRange
    /// CNAME and DNAME: the target in the zone's memory, uncompressed; its length is 0 otherwise.
    var target: UInt32 = 0
    var targetLength: UInt8 = 0

    static let placeholder = PreparedAnswer(
        offset: 0,
        length: 0,
        recordCount: 0,
        commonNameLength: 0,
        fixups: .empty,
        additions: .empty
    )

    var octets: Range<Int> { Int(offset)..<Int(offset + length) }
}

/// A run of elements in one of the zone's arrays.
struct FlatRange: BitwiseCopyable, Sendable {
    var start: UInt32
    var count: UInt32

    static let empty = FlatRange(start: 0, count: 0)

    var indices: Range<Int> { Int(start)..<Int(start + count) }
}

/// A compression pointer in prepared octets that depends on where they are put.
struct Fixup: BitwiseCopyable, Sendable {
    /// Where the pointer stands, from the start of the RRset's octets.
    var position: UInt16
    var goal: Goal

    enum Goal: BitwiseCopyable, Sendable {
        /// The record's owner.
        case owner
        /// An offset in the same RRset's octets.
        case within(UInt16)
    }
}

/// An address RRset that goes along in the additional section.
struct Addition: BitwiseCopyable, Sendable {
    /// Where the name that has the addresses stands in the RRset that calls for them; nil if it is
    /// the RRset's owner.
    var namePosition: UInt16?
    /// A reply that leaves this one out is truncated: glue for a name server at or below its
    /// own zone cut (RFC 9471).
    var isRequired: Bool
    var answer: UInt32
}
