extension PresentationFields {
    package mutating func takeTime(_ expected: String) throws(PresentationError) -> TimeSpan {
        let token = try take(expected)
        guard let span = TimeSpan(presentation: token.text) else {
            throw error(at: token, expected: "\(expected) in seconds or as 1h, 1w2d")
        }
        return span
    }

    /// A character-string, quoted or not (RFC 1035 §5.1).
    package mutating func takeString(_ expected: String) throws(PresentationError)
        -> CharacterString
    {
        let token = try take(expected)
        let octets = try unescaped(token, expected: expected)
        guard let string = CharacterString(octets: octets) else {
            throw PresentationError(
                line: token.line,
                column: token.column,
                found: "a string of \(octets.count) octets",
                expected: "at most \(CharacterString.maximumLength) octets in one string"
            )
        }
        return string
    }

    /// The octets of a string of any length.
    package mutating func takeText(_ expected: String) throws(PresentationError) -> [UInt8] {
        try unescaped(try take(expected), expected: expected)
    }

    package mutating func takeType(_ expected: String) throws(PresentationError) -> RRType {
        let token = try take(expected)
        guard let type = RRType(mnemonic: String(decoding: token.text, as: UTF8.self)) else {
            throw error(at: token, expected: "\(expected) such as MX or TYPE15")
        }
        return type
    }

    /// The rest of the fields as one piece of hexadecimal text, which may be split at blanks.
    package mutating func takeHexadecimal(_ expected: String) throws(PresentationError) -> [UInt8] {
        try takeEncoded(expected, "hexadecimal digits, an even number", HexDigits.octets)
    }

    /// The rest of the fields as one piece of Base64, which may be split at blanks.
    package mutating func takeBase64(_ expected: String) throws(PresentationError) -> [UInt8] {
        try takeEncoded(expected, "Base64", Base64.octets)
    }

    private mutating func takeEncoded(
        _ expected: String,
        _ encoding: String,
        _ decode: ([UInt8]) -> [UInt8]?
    ) throws(PresentationError) -> [UInt8] {
        let first = try take(expected)
        var text = first.text
        while !isAtEnd { text += try take(expected).text }
        guard let octets = decode(text), !octets.isEmpty else {
            let whole = PresentationToken(
                text: text,
                isQuoted: false,
                line: first.line,
                column: first.column
            )
            throw error(at: whole, expected: "\(expected) (\(encoding))")
        }
        return octets
    }

    private func unescaped(
        _ token: PresentationToken,
        expected: String
    ) throws(PresentationError) -> [UInt8] {
        do {
            return try EscapedText.octets(of: token.text)
        } catch {
            throw PresentationError(
                line: token.line,
                column: token.column,
                found: "the escape '\(String(decoding: error.text, as: UTF8.self))'",
                expected: "\\DDD with DDD from 000 to 255, or \\ and another character"
            )
        }
    }
}
