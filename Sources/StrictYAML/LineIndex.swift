internal import OperatorFiles

/// Turns libyaml's places (a line, and a column counted in Unicode scalars) into octets, as
/// editors and the other file formats count.
struct LineIndex {
    /// Where each line begins, in UTF-8 octets.
    private let starts: [Int]
    /// Lines that hold more than ASCII: only there are scalars not octets.
    private let wideLines: Set<Int>
    private let text: String

    init(_ text: String) {
        self.text = text
        // The line breaks that libyaml counts: CR LF, CR, LF, NEL, LS, PS.
        let breaks: [Unicode.Scalar] = ["\r", "\n", "\u{85}", "\u{2028}", "\u{2029}"]
        var starts = [0]
        var wideLines: Set<Int> = []
        var offset = 0
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            offset += UTF8.width(scalar)
            if !scalar.isASCII { wideLines.insert(starts.count) }
            if breaks.contains(scalar) {
                if previous == "\r", scalar == "\n" { starts.removeLast() }
                starts.append(offset)
            }
            previous = scalar
        }
        self.starts = starts
        self.wideLines = wideLines
    }

    func location(line: Int, scalarColumn: Int, file: String) -> SourceLocation {
        var column = scalarColumn
        if wideLines.contains(line), let start = start(ofLine: line) {
            let before = text.unicodeScalars[start...].prefix(scalarColumn - 1)
            column = 1 + before.reduce(0) { $0 + UTF8.width($1) }
        }
        return SourceLocation(file: file, line: line, column: column)
    }

    /// Where `line` begins; nil beyond the last one.
    func start(ofLine line: Int) -> String.Index? {
        guard starts.indices.contains(line - 1) else { return nil }
        let octets = text.utf8
        return octets.index(octets.startIndex, offsetBy: starts[line - 1])
    }
}
