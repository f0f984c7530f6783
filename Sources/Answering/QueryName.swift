internal import DNSWire

/// The memory of a `QueryName`, on the stack of whoever looks names up.
struct NameMemory: ~Copyable {
    /// The name, and room to read and write whole words up to its end.
    private var octets = InlineArray<264, UInt8>(repeating: 0)
    private var labelStarts = InlineArray<128, UInt8>(repeating: 0)
    private var suffixHashes = InlineArray<128, UInt64>(repeating: 0)

    init() {}

    /// The name in this memory: the root, until another is loaded.
    var name: QueryName {
        @_lifetime(&self) mutating get {
            QueryName(
                octets: octets.mutableSpan,
                labelStarts: labelStarts.mutableSpan,
                suffixHashes: suffixHashes.mutableSpan
            )
        }
    }
}

/// A name on its way through the lookup: folded to lower case, cut into labels, with the hash of
/// each of its suffixes. Loading one allocates nothing, and passing it on copies none of it.
///
/// Suffixes are named by their number of labels: suffix 0 is the root, suffix `labelCount` the
/// whole name.
struct QueryName: ~Copyable, ~Escapable {
    private var octets: MutableSpan<UInt8>
    /// Wire length with the root's octet.
    private(set) var length = 1
    private(set) var labelCount = 0
    private var labelStarts: MutableSpan<UInt8>
    private var suffixHashes: MutableSpan<UInt64>

    @_lifetime(copy octets, copy labelStarts, copy suffixHashes)
    fileprivate init(
        octets: consuming MutableSpan<UInt8>,
        labelStarts: consuming MutableSpan<UInt8>,
        suffixHashes: consuming MutableSpan<UInt64>
    ) {
        self.octets = octets
        self.labelStarts = labelStarts
        self.suffixHashes = suffixHashes
    }

    /// In lower case.
    var folded: Span<UInt8> {
        @_lifetime(borrow self) get { octets.span }
    }

    /// Loads the uncompressed, valid name of `length` octets that starts at `start`.
    mutating func load(_ message: Span<UInt8>, at start: Int, length: Int) {
        self.length = length
        message.copy(start..<(start + length), to: &octets, at: 0)
        index()
    }

    /// Loads a name out of published data.
    mutating func load(_ memory: FlatView<UInt8>, at start: Int, length: Int) {
        self.length = length
        memory.copy(start..<(start + length), to: &octets, at: 0)
        index()
    }

    /// Offset in the name at which suffix `labels` starts.
    func start(ofSuffix labels: Int) -> Int {
        labels == 0 ? length - 1 : Int(labelStarts[labelCount - labels])
    }

    func hash(ofSuffix labels: Int) -> UInt64 { suffixHashes[labels] }

    /// Folds, finds the labels, and hashes them from the right.
    private mutating func index() {
        var offset = 0
        while offset < length {
            // A label's length is below any letter (RFC 1035 §2.3.4), so that it stays as it is.
            octets.setWord(AlphabeticFolding.lowercased(octets.word(at: offset)), at: offset)
            offset += 8
        }
        labelCount = 0
        offset = 0
        while octets[offset] != 0 {
            labelStarts[labelCount] = UInt8(truncatingIfNeeded: offset)
            labelCount += 1
            offset += 1 + Int(octets[offset])
        }
        var hash = NameHash()
        suffixHashes[0] = hash.value
        var labels = 0
        while labels < labelCount {
            labels += 1
            let start = start(ofSuffix: labels)
            hash.combine(octets.span, from: start, count: 1 + Int(octets[start]))
            suffixHashes[labels] = hash.value
        }
    }
}

/// RFC 4343 §3: A–Z and nothing else, in eight octets at once.
enum AlphabeticFolding {
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

/// The hash of a name, label by label from the right, so that the hashes of all suffixes fall off.
struct NameHash {
    private(set) var value: UInt64 = 0x243f_6a88_85a3_08d3

    /// Mixes in a label with its length octet, eight octets at a time: the two halves of a full
    /// product, folded, spread every input bit. There must be room for a word behind its end.
    mutating func combine(_ octets: Span<UInt8>, from start: Int, count: Int) {
        var offset = start
        var rest = count
        while rest > 0 {
            var word = UInt64(littleEndian: octets.word(at: offset))
            if rest < 8 { word &= UInt64.max >> UInt64(64 - 8 * rest) }
            let product = (value ^ word).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
            value = product.high ^ product.low
            offset += 8
            rest -= 8
        }
    }
}
