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
        var wire: [UInt8] = []
        try Self.append(text.span, origin: origin, to: &wire)
        self.init(validated: wire)
    }

    /// Appends the wire form of the name that `text` stands for. What was appended before an
    /// error is of no use.
    static func append(
        _ text: Span<UInt8>,
        origin: DomainName,
        to wire: inout [UInt8]
    ) throws(NameError) {
        guard !text.isEmpty else { throw .empty }
        let start = wire.count
        if text.count == 1, text[0] == dot {
            wire.append(0)
            return
        }
        // A bad escape anywhere goes before what is wrong with a label.
        var problem: NameError?
        var position = 0
        while true {
            let lengthAt = wire.count
            wire.append(0)
            try appendLabel(text, from: &position, to: &wire)
            let length = wire.count - lengthAt - 1
            if length == 0 || length > maximumLabelLength {
                problem = problem ?? (length == 0 ? .emptyLabel : .labelTooLong(length: length))
            }
            wire[lengthAt] = UInt8(truncatingIfNeeded: length)
            if position == text.count {
                wire.append(copying: origin.wire.span)
                break
            }
            position += 1
            if position == text.count {
                wire.append(0)
                break
            }
        }
        if let problem { throw problem }
        let length = wire.count - start
        guard length <= maximumLength else { throw .nameTooLong(length: length) }
    }

    /// Appends a label up to the next dot or the end of the text, and moves there.
    private static func appendLabel(
        _ text: Span<UInt8>,
        from position: inout Int,
        to wire: inout [UInt8]
    ) throws(NameError) {
        while position < text.count, text[position] != dot {
            var end = position
            while end < text.count, text[end] != dot, text[end] != backslash { end += 1 }
            wire.append(copying: text.extracting(position..<end))
            position = end
            guard position < text.count, text[position] == backslash else { return }
            do throws(EscapedText.BadEscape) {
                wire.append(try EscapedText.octet(of: text, at: &position))
            } catch {
                throw .badEscape(String(decoding: error.text, as: UTF8.self))
            }
        }
    }

    private static var dot: UInt8 { UInt8(ascii: ".") }
    private static var backslash: UInt8 { UInt8(ascii: "\\") }
}

extension DomainName: CustomStringConvertible {
    /// Absolute, with the dot at the end, and with escapes wherever a master file needs them.
    @usableFromInline package var description: String {
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
