internal import Addressing

extension PresentationFields {
    /// The address that a field says; nil if it is none.
    func address(of word: PresentationWord) -> IPAddress? {
        IPAddress(presentation: octets(of: word))
    }

    package mutating func takeName(_ expected: String) throws(PresentationError) -> DomainName {
        var wire: [UInt8] = []
        try takeName(expected, into: &wire)
        return DomainName(validated: wire)
    }

    /// Appends the uncompressed wire form of a name; `@` is the origin.
    package mutating func takeName(
        _ expected: String,
        into wire: inout [UInt8]
    ) throws(PresentationError) {
        try append(name: try takeWord(expected), expected, to: &wire)
    }

    /// The name that a field says, which must not stand in quotes.
    package func bareName(
        of word: PresentationWord,
        _ expected: String
    ) throws(PresentationError) -> DomainName {
        var wire: [UInt8] = []
        try append(bareName: word, expected, to: &wire)
        return DomainName(validated: wire)
    }

    /// Appends the wire form of the name that a field says, which must not stand in quotes.
    package func append(
        bareName word: PresentationWord,
        _ expected: String,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        guard !word.isQuoted else {
            throw error(at: word, expected: "\(expected) without quotes")
        }
        try append(name: word, expected, to: &wire)
    }

    private func append(
        name word: PresentationWord,
        _ expected: String,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        let text = octets(of: word)
        if text.count == 1, text[0] == UInt8(ascii: "@"), !word.isQuoted {
            wire.append(copying: origin.wire.span)
            return
        }
        do throws(NameError) {
            try DomainName.append(text, origin: origin, to: &wire)
        } catch {
            throw self.error(at: word, found: "\(error)", expected: expected)
        }
    }

    /// A decimal number from 0 to `Number.max`.
    package mutating func takeNumber<Number: FixedWidthInteger & UnsignedInteger>(
        _ expected: String,
        _ type: Number.Type = Number.self
    ) throws(PresentationError) -> Number {
        let word = try takeWord(expected)
        guard let number = decimal(word).flatMap(Number.init(exactly:)) else {
            throw error(at: word, expected: "\(expected) from 0 to \(Number.max)")
        }
        return number
    }

    private func decimal(_ word: PresentationWord) -> UInt64? {
        let text = octets(of: word)
        guard !text.isEmpty else { return nil }
        var number: UInt64 = 0
        for index in text.indices {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit <= 9, number <= UInt64(UInt32.max) else { return nil }
            number = number * 10 + UInt64(digit)
        }
        return number
    }

    package mutating func takeTime(_ expected: String) throws(PresentationError) -> TimeSpan {
        let word = try takeWord(expected)
        guard let span = timeSpan(of: word) else {
            throw error(at: word, expected: "\(expected) in seconds or as 1h, 1w2d")
        }
        return span
    }

    private func timeSpan(of word: PresentationWord) -> TimeSpan? {
        TimeSpan(presentation: octets(of: word))
    }

    /// The TTL that a field says; nil if it is none.
    package func ttl(of word: PresentationWord) -> TTL? { TTL(presentation: octets(of: word)) }

    /// The type that a field says; nil if it is none.
    package func type(of word: PresentationWord) -> RRType? {
        RRType(mnemonic: octets(of: word))
    }

    /// The class that a field says; nil if it is none.
    package func rrClass(of word: PresentationWord) -> RRClass? {
        RRClass(mnemonic: octets(of: word))
    }

    /// A character-string, quoted or not (RFC 1035 §5.1).
    package mutating func takeString(_ expected: String) throws(PresentationError)
        -> CharacterString
    {
        var wire: [UInt8] = []
        try takeString(expected, into: &wire)
        return CharacterString(validated: Array(wire.dropFirst()))
    }

    /// Appends a character-string with its length in front.
    mutating func takeString(
        _ expected: String,
        into wire: inout [UInt8]
    ) throws(PresentationError) {
        let word = try takeWord(expected)
        let start = wire.count
        wire.append(0)
        try append(textOf: word, to: &wire)
        let count = wire.count - start - 1
        guard let length = UInt8(exactly: count) else {
            throw error(
                at: word,
                found: "a string of \(count) octets",
                expected: "at most \(CharacterString.maximumLength) octets in one string"
            )
        }
        wire[start] = length
    }

    /// Appends the octets of a string of any length; gives their number.
    @discardableResult
    mutating func takeText(
        _ expected: String,
        into wire: inout [UInt8]
    ) throws(PresentationError) -> Int {
        let word = try takeWord(expected)
        let start = wire.count
        try append(textOf: word, to: &wire)
        return wire.count - start
    }

    package mutating func takeType(_ expected: String) throws(PresentationError) -> RRType {
        let word = try takeWord(expected)
        guard let type = type(of: word) else {
            throw error(at: word, expected: "\(expected) such as MX or TYPE15")
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

    /// Appends the octets that a field stands for, its escapes undone.
    func append(
        textOf word: PresentationWord,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try append(octets(of: word), of: word, to: &wire)
    }

    /// Appends the octets that a text stands for, its escapes undone. `word` is where it is.
    func append(
        _ text: Span<UInt8>,
        of word: PresentationWord,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        do throws(EscapedText.BadEscape) {
            try EscapedText.append(text, to: &wire)
        } catch {
            throw self.error(
                at: word,
                found: "the escape '\(String(decoding: error.text, as: UTF8.self))'",
                expected: "\\DDD with DDD from 000 to 255, or \\ and another character"
            )
        }
    }
}
