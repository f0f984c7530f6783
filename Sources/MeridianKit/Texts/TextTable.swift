/// Texts set for a terminal.
enum TextTable {
    /// Rows whose columns stand one below the other; the last one is as wide as it is.
    static func columns(_ rows: [[String]]) -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            row.enumerated().map { column, text in
                let rest = column == row.count - 1 ? 0 : widths[column] - text.count + 2
                return text + String(repeating: " ", count: rest)
            }
            .joined()
        }
        .joined(separator: "\n")
    }

    /// Words with commas between them, on lines that are not too long.
    static func wrapped(_ words: [String], indent: String) -> [String] {
        var lines: [String] = []
        for (number, word) in words.enumerated() {
            let text = number == words.count - 1 ? word : word + ","
            if let last = lines.last, last.count + 1 + text.count <= longestLine {
                lines[lines.count - 1] += " " + text
            } else {
                lines.append(indent + text)
            }
        }
        return lines
    }

    /// Columns of a terminal, with some room.
    private static let longestLine = 96
}
