/// Texts inside reports of the Test Anything Protocol.
enum TAPText {
    /// What a test is called: `#` would begin a directive.
    static func title(_ text: String) -> String {
        line(text).map { "#\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
    }

    /// On one line.
    static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// A double-quoted scalar of YAML.
    static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            default: scalar.value < 0x20 ? scalar.escaped(asASCII: true) : String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }

    /// Each label once, in the order in which they come.
    static func labels(_ labels: [String]) -> [String] {
        labels.enumerated().filter { labels.firstIndex(of: $0.element) == $0.offset }
            .map(\.element)
    }
}
