/// Hexadecimal text (RFC 4648 §8).
package enum HexDigits {
    /// The value of each digit, 0 to 15; nil if one is not a digit.
    package static func values(of text: some Sequence<UInt8>) -> [UInt8]? {
        var values: [UInt8] = []
        for character in text {
            switch character {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): values.append(character & 0xf)
            case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
                values.append((character & 0xf) + 9)
            default: return nil
            }
        }
        return values
    }

    /// The octets that `text` stands for; nil if it holds something else than pairs of digits.
    package static func octets(of text: [UInt8]) -> [UInt8]? {
        guard let digits = values(of: text), digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// Two capital digits for each octet.
    package static func text(of octets: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789ABCDEF")
        return octets.reduce(into: "") { text, octet in
            text.append(digits[Int(octet >> 4)])
            text.append(digits[Int(octet & 0xf)])
        }
    }
}
