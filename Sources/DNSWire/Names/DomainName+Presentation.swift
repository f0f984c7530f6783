// RFC 1035 §5.1: labels parted by dots, `\X` for a literal octet X, `\DDD` for an octet by number.

extension DomainName {
    /// Reads a name as master files write it. A name that does not end in a dot is relative to
    /// `origin`; with no origin it is taken as absolute.
    package init(presentation text: some StringProtocol, origin: DomainName = .root)
        throws(NameError)
    {
        try self.init(presentation: Array(text.utf8), origin: origin)
    }

    /// The same from the octets as they stand in the file, escapes not yet undone.
    package init(presentation text: [UInt8], origin: DomainName = .root) throws(NameError) {
        let dot = UInt8(ascii: ".")
        guard !text.isEmpty else { throw .empty }
        if text == [dot] {
            self = .root
            return
        }
        var labels: [[UInt8]] = []
        var label: [UInt8] = []
        var isAbsolute = false
        var position = 0
        while position < text.count {
            if text[position] == dot {
                labels.append(label)
                label = []
                position += 1
                isAbsolute = position == text.count
            } else {
                label.append(try Self.octet(of: text, at: &position))
            }
        }
        if !isAbsolute { labels.append(label) }
        try self.init(labels: isAbsolute ? labels : labels + origin.labels)
    }

    /// The octet at `position`, escaped or not; moves past it.
    private static func octet(of text: [UInt8], at position: inout Int) throws(NameError) -> UInt8 {
        let backslash = UInt8(ascii: "\\")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard text[position] == backslash else {
            defer { position += 1 }
            return text[position]
        }
        let escape = text[position...].prefix(4)
        guard let first = escape.dropFirst().first else { throw .badEscape("\\") }
        guard digits.contains(first) else {
            position += 2
            return first
        }
        let number = escape.dropFirst().reduce(0) { $0 * 10 + Int($1) - Int(digits.lowerBound) }
        guard escape.count == 4, escape.dropFirst().allSatisfy(digits.contains), number <= 255
        else { throw .badEscape(String(decoding: escape, as: UTF8.self)) }
        position += 4
        return UInt8(number)
    }
}

extension DomainName: CustomStringConvertible {
    /// Absolute, with the dot at the end, and with escapes wherever a master file needs them.
    package var description: String {
        if isRoot { return "." }
        return labels.map { $0.map(Self.escaped).joined() + "." }.joined()
    }

    private static func escaped(_ octet: UInt8) -> String {
        switch octet {
        case UInt8(ascii: "."), UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: ";"),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "@"), UInt8(ascii: "$"):
            "\\" + String(UnicodeScalar(octet))
        case 0x21...0x7e: String(UnicodeScalar(octet))
        default: "\\" + ("00" + String(octet)).suffix(3)
        }
    }
}
