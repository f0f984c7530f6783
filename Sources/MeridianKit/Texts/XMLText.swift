/// Texts inside XML documents (XML 1.0, fifth edition).
enum XMLText {
    /// Between tags. §2.4
    static func content(_ text: String) -> String { escaped(text, besides: [:]) }

    /// Between double quotes. §2.3; line ends would become blanks (§3.3.3).
    static func attribute(_ text: String) -> String {
        escaped(text, besides: ["\"": "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"])
    }

    private static func escaped(
        _ text: String,
        besides others: [Unicode.Scalar: String]
    ) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: others[scalar] ?? (isCharacter(scalar) ? String(scalar) : "\u{fffd}")
            }
        }
        .joined()
    }

    /// §2.2: what a document may hold in any way at all.
    private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xa, 0xd, 0x20...0xd7ff, 0xe000...0xfffd, 0x10000...0x10ffff: true
        default: false
        }
    }
}
