// Wire forms of names, compared and hashed without regard to ASCII letter case (RFC 4343), eight
// octets at a time.

extension UInt64 {
    /// Eight octets with A–Z in lower case. A length octet is at most 63 and so is never folded.
    var asciiLowercased: UInt64 {
        let low = self & 0x7f7f_7f7f_7f7f_7f7f
        // The top bit of each octet: 0x3f carries into it from "A" on, 0x25 from behind "Z" on.
        let fromA = low &+ 0x3f3f_3f3f_3f3f_3f3f
        let behindZ = low &+ 0x2525_2525_2525_2525
        let isUpper = (fromA ^ behindZ) & ~self & 0x8080_8080_8080_8080
        return self | isUpper >> 2
    }
}

extension Span<UInt8> {
    /// The same for names that are equal.
    package var foldedHash: UInt64 {
        var hash = UInt64(truncatingIfNeeded: count)
        guard count >= 8 else { return Self.mix(hash ^ shortFoldedWord) }
        var offset = 0
        while offset < count {
            // The last word may overlap the one before it.
            hash = Self.mix(hash ^ word(at: Swift.min(offset, count - 8)).asciiLowercased)
            offset += 8
        }
        return hash
    }

    /// All octets, fewer than eight.
    private var shortFoldedWord: UInt64 {
        var word: UInt64 = 0
        for index in indices { word = word << 8 | UInt64(self[index]) }
        return word.asciiLowercased
    }

    /// The same for equal octets, letter case included.
    var octetHash: UInt64 {
        var hash = UInt64(truncatingIfNeeded: count)
        var offset = 0
        while offset <= count - 8 {
            hash = Self.mix(hash ^ word(at: offset))
            offset += 8
        }
        var rest: UInt64 = 0
        for index in offset..<count { rest = rest << 8 | UInt64(self[index]) }
        return Self.mix(hash ^ rest)
    }

    /// Every bit of the result depends on every bit of `value`. The factor is 2⁶⁴ divided by the
    /// golden ratio.
    static func mix(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0x2545_f491_4f6c_dd1d).multipliedFullWidth(
            by: 0x9e37_79b9_7f4a_7c15
        )
        return product.high ^ product.low
    }

    package func isFoldedEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        guard count >= 8 else { return shortFoldedWord == other.shortFoldedWord }
        var offset = 0
        while offset < count {
            let next = Swift.min(offset, count - 8)
            let (word, otherWord) = (word(at: next), other.word(at: next))
            guard word == otherWord || word.asciiLowercased == otherWord.asciiLowercased else {
                return false
            }
            offset += 8
        }
        return true
    }

    /// True if this name is `ancestor` or anywhere below it, on whole labels.
    package func isAtOrBelow(_ ancestor: Span<UInt8>) -> Bool {
        let excess = count - ancestor.count
        guard excess >= 0, extracting(excess...).isFoldedEqual(to: ancestor) else { return false }
        var offset = 0
        while offset < excess { offset += 1 + Int(self[offset]) }
        return offset == excess
    }

    /// True if the leftmost label is `*` alone (RFC 4592 §2.1.1).
    package var isWildcard: Bool { count > 2 && self[0] == 1 && self[1] == UInt8(ascii: "*") }

    /// This name without its leftmost label. It is not the root.
    package var parent: Span<UInt8> {
        @_lifetime(copy self)
        get { extracting((1 + Int(self[0]))...) }
    }

    func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        guard count >= 8 else {
            for index in indices where self[index] != other[index] { return false }
            return true
        }
        var offset = 0
        while offset < count {
            let next = Swift.min(offset, count - 8)
            guard word(at: next) == other.word(at: next) else { return false }
            offset += 8
        }
        return true
    }
}
