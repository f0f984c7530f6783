/// Base64 text (RFC 4648 §4).
package enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
    private static let values = Dictionary(
        uniqueKeysWithValues: zip(alphabet, alphabet.indices.map(UInt32.init))
    )
    private static let padding = UInt8(ascii: "=")

    /// The octets that `text` stands for; nil if it holds another character, lacks padding, or
    /// has bits set behind the last octet (RFC 4648 §3.5).
    package static func octets(of text: [UInt8]) -> [UInt8]? {
        let digits = text.prefix { $0 != padding }
        let padded = text.count - digits.count
        guard text.count.isMultiple(of: 4), padded <= 2,
            text.suffix(padded).allSatisfy({ $0 == padding })
        else { return nil }
        var octets: [UInt8] = []
        var bits: UInt32 = 0
        var bitCount = 0
        for digit in digits {
            guard let value = values[digit] else { return nil }
            bits = bits << 6 | value
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                octets.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
                bits &= (1 << UInt32(bitCount)) - 1
            }
        }
        return bits == 0 ? octets : nil
    }

    package static func text(of octets: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: octets.count, by: 3) {
            let group = octets[start...].prefix(3)
            let bits =
                group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for digit in 0...group.count {
                text.append(alphabet[Int(bits >> UInt32(18 - 6 * digit) & 0x3f)])
            }
            text += Array(repeating: padding, count: 3 - group.count)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
