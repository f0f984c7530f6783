internal import DNSWire

/// A name on its way through the lookup: folded to lower case and cut into labels. Loading one
/// allocates nothing, and passing it on copies none of it.
///
/// Suffixes are named by their number of labels: suffix 0 is the root, suffix `labelCount` the
/// whole name.
struct QueryName: ~Copyable, ~Escapable {
    /// The name from `place` on, behind it a piece of zeros. Nothing else has a meaning, or even been
    /// set: what is written and read in front of the name and behind that piece makes no difference.
    private var memory: MutableSpan<UInt8>
    /// Wire length with the root's octet.
    private(set) var length = 0
    private(set) var labelCount = 0

    /// Where the name starts: pieces may begin in front of it.
    private static let place = OctetPiece.length

    /// A name in a `NameMemory`: none, before one has been loaded.
    @_lifetime(copy memory)
    @inline(always)
    init(in memory: consuming MutableSpan<UInt8>) { self.memory = memory }

    /// In lower case.
    var folded: Span<UInt8> {
        @_lifetime(borrow self) get { memory.span.extracting(droppingFirst: Self.place) }
    }

    /// Loads the name in the question of `message`, a valid one that stands behind the header.
    @inline(always)
    mutating func load(questionOf message: Span<UInt8>, _ query: Query) {
        length = query.nameLength
        labelCount = query.labelCount
        // The last piece ends where the question does, and may begin in front of the name: there is
        // the header.
        let last = length &+ Query.questionFieldsLength &- OctetPiece.length
        var offset = 0
        while offset < last {
            fold(message.piece(at: Query.headerLength &+ offset), at: offset)
            offset &+= OctetPiece.length
        }
        fold(message.piece(at: Query.headerLength &+ last), at: last)
        memory.setPiece(.zero, at: Self.place &+ length)
    }

    /// Loads the uncompressed, valid name of `length` octets that starts at `start`.
    mutating func load(_ message: Span<UInt8>, at start: Int, length: Int) {
        message.copy(start..<(start + length), to: &memory, at: Self.place)
        finishLoading(length)
    }

    /// Loads a name out of published data.
    mutating func load(_ published: FlatView<UInt8>, at start: Int, length: Int) {
        published.copy(start..<(start + length), to: &memory, at: Self.place)
        finishLoading(length)
    }

    private mutating func finishLoading(_ length: Int) {
        self.length = length
        for offset in stride(from: 0, to: length, by: OctetPiece.length) {
            fold(memory.span.piece(at: Self.place + offset), at: offset)
        }
        memory.setPiece(.zero, at: Self.place + length)
        labelCount = 0
        var start = 0
        while start < length - 1 {
            start = self.start(behindLabelAt: start)
            labelCount += 1
        }
    }

    /// Sets a piece of the name. A label's length is below any letter (RFC 1035 §2.3.4), so that it
    /// stays as it is.
    @inline(always)
    private mutating func fold(_ piece: OctetPiece, at offset: Int) {
        memory.setPiece(AlphabeticFolding.lowercased(piece), at: Self.place &+ offset)
    }

    /// Offset in the name at which the suffix of `labels` labels starts.
    @inline(always)
    func start(ofSuffix labels: Int) -> Int {
        var start = 0
        var left = labelCount
        while left > labels {
            start = self.start(behindLabelAt: start)
            left &-= 1
        }
        return start
    }

    /// Offset of the suffix that is left when the label at `start` is taken away.
    @inline(always)
    func start(behindLabelAt start: Int) -> Int {
        // Inside a name of 255 octets: the sum does not overflow.
        start &+ 1 &+ Int(memory[Self.place &+ start])
    }

    /// Eight octets of the name from `offset` on, in the machine's order, with zeros where it ends.
    @inline(always)
    func word(at offset: Int) -> UInt64 { memory.span.word(at: Self.place &+ offset) }

    /// A hash of the suffix that starts at `start`, a piece at a time.
    @inline(always)
    func hash(from start: Int) -> UInt64 {
        var hash = NameHash()
        hash.combine(memory.span.piece(at: Self.place &+ start))
        // Most names have two pieces or one: a loop would be unrolled, and the more costly for them.
        let second = start &+ OctetPiece.length
        guard second < length else { return hash.value }
        hash.combine(memory.span.piece(at: Self.place &+ second))
        let third = second &+ OctetPiece.length
        return third < length ? self.hash(from: third, behind: hash) : hash.value
    }

    @inline(never)
    private func hash(from start: Int, behind first: NameHash) -> UInt64 {
        var hash = first
        for offset in stride(from: start, to: length, by: OctetPiece.length) {
            hash.combine(memory.span.piece(at: Self.place + offset))
        }
        return hash.value
    }
}

/// RFC 4343 §3: A–Z and nothing else.
enum AlphabeticFolding {
    /// All octets of a piece at once.
    @inline(always)
    static func lowercased(_ piece: OctetPiece) -> OctetPiece {
        let ones = SIMD2<UInt64>(repeating: 0x0101_0101_0101_0101)
        let highBits = 0x80 &* ones
        let lowSeven = piece.words & ~highBits
        // The high bit of an octet is set where it is at least A, and where it is more than Z.
        let fromA = lowSeven &+ (0x80 - 0x41) &* ones
        let beyondZ = lowSeven &+ (0x7f - 0x5a) &* ones
        let capitals = (fromA ^ beyondZ) & ~piece.words & highBits
        return OctetPiece(words: piece.words | capitals &>> 2)
    }

    static func lowercased(_ octet: UInt8) -> UInt8 { octet &- 0x41 < 26 ? octet | 0x20 : octet }
}

/// The hash of a name, or of a suffix of it, from its pieces.
struct NameHash {
    private(set) var value: UInt64 = 0x243f_6a88_85a3_08d3

    /// Mixes in a piece: the two halves of a full product, folded, spread every input bit.
    @inline(always)
    mutating func combine(_ piece: OctetPiece) {
        let product = (value ^ UInt64(littleEndian: piece.words[0]))
            .multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15 ^ UInt64(littleEndian: piece.words[1]))
        value = product.high ^ product.low
    }
}
