/// Comma-separated values (RFC 4180).
enum CSV {
    /// Each row ends its line.
    static func lines(_ rows: [[String]]) -> String {
        rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    /// RFC 4180 §2: quoted where it holds what would end it.
    private static func field(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { ![0x22, 0x2c, 0x0d, 0x0a].contains($0) }
        return isPlain
            ? text
            : "\"\(text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }
}
