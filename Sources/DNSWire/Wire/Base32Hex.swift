/// Base 32 with the extended hex alphabet and no padding (RFC 4648 §7, RFC 5155 §3.3).
package enum Base32Hex {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUV".utf8)

    /// The octets that `text` stands for, in either case; nil if it holds another character, is
    /// of an impossible length, or has bits set behind the last octet.
    package static func octets(of text: [UInt8]) -> [UInt8]? {
        var octets: [UInt8] = []
        var bits: UInt32 = 0
        var bitCount = 0
        for character in text {
            guard let digit = value(of: character) else { return nil }
            bits = bits << 5 | digit
            bitCount += 5
            if bitCount >= 8 {
                bitCount -= 8
                octets.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
                bits &= (1 << UInt32(bitCount)) - 1
            }
        }
        return bitCount < 5 && bits == 0 ? octets : nil
    }

    package static func text(of octets: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: octets.count, by: 5) {
            let group = octets[start...].prefix(5)
            let bits =
                group.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } << UInt64(8 * (5 - group.count))
            let digits = (8 * group.count + 4) / 5
            for digit in 0..<digits {
                text.append(alphabet[Int(bits >> UInt64(35 - 5 * digit) & 0x1f)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character.asciiLowercased {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character & 0xf)
        case let letter where (UInt8(ascii: "a")...UInt8(ascii: "v")).contains(letter):
            UInt32(letter - UInt8(ascii: "a")) + 10
        default: nil
        }
    }
}
