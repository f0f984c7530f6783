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
        let octets = try self.octets(of: token)
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
        try octets(of: try take(expected))
    }

    package mutating func takeType(_ expected: String) throws(PresentationError) -> RRType {
        let token = try take(expected)
        guard let type = RRType(mnemonic: String(decoding: token.text, as: UTF8.self)) else {
            throw error(at: token, expected: "\(expected) such as MX or TYPE15")
        }
        return type
    }

    package mutating func takeAlgorithm() throws(PresentationError) -> SecurityAlgorithm {
        let token = try take("an algorithm")
        guard let algorithm = SecurityAlgorithm(presentation: token.text) else {
            throw error(at: token, expected: "an algorithm such as 13 or ECDSAP256SHA256")
        }
        return algorithm
    }

    /// The rest of the fields as one piece of hexadecimal text, which may be split at blanks: at
    /// least one octet, and exactly `length` if that is given.
    package mutating func takeHexadecimal(
        _ expected: String,
        octets length: Int? = nil
    ) throws(PresentationError) -> [UInt8] {
        let whole = try takeRest(expected)
        guard let octets = HexDigits.octets(of: whole.text), !octets.isEmpty else {
            throw error(at: whole, expected: "\(expected) in hexadecimal, two digits an octet")
        }
        if let length, octets.count != length {
            throw PresentationError(
                line: whole.line,
                column: whole.column,
                found: "\(octets.count) octets",
                expected: "\(expected) of \(length) octets"
            )
        }
        return octets
    }

    /// The rest of the fields as one piece of Base64, which may be split at blanks: at least one
    /// octet.
    package mutating func takeBase64(_ expected: String) throws(PresentationError) -> [UInt8] {
        let whole = try takeRest(expected)
        guard let octets = Base64.octets(of: whole.text), !octets.isEmpty else {
            throw error(at: whole, expected: "\(expected) in Base64")
        }
        return octets
    }

    /// The rest of the fields, one at least, joined to one.
    private mutating func takeRest(_ expected: String) throws(PresentationError)
        -> PresentationToken
    {
        let first = try take(expected)
        var text = first.text
        while !isAtEnd { text += try take(expected).text }
        return PresentationToken(
            text: text,
            isQuoted: first.isQuoted,
            line: first.line,
            column: first.column
        )
    }

    /// The octets that `token` stands for, its escapes undone.
    package func octets(of token: PresentationToken) throws(PresentationError) -> [UInt8] {
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
