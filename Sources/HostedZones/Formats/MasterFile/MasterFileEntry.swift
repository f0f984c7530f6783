internal import DNSWire

/// One entry of a master file (RFC 1035 §5.1): the words of a line, or of several lines between
/// parentheses. The words are ranges of the file's octets; nothing is copied.
struct MasterFileEntry {
    /// The whole file.
    let octets: [UInt8]
    var words: [Word] = []
    /// Whether a blank stands before the first word: the owner is that of the record before.
    var startsWithBlank = false
    /// Where the entry ends, from 1.
    var end = (line: 1, column: 1)

    struct Word {
        /// Without the quotes.
        let start: Int
        let end: Int
        /// Of the first octet, or of the quote before it; from 1.
        let line: Int
        let column: Int
        let isQuoted: Bool
    }

    init(octets: [UInt8]) { self.octets = octets }

    /// The octets of a word, escapes not yet undone.
    func text(of word: Word) -> ArraySlice<UInt8> { octets[word.start..<word.end] }

    func token(of word: Word) -> PresentationToken {
        PresentationToken(
            text: Array(text(of: word)),
            isQuoted: word.isQuoted,
            line: word.line,
            column: word.column
        )
    }

    func tokens(from position: Int) -> [PresentationToken] {
        words[position...].map(token(of:))
    }

    func error(at word: Word, expected: String) -> PresentationError {
        PresentationError(
            line: word.line,
            column: word.column,
            found: "'\(String(decoding: text(of: word), as: UTF8.self))'",
            expected: expected
        )
    }

    /// The error for a word that is not there.
    func errorAtEnd(expected: String) -> PresentationError {
        PresentationError(
            line: end.line,
            column: end.column,
            found: "the end of the line",
            expected: expected
        )
    }
}
