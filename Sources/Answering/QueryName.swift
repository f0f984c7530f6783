internal import DNSWire

/// A name on its way through the lookup: folded to lower case, cut into labels, with the hash of
/// each of its suffixes. Lives on the stack; loading one allocates nothing.
///
/// Suffixes are named by their number of labels: suffix 0 is the root, suffix `labelCount` the
/// whole name.
struct QueryName: ~Copyable {
    private(set) var folded = InlineArray<256, UInt8>(repeating: 0)
    /// Wire length with the root's octet.
    private(set) var length = 1
    private(set) var labelCount = 0
    private var labelStarts = InlineArray<128, UInt8>(repeating: 0)
    private var suffixHashes = InlineArray<128, UInt64>(repeating: 0)

    init() {}

    /// Loads the uncompressed, valid name that starts at `start`.
    mutating func load(_ octets: Span<UInt8>, at start: Int) {
        var offset = 0
        labelCount = 0
        while true {
            let labelLength = Int(octets[start + offset])
            folded[offset] = UInt8(truncatingIfNeeded: labelLength)
            if labelLength == 0 { break }
            labelStarts[labelCount] = UInt8(truncatingIfNeeded: offset)
            labelCount += 1
            for index in (offset + 1)...(offset + labelLength) {
                let octet = octets[start + index]
                folded[index] = octet &- 0x41 < 26 ? octet | 0x20 : octet
            }
            offset += 1 + labelLength
        }
        length = offset + 1
        hashSuffixes()
    }

    /// Loads a name out of published data.
    mutating func load(_ octets: FlatView<UInt8>, at start: Int, length: Int) {
        var copy = InlineArray<256, UInt8>(repeating: 0)
        var target = copy.mutableSpan
        octets.copy(start..<(start + length), to: &target, at: 0)
        load(copy.span, at: 0)
    }

    /// Offset in the name at which suffix `labels` starts.
    func start(ofSuffix labels: Int) -> Int {
        labels == 0 ? length - 1 : Int(labelStarts[labelCount - labels])
    }

    func hash(ofSuffix labels: Int) -> UInt64 { suffixHashes[labels] }

    private mutating func hashSuffixes() {
        var hash = NameHash()
        suffixHashes[0] = hash.value
        var labels = 0
        while labels < labelCount {
            labels += 1
            let start = start(ofSuffix: labels)
            hash.combine(folded.span, from: start, count: 1 + Int(folded[start]))
            suffixHashes[labels] = hash.value
        }
    }
}

/// The hash of a name, label by label from the right, so that the hashes of all suffixes fall off.
struct NameHash {
    private(set) var value: UInt64 = 0x243f_6a88_85a3_08d3

    /// Mixes in a label with its length octet, eight octets at a time: the two halves of a full
    /// product, folded, spread every input bit.
    mutating func combine(_ octets: Span<UInt8>, from start: Int, count: Int) {
        var offset = start
        let end = start + count
        while offset < end {
            var word: UInt64 = 0
            var shift: UInt64 = 0
            while offset < end, shift < 64 {
                word |= UInt64(octets[offset]) << shift
                shift += 8
                offset += 1
            }
            let product = (value ^ word).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
            value = product.high ^ product.low
        }
    }
}
