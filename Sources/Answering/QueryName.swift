internal import DNSWire

/// The memory of a `QueryName`, on the stack of whoever looks names up.
struct NameMemory: ~Copyable {
    /// The name, and room to read and write whole words up to and behind its end.
    private var octets = InlineArray<264, UInt8>(repeating: 0)

    init() {}

    /// The name in this memory: the root, until another is loaded.
    var name: QueryName {
        @_lifetime(&self) mutating get {
            QueryName(octets.mutableSpan)
        }
    }
}

/// A name on its way through the lookup: folded to lower case and cut into labels. Loading one
/// allocates nothing, and passing it on copies none of it.
///
/// Suffixes are named by their number of labels: suffix 0 is the root, suffix `labelCount` the
/// whole name.
struct QueryName: ~Copyable, ~Escapable {
    /// Behind the name stands at least one word of zeros.
    private var octets: MutableSpan<UInt8>
    /// Wire length with the root's octet.
    private(set) var length = 1
    private(set) var labelCount = 0

    @_lifetime(copy octets)
    fileprivate init(_ octets: consuming MutableSpan<UInt8>) { self.octets = octets }

    /// In lower case.
    var folded: Span<UInt8> {
        @_lifetime(borrow self) get { octets.span }
    }

    /// Loads the uncompressed, valid name of `length` octets and `labelCount` labels that starts at
    /// `start`.
    @inline(always)
    mutating func load(_ message: Span<UInt8>, at start: Int, length: Int, labelCount: Int) {
        self.length = length
        self.labelCount = labelCount
        guard let source = message.window(at: start, length: length) else {
            preconditionFailure("a name outside its message")
        }
        octets.setWord(0, at: length)
        var offset = 0
        while offset <= length &- 8 {
            // A label's length is below any letter (RFC 1035 §2.3.4), so that it stays as it is.
            octets.setWord(AlphabeticFolding.lowercased(source.word(at: offset)), at: offset)
            offset &+= 8
        }
        if offset < length {
            octets.setWord(AlphabeticFolding.lowercased(source.lastWord(from: offset)), at: offset)
        }
    }

    /// Loads the uncompressed, valid name of `length` octets that starts at `start`.
    mutating func load(_ message: Span<UInt8>, at start: Int, length: Int) {
        load(message, at: start, length: length, labelCount: 0)
        countLabels()
    }

    /// Loads a name out of published data.
    mutating func load(_ memory: FlatView<UInt8>, at start: Int, length: Int) {
        self.length = length
        memory.copy(start..<(start + length), to: &octets, at: 0)
        fold()
        countLabels()
    }

    /// Offset in the name at which the suffix of `labels` labels starts.
    @inline(always)
    func start(ofSuffix labels: Int) -> Int {
        var start = 0
        for _ in labels..<labelCount { start = self.start(behindLabelAt: start) }
        return start
    }

    /// Offset of the suffix that is left when the label at `start` is taken away.
    @inline(always)
    func start(behindLabelAt start: Int) -> Int { start + 1 + Int(octets[start]) }

    /// A hash of the suffix that starts at `start`, eight octets at a time.
    @inline(always)
    func hash(from start: Int) -> UInt64 {
        var hash = NameHash()
        var offset = start
        while offset < length {
            hash.combine(octets.span.word(at: offset))
            offset += 8
        }
        return hash.value
    }

    @inline(always)
    private mutating func fold() {
        octets.setWord(0, at: length)
        var offset = 0
        while offset < length {
            // A label's length is below any letter (RFC 1035 §2.3.4), so that it stays as it is.
            octets.setWord(AlphabeticFolding.lowercased(octets.span.word(at: offset)), at: offset)
            offset += 8
        }
    }

    private mutating func countLabels() {
        labelCount = 0
        var start = 0
        while octets[start] != 0 {
            start = self.start(behindLabelAt: start)
            labelCount += 1
        }
    }
}

/// RFC 4343 §3: A–Z and nothing else, in eight octets at once.
enum AlphabeticFolding {
    @inline(always)
    static func lowercased(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highBits = 0x80 * ones
        let lowSeven = word & ~highBits
        // The high bit of an octet is set where it is at least A, and where it is more than Z.
        let fromA = lowSeven + (0x80 - 0x41) * ones
        let beyondZ = lowSeven + (0x7f - 0x5a) * ones
        let capitals = (fromA ^ beyondZ) & ~word & highBits
        return word | capitals >> 2
    }
}

/// The hash of a name, or of a suffix of it, from its words.
struct NameHash {
    private(set) var value: UInt64 = 0x243f_6a88_85a3_08d3

    /// Mixes in eight octets: the two halves of a full product, folded, spread every input bit.
    @inline(always)
    mutating func combine(_ word: UInt64) {
        let product = (value ^ UInt64(littleEndian: word))
            .multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
        value = product.high ^ product.low
    }
}
