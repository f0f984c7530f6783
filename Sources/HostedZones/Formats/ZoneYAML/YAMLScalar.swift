/// Scalars as they are written: without quotes where YAML needs none.
enum YAMLScalar {
    enum Context {
        case key
        case block
        case flow
    }

    static func text(_ text: String, in context: Context) -> String {
        if canBePlain(text, in: context) { return text }
        let isPrintable = text.unicodeScalars.allSatisfy(Self.isPrintable)
        let needsEscapes = text.contains("\\") || text.contains("\"")
        if isPrintable, needsEscapes, !text.contains("'") { return "'\(text)'" }
        return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    private static func canBePlain(_ text: String, in context: Context) -> Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last, !["~", "null"].contains(text),
            first.isASCII,
            first.properties.isAlphabetic || "0123456789_./\\".unicodeScalars.contains(first),
            last != " ", last != ":", !text.contains(": "), !text.contains(" #"),
            scalars.allSatisfy({ ("\u{20}"..."\u{7e}").contains($0) })
        else { return false }
        switch context {
        case .block: return true
        case .key: return !scalars.contains { ",[]{}:\"'".unicodeScalars.contains($0) }
        case .flow: return !scalars.contains { ",[]{}:\"'?".unicodeScalars.contains($0) }
        }
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? ("\u{20}"..."\u{7e}").contains(scalar)
            : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        if scalar == "\"" || scalar == "\\" { return "\\\(scalar)" }
        if isPrintable(scalar) { return String(scalar) }
        return "\\U" + ("0000000" + String(scalar.value, radix: 16)).suffix(8)
    }
}
