/// One word of a master file, or of a value of a YAML or JSON zone, with the place it came from.
///
/// A word that begins without a quote keeps the quotes inside it, and blanks between those do not
/// end it: `alpn="h2,h3"` is one word with both quotes in `text` (RFC 9460 §2.1).
package struct PresentationToken: Sendable, Hashable {
    /// The octets as they stand in the file, without quotes, escapes not yet undone.
    package let text: [UInt8]
    package let isQuoted: Bool
    /// Line and column of the first octet, from 1.
    package let line: Int
    package let column: Int

    package init(text: [UInt8], isQuoted: Bool, line: Int, column: Int) {
        self.text = text
        self.isQuoted = isQuoted
        self.line = line
        self.column = column
    }
}

/// Text that is not the RDATA its type wants: where, what stood there, what was expected.
package struct PresentationError: Error, Sendable, Hashable {
    package let line: Int
    package let column: Int
    package let found: String
    package let expected: String

    package init(line: Int, column: Int, found: String, expected: String) {
        self.line = line
        self.column = column
        self.found = found
        self.expected = expected
    }
}

extension PresentationError: CustomStringConvertible {
    package var description: String { "\(line):\(column): found \(found), expected \(expected)" }
}

/// The fields of one record's RDATA, read one after the other.
package struct PresentationFields {
    private let tokens: [PresentationToken]
    private var position = 0
    /// Where the fields end: the place named when one is missing.
    private let end: (line: Int, column: Int)
    /// What relative names are relative to.
    package let origin: DomainName

    package init(
        _ tokens: [PresentationToken],
        origin: DomainName = .root,
        end: (line: Int, column: Int)
    ) {
        self.tokens = tokens
        self.origin = origin
        self.end = end
    }

    package var isAtEnd: Bool { position == tokens.count }

    /// The next field; nil at the end.
    package var next: PresentationToken? { isAtEnd ? nil : tokens[position] }

    /// Takes the next field. `expected` is what the error asks for if there is none, such as
    /// "a preference".
    package mutating func take(_ expected: String) throws(PresentationError) -> PresentationToken {
        guard let token = next else {
            throw PresentationError(
                line: end.line,
                column: end.column,
                found: "the end of the record",
                expected: expected
            )
        }
        position += 1
        return token
    }

    package func error(at token: PresentationToken, expected: String) -> PresentationError {
        PresentationError(
            line: token.line,
            column: token.column,
            found: "'\(String(decoding: token.text, as: UTF8.self))'",
            expected: expected
        )
    }

    package mutating func takeName(_ expected: String) throws(PresentationError) -> DomainName {
        let token = try take(expected)
        if token.text == [UInt8(ascii: "@")], !token.isQuoted { return origin }
        do {
            return try DomainName(presentation: token.text, origin: origin)
        } catch {
            throw PresentationError(
                line: token.line,
                column: token.column,
                found: "\(error)",
                expected: expected
            )
        }
    }

    /// A decimal number from 0 to `Number.max`.
    package mutating func takeNumber<Number: FixedWidthInteger>(
        _ expected: String,
        _ type: Number.Type = Number.self
    ) throws(PresentationError) -> Number {
        let token = try take(expected)
        let isDecimal = token.text.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
        guard isDecimal, let number = Number(String(decoding: token.text, as: UTF8.self)) else {
            throw error(at: token, expected: "\(expected) from 0 to \(Number.max)")
        }
        return number
    }
}
