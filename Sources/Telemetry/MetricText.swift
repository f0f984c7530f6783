/// Prometheus' text exposition format, version 0.0.4.
package enum MetricText {
    /// The media type that it is served as.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// Families without a series are left out.
    package static func text(of families: [MetricFamily]) -> String {
        var text = ""
        for family in families where !family.series.isEmpty {
            text += "# HELP \(family.name) \(escaped(family.help))\n"
            text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
            for series in family.series {
                text += "\(family.name)\(series.suffix)\(labels(series.labels)) "
                text += "\(number(series.value))\n"
            }
        }
        return text
    }

    private static func labels(_ labels: [MetricFamily.Label]) -> String {
        guard !labels.isEmpty else { return "" }
        let pairs = labels.map { "\($0.name)=\(quoted($0.value))" }
        return "{\(pairs.joined(separator: ","))}"
    }

    private static func number(_ value: MetricFamily.Value) -> String {
        switch value {
        case .integer(let value): "\(value)"
        case .real(let value): number(value)
        }
    }

    static func number(_ value: Double) -> String {
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return value.isNaN ? "NaN" : "\(value)"
    }

    private static func quoted(_ text: String) -> String {
        let inner = text.unicodeScalars.map { $0 == "\"" ? "\\\"" : escape($0) }.joined()
        return "\"\(inner)\""
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map(escape).joined()
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\\": "\\\\"
        case "\n": "\\n"
        default: String(scalar)
        }
    }
}
