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
    @inline(always)
    var length: Int { Int(octetCount) }
    private(set) var labelCount = 0
    /// No name has more than 255 octets (RFC 1035 §2.3.4). Numbers of 8 bits are seen to lie inside the
    /// memory: so with the starts of suffixes.
    private var octetCount: UInt8 = 0

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
        octetCount = UInt8(truncatingIfNeeded: query.nameLength)
        labelCount = query.labelCount
        // The last piece ends where the question does, and may begin in front of the name: there is
        // the header. Most names have one more piece at most.
        let last = length &+ Query.questionFieldsLength &- OctetPiece.length
        if last > 0 {
            fold(message, at: 0)
            var offset = OctetPiece.length
            while offset < last {
                fold(message, at: offset)
                offset &+= OctetPiece.length
            }
        }
        fold(message, at: last)
        memory.setPiece(.zero, at: Self.place &+ length)
    }

    /// Sets a piece of the name in the question of `message`.
    @inline(always)
    private mutating func fold(_ message: Span<UInt8>, at offset: Int) {
        fold(message.piece(at: Query.headerLength &+ offset), at: offset)
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
        octetCount = UInt8(length)
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
        guard labelCount > labels else { return 0 }
        // Most often it is one label less: a loop would be unrolled, and the more costly for that.
        var start = self.start(behindLabelAt: 0)
        var left = labelCount &- 1
        while left > labels {
            start = self.start(behindLabelAt: start)
            left &-= 1
        }
        return start
    }

    /// Offset of the suffix that is left when the label at `start` is taken away.
    @inline(always)
    func start(behindLabelAt start: Int) -> Int {
        let length: UInt8 = memory.span.number(at: Self.place &+ start)
        return Int(UInt8(truncatingIfNeeded: start) &+ 1 &+ length)
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
        guard third < length else { return hash.value }
        return Self.hash(memory.span, (Self.place &+ third)..<(Self.place &+ length), behind: hash)
    }

    /// Static, so that it is seen not to change the name.
    @inline(never)
    private static func hash(
        _ memory: Span<UInt8>,
        _ rest: Range<Int>,
        behind first: NameHash
    ) -> UInt64 {
        var hash = first
        for place in stride(from: rest.lowerBound, to: rest.upperBound, by: OctetPiece.length) {
            hash.combine(memory.piece(at: place))
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
    private(set) var value: UInt64 = 0

    /// Mixes in a piece: the two halves of a full product, folded, spread every input bit.
    @inline(always)
    mutating func combine(_ piece: OctetPiece) {
        let product = (value ^ UInt64(littleEndian: piece.words[0]))
            .multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15 ^ UInt64(littleEndian: piece.words[1]))
        value = product.high ^ product.low
    }
}
