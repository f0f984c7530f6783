/// The fields of records in text, read one after the other: of all entries of a master file, or of
/// one value of a YAML or JSON zone.
package struct PresentationFields: Sendable {
    private var text: PresentationText
    /// The next field, if it has been looked at already; nil behind the last one.
    private var ahead: PresentationWord?
    private var isAhead = false
    /// What relative names are relative to.
    package var origin: DomainName

    /// The fields of one value, such as `10 mail.example.com.` or `"v=spf1" "-all"`. It knows
    /// quotes and escapes, but no comments and no parentheses: those belong to master files.
    /// `line` and `column` are where the text begins.
    package init(
        splitting value: some StringProtocol,
        origin: DomainName = .root,
        line: Int = 1,
        column: Int = 1
    ) throws(PresentationError) {
        self.origin = origin
        text = PresentationText(Array(value.utf8), .value, line: line, column: column)
        var whole = self
        if whole.beginEntry() { try whole.skipEntry() }
        _ = beginEntry()
    }

    /// The entries of a master file, from before the first.
    package init(masterFile octets: [UInt8], origin: DomainName) {
        self.origin = origin
        text = PresentationText(octets, .masterFile)
    }

    /// The same from the line that begins at `start`, where an entry may begin. It counts as the
    /// first one.
    package init(masterFile octets: [UInt8], from start: Int, origin: DomainName) {
        self.init(masterFile: octets, origin: origin)
        move(to: PresentationPlace(position: start, line: 1, lineStart: start))
    }

    /// Moves to the next entry; false at the end of the text. An entry with a mistake may be
    /// without any field.
    package mutating func beginEntry() -> Bool {
        ahead = text.beginEntry()
        isAhead = true
        return ahead != nil || text.mistake != nil
    }

    /// Whether a blank stands before the first field of the entry: the owner is that of the
    /// record before.
    package var startsWithBlank: Bool { text.startsWithBlank }

    /// Leaves out the rest of the entry. Throws if it has a mistake.
    package mutating func skipEntry() throws(PresentationError) {
        while nextWord != nil { isAhead = false }
        if let mistake = text.mistake { throw mistake }
    }

    /// Throws if there is another field, or if the entry has a mistake.
    package mutating func endEntry(
        expected: String = "the end of the record"
    ) throws(PresentationError) {
        if let extra = nextWord { throw error(at: extra, expected: expected) }
        if let mistake = text.mistake { throw mistake }
    }

    /// Whether the entry is a directive, `first` being its first field.
    package func isDirective(_ first: PresentationWord) -> Bool {
        !startsWithBlank && !first.isQuoted && octets(of: first)[0] == UInt8(ascii: "$")
    }

    /// Between entries: where the next line begins.
    package var place: PresentationPlace { text.place }

    /// How many octets of the text are behind.
    package var position: Int { text.place.position }

    /// Moves to where an entry begins, or the text ends.
    package mutating func move(to place: PresentationPlace) {
        text.move(to: place)
        isAhead = false
    }

    /// Between entries: moves behind a line that holds no field; false if there is none.
    mutating func skipEmptyLine() -> Bool { text.skipEmptyLine() }

    /// Between entries: takes the owner, TTL, class and type of a record if they are plain. If not,
    /// nil, and nothing has happened.
    mutating func takePlainHead(of records: inout RecordList) -> PlainHead? {
        guard let head = text.plainHead(origin: origin, &records) else { return nil }
        text.beginEntry(behind: head)
        isAhead = false
        return head
    }

    /// The next field; nil at the end.
    package var nextWord: PresentationWord? {
        mutating get {
            if !isAhead {
                ahead = text.nextWord()
                isAhead = true
            }
            return ahead
        }
    }

    package var isAtEnd: Bool { mutating get { nextWord == nil } }

    /// Takes the next field. `expected` is what the error asks for if there is none, such as
    /// "a preference".
    package mutating func takeWord(
        _ expected: String,
        of whole: String = "record"
    ) throws(PresentationError) -> PresentationWord {
        guard let word = nextWord else {
            throw PresentationError(
                line: text.end.line,
                column: text.end.column,
                found: "the end of the \(whole)",
                expected: expected
            )
        }
        isAhead = false
        return word
    }

    /// Moves behind the next field.
    package mutating func advance() { isAhead = false }

    /// Whether two fields of the text have the same octets.
    package func isSame(_ word: PresentationWord, as other: PresentationWord) -> Bool {
        octets(of: word).isEqual(to: octets(of: other))
    }

    /// The octets of a field as they stand in the text.
    @_lifetime(borrow self)
    package func octets(of word: PresentationWord) -> Span<UInt8> {
        text.octets.span.extracting(word.start..<word.end)
    }

    package func error(at word: PresentationWord, expected: String) -> PresentationError {
        error(at: word, found: "'\(String(copying: octets(of: word)))'", expected: expected)
    }

    package func error(
        at word: PresentationWord,
        found: String,
        expected: String
    ) -> PresentationError {
        PresentationError(line: word.line, column: word.column, found: found, expected: expected)
    }
}

/// Text that is not what was wanted: where, what stood there, what was expected.
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

extension String {
    /// Octets that are not UTF-8 become replacement characters.
    package init(copying octets: Span<UInt8>) {
        self.init(decoding: Array(copying: octets), as: UTF8.self)
    }
}
