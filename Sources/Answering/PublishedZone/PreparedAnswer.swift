/// One RRset, encoded and ready to be copied into a reply; or a routed one, of which the client gets
/// an alternative.
///
/// Each record starts with a pointer as its owner, which leads to the question. The octets are those
/// of the commonest reply: right behind a question whose name is the RRset's owner. Where a reply
/// differs (a wildcard, a chain, another section), pointers are set anew: the owners' by a walk over
/// the records, those inside the RDATA as `AnswerExtras` lists them.
struct PreparedAnswer: BitwiseCopyable, Sendable {
    var type: UInt16
    var recordCount: UInt16
    /// Octets of the records.
    var length: UInt16
    var form: Form
    /// Where the octets start in the zone's block; the place of a `Route` if it is routed, and of the
    /// target's `PreparedAnswer` if it is an alias.
    var place: UInt32

    enum Form: UInt8, BitwiseCopyable, Sendable {
        case plain
        case routed
        /// An alternative that is an alias: 0 is the place of a target that the zone does not have.
        case alias
        /// `AnswerExtras` stand behind the octets.
        case withExtras
        /// The same, but given for an alias: what goes along with its owner does not go along here.
        case withForeignExtras

        @inline(always)
        var hasExtras: Bool { rawValue >= Form.withExtras.rawValue }
    }

    @inline(always)
    var isRouted: Bool { form == .routed }

    @inline(always)
    var octets: Range<Int> { Int(place)..<(Int(place) &+ Int(length)) }

    /// Where the RDATA of the first record starts. That of a CNAME or DNAME, which stands alone, is
    /// the target's name, and not compressed: there is nothing that it could point at.
    var target: Int { Int(place) + RecordShape.pointerOwnedLength }
    var targetLength: Int { Int(length) - RecordShape.pointerOwnedLength }
}

/// What a reply has to do with an RRset beside copying it. The pointers and additions follow.
struct AnswerExtras: BitwiseCopyable, Sendable {
    /// Where the octets stand in the commonest reply.
    var commonStart: UInt16
    var pointerCount: UInt16
    var additionCount: UInt16
}

/// A compression pointer in RDATA; both numbers are offsets in the octets of its RRset.
struct InnerPointer: BitwiseCopyable, Sendable {
    var position: UInt16
    var goal: UInt16
}

/// An address RRset that goes along in the additional section.
struct Addition: BitwiseCopyable, Sendable {
    /// The place of its `PreparedAnswer`.
    var answer: UInt32
    /// Where the name that has the addresses stands in the octets of the RRset that calls for them;
    /// 0, where a record starts and no such name can be, if it is the RRset's owner.
    var namePosition: UInt16
    /// A reply that leaves this one out is truncated: glue for a name server at or below its
    /// own zone cut (RFC 9471).
    var isRequired: Bool
}

/// A run of elements in one of the published arrays.
struct FlatRange: BitwiseCopyable, Sendable {
    var start: UInt32
    var count: UInt32

    static let empty = FlatRange(start: 0, count: 0)

    var indices: Range<Int> { Int(start)..<Int(start + count) }
}
