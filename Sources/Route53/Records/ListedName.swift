/// Domain names as Route 53 lists them: in lower case, escaped, with the dot at the end. A dot within
/// a label is written by number there, so that each dot ends a label.
enum ListedName {
    /// The labels from right to left, with the dot at the end: what names are ordered by.
    static func reversed(_ name: String) -> String {
        name.split(separator: ".").reversed().map { $0 + "." }.joined()
    }

    /// Without the dot at the end, as `NameServers` has names.
    static func withoutDot(_ name: String) -> String {
        name.hasSuffix(".") ? String(name.dropLast()) : name
    }
}
