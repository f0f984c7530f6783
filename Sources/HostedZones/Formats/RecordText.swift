internal import DNSWire
internal import OperatorFiles
internal import StrictYAML

/// Reads the text of one record, in presentation form with absolute names, as YAML and JSON zones
/// have it.
enum RecordText {
    /// - Parameters:
    ///   - text: the record.
    ///   - type: its type.
    ///   - start: where `text` begins.
    /// - Returns: the RDATA.
    /// - Throws: what is wrong with it, and where.
    static func read(
        _ text: String,
        _ type: RRType,
        at start: SourceLocation
    ) throws(YAMLError) -> RData {
        do throws(PresentationError) {
            return try read(text, type, line: start.line, column: start.column)
        } catch {
            throw problem(error, in: start.file)
        }
    }

    /// The same for a text that begins at a line and column.
    static func read(
        _ text: String,
        _ type: RRType,
        line: Int,
        column: Int
    ) throws(PresentationError) -> RData {
        var fields = try PresentationFields(splitting: text, line: line, column: column)
        var wire: [UInt8] = []
        try RecordData.transcribe(type, from: &fields, to: &wire)
        return RData(wire: wire)
    }

    static func problem(_ error: PresentationError, in file: String) -> YAMLError {
        YAMLError(
            at: SourceLocation(file: file, line: error.line, column: error.column),
            found: error.found,
            expected: error.expected
        )
    }

    /// Where the text of a scalar begins: behind its quote, if it has one.
    static func start(of scalar: YAMLNode.Scalar, in node: YAMLNode) -> SourceLocation {
        let place = node.location
        guard scalar.style == .quoted else { return place }
        return SourceLocation(file: place.file, line: place.line, column: place.column + 1)
    }

    /// Names in values are never relative: `@` outside of quotes would be a name that nobody means.
    static func refuseRelativeNames(_ text: String, in node: YAMLNode) throws(YAMLError) {
        if hasRelativeName(text) { throw relativeName(in: node) }
    }

    static func relativeName(in node: YAMLNode) -> YAMLError {
        node.error(expected: "a name in full: names in values are never relative")
    }

    /// Whether `@` stands for a name.
    static func hasRelativeName(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return false }
        var isQuoted = false
        var isEscaped = false
        let bare = text.map { character -> Character in
            defer { isEscaped = !isEscaped && character == "\\" }
            if character == "\"", !isEscaped { isQuoted.toggle() }
            return isQuoted ? "\"" : character
        }
        return bare.split(whereSeparator: \.isWhitespace).contains(["@"])
    }
}
