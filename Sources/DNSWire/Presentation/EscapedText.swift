/// The escapes of master files (RFC 1035 §5.1): `\X` for a literal octet X that is no digit,
/// `\DDD` for an octet by its decimal number.
enum EscapedText {
    /// A backslash with nothing, with fewer than three digits, or with a value over 255 behind it.
    struct BadEscape: Error {
        let text: [UInt8]
    }

    private static let backslash = UInt8(ascii: "\\")
    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

    /// The octet at `position`, escaped or not; moves past it.
    static func octet(of text: Span<UInt8>, at position: inout Int) throws(BadEscape) -> UInt8 {
        guard text[position] == backslash else {
            defer { position += 1 }
            return text[position]
        }
        let escape = text.extracting(position..<min(position + 4, text.count))
        guard escape.count > 1 else { throw BadEscape(text: [backslash]) }
        guard digits.contains(escape[1]) else {
            position += 2
            return escape[1]
        }
        var number = 0
        for index in 1..<escape.count {
            guard digits.contains(escape[index]) else { number = .max; break }
            number = number * 10 + Int(escape[index] - digits.lowerBound)
        }
        guard escape.count == 4, number <= 255 else {
            throw BadEscape(text: Array(copying: escape))
        }
        position += 4
        return UInt8(number)
    }

    /// Appends all octets of `text`, escapes undone.
    static func append(_ text: Span<UInt8>, to octets: inout [UInt8]) throws(BadEscape) {
        var position = 0
        while position < text.count {
            var end = position
            while end < text.count, text[end] != backslash { end += 1 }
            octets.append(copying: text.extracting(position..<end))
            position = end
            if position < text.count { octets.append(try octet(of: text, at: &position)) }
        }
    }

    /// `octet` as text; by number if it is outside `plain`, behind a backslash if it is in
    /// `special`.
    static func text(
        of octet: UInt8,
        plain: ClosedRange<UInt8>,
        special: Set<UInt8>
    ) -> String {
        guard plain.contains(octet) else { return "\\" + ("00" + String(octet)).suffix(3) }
        return (special.contains(octet) ? "\\" : "") + String(UnicodeScalar(octet))
    }

    private static let quotedSpecials: Set<UInt8> = [UInt8(ascii: "\""), backslash]

    /// The octets between quotes.
    static func quoted(_ octets: some Sequence<UInt8>) -> String {
        let text = octets.map { Self.text(of: $0, plain: 0x20...0x7e, special: quotedSpecials) }
        return "\"\(text.joined())\""
    }
}
