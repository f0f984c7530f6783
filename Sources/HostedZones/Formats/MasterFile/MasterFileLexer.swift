internal import DNSWire

/// Cuts a master file into entries (RFC 1035 §5.1), in one pass over its octets.
///
/// A UTF-8 byte order mark in front is skipped; CR counts as a blank, so that CRLF files read
/// like others. After a mistake the rest of the entry, to the closing parenthesis if there is
/// one, is skipped, so that the next call starts at a sound place.
struct MasterFileLexer {
    private let octets: [UInt8]
    private var position: Int
    private var line = 1
    private var lineStart: Int
    /// The opening parentheses that wait for their closing ones.
    private var open: [(line: Int, column: Int)] = []
    /// The first mistake in the present entry.
    private var mistake: PresentationError?

    init(_ octets: [UInt8]) {
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        self.octets = octets
        position = octets.starts(with: mark) ? mark.count : 0
        lineStart = position
    }

    /// Replaces `entry` by the next entry that has words; false at the end of the file.
    mutating func read(_ entry: inout MasterFileEntry) throws(PresentationError) -> Bool {
        entry.words.removeAll(keepingCapacity: true)
        entry.startsWithBlank = isAtBlank
        var isComplete = false
        while !isComplete, position < octets.count {
            isComplete = readPart(of: &entry)
        }
        entry.end = isComplete ? entry.end : (line, column)
        if let open = open.first {
            fail(at: open, found: "'(' without its ')'", expected: "')' before the end of the file")
        }
        open.removeAll()
        if let mistake {
            self.mistake = nil
            throw mistake
        }
        return !entry.words.isEmpty
    }

    private var column: Int { position - lineStart + 1 }

    private var isAtBlank: Bool {
        position < octets.count && (octets[position] == .space || octets[position] == .tab)
    }

    /// Reads one word, sign or stretch of blanks; true if it ended the entry.
    private mutating func readPart(of entry: inout MasterFileEntry) -> Bool {
        switch octets[position] {
        case .space, .tab, .carriageReturn:
            position += 1
        case .lineFeed:
            return endLine(of: &entry)
        case .quote:
            readQuoted(into: &entry)
        case .semicolon:
            while position < octets.count, octets[position] != .lineFeed { position += 1 }
        case .openParenthesis:
            open.append((line, column))
            position += 1
        case .closeParenthesis:
            if open.popLast() == nil {
                fail(at: (line, column), found: "')'", expected: "'(' before it")
            }
            position += 1
        default:
            readWord(into: &entry)
        }
        return false
    }

    /// Moves behind a line feed. Inside parentheses it is a blank; a line without words is none.
    private mutating func endLine(of entry: inout MasterFileEntry) -> Bool {
        let end = (line, column)
        position += 1
        line += 1
        lineStart = position
        guard open.isEmpty else { return false }
        if entry.words.isEmpty, mistake == nil {
            entry.startsWithBlank = isAtBlank
            return false
        }
        entry.end = end
        return true
    }

    /// Reads up to the next delimiter. Quotes inside the word belong to it, and blanks between
    /// them do not end it: `alpn="h2,h3"` is one SvcParam (RFC 9460 §2.1).
    private mutating func readWord(into entry: inout MasterFileEntry) {
        let start = position
        let column = column
        while position < octets.count, !isDelimiter(octets[position]) {
            switch octets[position] {
            case .backslash: skipEscape()
            case .quote: skipQuoted()
            default: position += 1
            }
        }
        entry.words.append(
            .init(start: start, end: position, line: line, column: column, isQuoted: false)
        )
    }

    private mutating func readQuoted(into entry: inout MasterFileEntry) {
        let start = position + 1
        let column = column
        let isClosed = skipQuoted()
        let end = isClosed ? position - 1 : position
        entry.words.append(
            .init(start: start, end: end, line: line, column: column, isQuoted: true)
        )
    }

    /// Moves from a quote behind its partner; false, and a mistake noted, if the line ends first.
    @discardableResult
    private mutating func skipQuoted() -> Bool {
        let start = (line, column)
        position += 1
        while position < octets.count, octets[position] != .lineFeed {
            switch octets[position] {
            case .quote:
                position += 1
                return true
            case .backslash: skipEscape()
            default: position += 1
            }
        }
        fail(at: start, found: "'\"' without its partner", expected: "'\"' before the line ends")
        return false
    }

    /// Moves behind a backslash and the octet it escapes; the digits of `\DDD` are no delimiters.
    private mutating func skipEscape() {
        let place = (line, column)
        position += 1
        guard position < octets.count, octets[position] != .lineFeed,
            octets[position] != .carriageReturn
        else {
            return fail(
                at: place,
                found: "'\\' at the end of the line",
                expected: "an escaped character on the same line"
            )
        }
        position += 1
    }

    private func isDelimiter(_ octet: UInt8) -> Bool {
        switch octet {
        case .space, .tab, .carriageReturn, .lineFeed, .semicolon, .openParenthesis,
            .closeParenthesis:
            true
        default: false
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

extension UInt8 {
    fileprivate static let tab = UInt8(ascii: "\t")
    fileprivate static let lineFeed = UInt8(ascii: "\n")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
    fileprivate static let space = UInt8(ascii: " ")
    fileprivate static let quote = UInt8(ascii: "\"")
    fileprivate static let openParenthesis = UInt8(ascii: "(")
    fileprivate static let closeParenthesis = UInt8(ascii: ")")
    fileprivate static let semicolon = UInt8(ascii: ";")
    fileprivate static let backslash = UInt8(ascii: "\\")
}
