/// A cursor over presentation text: cuts a master file into entries (RFC 1035 §5.1), or takes the
/// text of one value as one entry, and gives the words of an entry one after the other. One pass
/// over the octets; words are places in the text, so that nothing is copied.
///
/// A mistake is noted, and the words go on behind it as well as they can: whoever has come to the
/// end of the entry asks for it (`PresentationFields.endEntry`).
struct PresentationText: Sendable {
    let octets: [UInt8]
    private let syntax: PresentationSyntax
    /// The special octets of the syntax, a bit each.
    let specials: UInt64
    private(set) var position: Int
    private(set) var line: Int
    /// Where column 1 of the line is.
    private(set) var lineStart: Int
    /// Opening parentheses that wait for their closing ones.
    private var depth = 0
    /// The outermost of them.
    private var opening = (line: 0, column: 0)
    private var isInEntry = false
    private(set) var mistake: PresentationError?
    /// Whether a blank stands before the first word of the entry.
    private(set) var startsWithBlank = false
    /// Where the entry ends, once its end has been reached.
    private(set) var end: (line: Int, column: Int)

    init(_ octets: [UInt8], _ syntax: PresentationSyntax, line: Int = 1, column: Int = 1) {
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        self.octets = octets
        self.syntax = syntax
        specials = syntax.specials
        self.line = line
        position = syntax == .masterFile && octets.starts(with: mark) ? mark.count : 0
        lineStart = position - column + 1
        end = (line, column)
    }

    /// Moves to the first word of the next entry; nil at the end of the text. With a mistake and
    /// no word there is an entry all the same, which then has none.
    mutating func beginEntry() -> PresentationWord? {
        mistake = nil
        isInEntry = true
        startsWithBlank = isAtBlank
        while isInEntry {
            if let word = nextWord() { return word }
            guard position < octets.count, mistake == nil else { return nil }
            // A line without words.
            isInEntry = true
            startsWithBlank = isAtBlank
        }
        return nil
    }

    var place: PresentationPlace {
        PresentationPlace(position: position, line: line, lineStart: lineStart)
    }

    /// Moves to where an entry begins, or the text ends.
    mutating func move(to place: PresentationPlace) {
        position = place.position
        line = place.line
        lineStart = place.lineStart
        depth = 0
        mistake = nil
        isInEntry = false
    }

    /// Moves behind the head of the entry that begins here.
    mutating func beginEntry(behind head: PlainHead) {
        mistake = nil
        isInEntry = true
        position = head.end
    }

    /// Between entries: moves behind a line without words; false if there is none.
    mutating func skipEmptyLine() -> Bool {
        let start = position
        while position < octets.count,
            octets[position].isBlank || octets[position] == .carriageReturn
        {
            position += 1
        }
        if position < octets.count, octets[position] == .semicolon { skipComment() }
        guard position < octets.count, octets[position] == .lineFeed else {
            position = start
            return false
        }
        endLine()
        return true
    }

    private var column: Int { position - lineStart + 1 }

    private var isAtBlank: Bool { position < octets.count && octets[position].isBlank }

    /// The next word of the entry; nil at its end.
    mutating func nextWord() -> PresentationWord? {
        guard isInEntry else { return nil }
        let (start, end) = ordinaryWord
        guard end > start else { return nextUnusualWord() }
        position = end
        return PresentationWord(
            start: start,
            end: end,
            line: line,
            column: start - lineStart + 1,
            isQuoted: false
        )
    }

    /// Where nearly all words are: ordinary octets behind blanks. Empty if something else follows.
    private var ordinaryWord: (start: Int, end: Int) {
        let octets = octets.span
        let specials = specials
        var start = position
        while start < octets.count, octets[start].isBlank { start += 1 }
        var end = start
        while end < octets.count, !Self.isSpecial(octets[end], specials) { end += 1 }
        let isWhole = end < octets.count && octets[end].endsOrdinaryWord
        return (start, isWhole ? end : start)
    }

    /// The same for any word, and whatever may stand before it.
    private mutating func nextUnusualWord() -> PresentationWord? {
        while isInEntry {
            guard position < octets.count else {
                endText()
                return nil
            }
            let octet = octets[position]
            guard Self.isSpecial(octet, specials) else { return readWord() }
            switch octet {
            case .quote: return readQuoted()
            case .backslash: return readWord()
            case .lineFeed where syntax == .masterFile: endLine()
            case .semicolon: skipComment()
            case .openParenthesis:
                if depth == 0 { opening = (line, column) }
                depth += 1
                position += 1
            case .closeParenthesis:
                close()
            default:
                position += 1
            }
        }
        return nil
    }

    private mutating func endText() {
        if depth > 0 {
            fail(
                at: opening,
                found: "'(' without its ')'",
                expected: "')' before the end of the file"
            )
            depth = 0
        }
        end = (line, column)
        isInEntry = false
    }

    /// Moves behind a line feed, which is a blank inside parentheses.
    private mutating func endLine() {
        if depth == 0 {
            end = (line, column)
            isInEntry = false
        }
        position += 1
        line += 1
        lineStart = position
    }

    private mutating func skipComment() {
        var position = position
        while position < octets.count, octets[position] != .lineFeed { position += 1 }
        self.position = position
    }

    private mutating func close() {
        if depth == 0 {
            fail(at: (line, column), found: "')'", expected: "'(' before it")
        } else {
            depth -= 1
        }
        position += 1
    }

    /// Reads up to the next delimiter. Quotes inside the word belong to it, and blanks between
    /// them do not end it: `alpn="h2,h3"` is one SvcParam (RFC 9460 §2.1).
    private mutating func readWord() -> PresentationWord {
        let start = position
        let column = column
        while true {
            skipOrdinary()
            guard position < octets.count else { break }
            if octets[position] == .backslash {
                skipEscape()
            } else if octets[position] == .quote {
                skipQuoted(of: (line, column))
            } else {
                break
            }
        }
        return PresentationWord(
            start: start,
            end: position,
            line: line,
            column: column,
            isQuoted: false
        )
    }

    /// Moves to the next special octet, or to the end of the text. Works on locals: as members
    /// they would be loaded and stored for every octet.
    private mutating func skipOrdinary() {
        let specials = specials
        var position = position
        while position < octets.count, !Self.isSpecial(octets[position], specials) { position += 1 }
        self.position = position
    }

    /// Whether an octet may end a word, or begins something else than an ordinary word.
    static func isSpecial(_ octet: UInt8, _ specials: UInt64) -> Bool {
        octet < 64 ? specials >> UInt64(octet) & 1 == 1 : octet == .backslash
    }

    private mutating func readQuoted() -> PresentationWord {
        let start = position + 1
        let column = column
        let isClosed = skipQuoted(of: (line, column))
        return PresentationWord(
            start: start,
            end: isClosed ? position - 1 : position,
            line: line,
            column: column,
            isQuoted: true
        )
    }

    /// Moves from a quote behind its partner; false, and a mistake noted, if there is none.
    @discardableResult
    private mutating func skipQuoted(of word: (line: Int, column: Int)) -> Bool {
        let start = syntax == .value ? word : (line, column)
        position += 1
        while position < octets.count {
            switch octets[position] {
            case .quote:
                position += 1
                return true
            case .backslash:
                skipEscape()
                continue
            case .lineFeed where syntax == .masterFile:
                break
            default:
                position += 1
                continue
            }
            break
        }
        let (found, expected) = syntax.openQuote
        fail(at: start, found: found, expected: expected)
        return false
    }

    /// Moves behind a backslash and the octet it escapes; the digits of `\DDD` are no delimiters.
    private mutating func skipEscape() {
        let place = (line, column)
        position += 1
        if position < octets.count, syntax == .value || !octets[position].endsLine {
            position += 1
        } else if syntax == .masterFile {
            fail(
                at: place,
                found: "'\\' at the end of the line",
                expected: "an escaped character on the same line"
            )
        }
    }

    private mutating func fail(at place: (line: Int, column: Int), found: String, expected: String)
    {
        guard mistake == nil else { return }
        mistake = PresentationError(
            line: place.line,
            column: place.column,
            found: found,
            expected: expected
        )
    }
}

/// One word of a text: where its octets are, without quotes, escapes not yet undone.
package struct PresentationWord: Sendable, BitwiseCopyable {
    let start: Int
    let end: Int
    /// Of the first octet, or of the quote before it; from 1.
    package let line: Int
    package let column: Int
    package let isQuoted: Bool
}

/// A place between entries.
package struct PresentationPlace: Sendable, Hashable, BitwiseCopyable {
    package let position: Int
    /// From 1.
    package let line: Int
    let lineStart: Int

    /// The same place behind so many lines more.
    package func behind(_ lines: Int) -> PresentationPlace {
        PresentationPlace(position: position, line: line + lines, lineStart: lineStart)
    }
}

/// What text is read as.
enum PresentationSyntax: Sendable {
    /// Entries on lines, with comments and parentheses (RFC 1035 §5.1). CR counts as a blank, so
    /// that CRLF files read like others; a UTF-8 byte order mark in front is skipped.
    case masterFile
    /// One value, such as `10 mail.example.com.`: only blanks, quotes and escapes mean something.
    case value

    /// The octets that may end a word or begin something else than an ordinary word, a bit each;
    /// the backslash, which is beyond 64, is one in either syntax.
    fileprivate var specials: UInt64 {
        switch self {
        case .masterFile:
            Self.bits([
                .tab, .lineFeed, .carriageReturn, .space, .quote, .semicolon, .openParenthesis,
                .closeParenthesis,
            ])
        case .value:
            Self.bits([
                .tab, .lineFeed, .verticalTab, .formFeed, .carriageReturn, .space, .quote,
            ])
        }
    }

    private static func bits(_ octets: [UInt8]) -> UInt64 {
        octets.reduce(0) { $0 | 1 << UInt64($1) }
    }

    /// What is wrong with a quote that has no partner.
    var openQuote: (found: String, expected: String) {
        switch self {
        case .masterFile: ("'\"' without its partner", "'\"' before the line ends")
        case .value: ("a string that does not end", "a closing quote")
        }
    }
}

extension UInt8 {
    static var tab: UInt8 { UInt8(ascii: "\t") }
    static var lineFeed: UInt8 { UInt8(ascii: "\n") }
    fileprivate static var verticalTab: UInt8 { 0x0b }
    fileprivate static var formFeed: UInt8 { 0x0c }
    fileprivate static var carriageReturn: UInt8 { UInt8(ascii: "\r") }
    static var space: UInt8 { UInt8(ascii: " ") }
    static var quote: UInt8 { UInt8(ascii: "\"") }
    fileprivate static var openParenthesis: UInt8 { UInt8(ascii: "(") }
    fileprivate static var closeParenthesis: UInt8 { UInt8(ascii: ")") }
    static var semicolon: UInt8 { UInt8(ascii: ";") }
    static var backslash: UInt8 { UInt8(ascii: "\\") }
    fileprivate var endsLine: Bool { self == .lineFeed || self == .carriageReturn }
    var isBlank: Bool { self == .space || self == .tab }
    /// Whether a word ends before this special octet; quotes and escapes are part of one.
    fileprivate var endsOrdinaryWord: Bool { self != .quote && self != .backslash }
}
