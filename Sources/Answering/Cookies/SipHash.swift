/// SipHash-2-4 (Aumasson and Bernstein, 2012), the keyed hash of interoperable server cookies
/// (RFC 9018 §4.4). Takes words of 8 octets, little-endian, and a tail of fewer.
struct SipHash {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64
    private var octetCount: UInt64 = 0

    /// The key: 16 octets as two little-endian words.
    struct Key: BitwiseCopyable, Sendable {
        let low: UInt64
        let high: UInt64

        /// - Parameter octets: 16 octets; any other count gives nil.
        init?(_ octets: [UInt8]) {
            guard octets.count == 16 else { return nil }
            low = octets[..<8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
            high = octets[8...].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    init(key: Key) {
        v0 = key.low ^ 0x736f_6d65_7073_6575
        v1 = key.high ^ 0x646f_7261_6e64_6f6d
        v2 = key.low ^ 0x6c79_6765_6e65_7261
        v3 = key.high ^ 0x7465_6462_7974_6573
    }

    mutating func combine(_ word: UInt64) {
        octetCount += 8
        compress(word)
    }

    /// Ends the message with `count` octets (0 to 7), which are the low ones of `tail`.
    mutating func finish(tail: UInt64, count: UInt64) -> UInt64 {
        compress((octetCount + count) << 56 | tail)
        v2 ^= 0xff
        for _ in 0..<4 { round() }
        return v0 ^ v1 ^ v2 ^ v3
    }

    private mutating func compress(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    private mutating func round() {
        v0 &+= v1
        v1 = rotate(v1, 13) ^ v0
        v0 = rotate(v0, 32)
        v2 &+= v3
        v3 = rotate(v3, 16) ^ v2
        v0 &+= v3
        v3 = rotate(v3, 21) ^ v0
        v2 &+= v1
        v1 = rotate(v1, 17) ^ v2
        v2 = rotate(v2, 32)
    }

    private func rotate(_ word: UInt64, _ bits: UInt64) -> UInt64 {
        word << bits | word >> (64 - bits)
    }
}
