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
                do {
                    label.append(try EscapedText.octet(of: text, at: &position))
                } catch {
                    throw .badEscape(String(decoding: error.text, as: UTF8.self))
                }
            }
        }
        if !isAbsolute { labels.append(label) }
        try self.init(labels: isAbsolute ? labels : labels + origin.labels)
    }
}

extension DomainName: CustomStringConvertible {
    /// Absolute, with the dot at the end, and with escapes wherever a master file needs them.
    package var description: String {
        if isRoot { return "." }
        return labels.map { label in
            label.map { EscapedText.text(of: $0, plain: 0x21...0x7e, special: Self.specials) }
                .joined() + "."
        }
        .joined()
    }

    /// What would end a label, begin something else, or stand for something else.
    private static let specials = Set(".\\\";()@$".utf8)
}
