extension PresentationFields {
    /// Splits the text of one value, such as `10 mail.example.com.` or `"v=spf1" "-all"`, at
    /// blanks. It knows quotes and escapes, but no comments and no parentheses: those belong to
    /// master files. `line` and `column` are where the text begins.
    package init(
        splitting text: some StringProtocol,
        origin: DomainName = .root,
        line: Int = 1,
        column: Int = 1
    ) throws(PresentationError) {
        let octets = Array(text.utf8)
        var tokens: [PresentationToken] = []
        var position = 0
        while true {
            while position < octets.count, Self.isBlank(octets[position]) { position += 1 }
            guard position < octets.count else { break }
            let start = position
            let isQuoted = octets[start] == Self.quote
            guard let end = Self.endOfToken(octets, from: start) else {
                throw PresentationError(
                    line: line,
                    column: column + start,
                    found: "a string that does not end",
                    expected: "a closing quote"
                )
            }
            tokens.append(
                PresentationToken(
                    text: Array(isQuoted ? octets[(start + 1)..<(end - 1)] : octets[start..<end]),
                    isQuoted: isQuoted,
                    line: line,
                    column: column + start
                )
            )
            position = end
        }
        self.init(tokens, origin: origin, end: (line, column + octets.count))
    }

    private static let quote = UInt8(ascii: "\"")

    private static func isBlank(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: " ") || (UInt8(ascii: "\t")...UInt8(ascii: "\r")).contains(octet)
    }

    /// Behind the last octet of the token at `start`; nil if a quote in it stays open.
    private static func endOfToken(_ octets: [UInt8], from start: Int) -> Int? {
        var isInQuotes = false
        var position = start
        while position < octets.count {
            switch octets[position] {
            case UInt8(ascii: "\\"):
                position += 1
            case quote:
                isInQuotes.toggle()
                if !isInQuotes, octets[start] == quote { return position + 1 }
            case let octet where !isInQuotes && isBlank(octet):
                return position
            default:
                break
            }
            position += 1
        }
        return isInQuotes ? nil : octets.count
    }
}
