/// One field with octets of its own, for values that are not read in place.
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

extension PresentationFields {
    /// The next field; nil at the end.
    package var next: PresentationToken? {
        mutating get { nextWord.map(token) }
    }

    /// Takes the next field. `expected` is what the error asks for if there is none.
    package mutating func take(_ expected: String) throws(PresentationError) -> PresentationToken {
        token(try takeWord(expected))
    }

    func token(_ word: PresentationWord) -> PresentationToken {
        PresentationToken(
            text: Array(copying: octets(of: word)),
            isQuoted: word.isQuoted,
            line: word.line,
            column: word.column
        )
    }

    package func error(at token: PresentationToken, expected: String) -> PresentationError {
        PresentationError(
            line: token.line,
            column: token.column,
            found: "'\(String(decoding: token.text, as: UTF8.self))'",
            expected: expected
        )
    }
}
