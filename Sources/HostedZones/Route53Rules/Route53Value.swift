package import DNSWire

/// The text of one record as Route 53 takes it: in presentation form, with absolute names and octal
/// escapes.
package enum Route53Value {
    /// What is wrong with a value.
    package enum Fault: Error, Sendable {
        /// Text whose strings do not stand in quotation marks.
        case unquoted
        /// `@` in the place of a name.
        case relativeName
        /// Good elsewhere, but not in Route 53; the rule.
        case unsupported(String)
        case badEscape(Route53Text.BadEscape)
        case malformed(PresentationError)
    }

    /// The types that Route 53 knows, as it names them.
    package static let types: [String: RRType] = [
        "A": .a, "AAAA": .aaaa, "CAA": .caa, "CNAME": .cname, "DS": .ds, "HTTPS": .https,
        "MX": .mx, "NAPTR": .naptr, "NS": .ns, "PTR": .ptr, "SOA": .soa, "SPF": .spf, "SRV": .srv,
        "SSHFP": .sshfp, "SVCB": .svcb, "TLSA": .tlsa, "TXT": .txt,
    ]

    /// Most values of a record set.
    package static let mostValues = 400

    /// The refusal of more values than that, in Route 53's words.
    package static let tooMany = "Cannot have more than \(mostValues) records in a RRSet."

    /// The refusal of a value that is there twice, in Route 53's words.
    package static func duplicate(_ text: String) -> String {
        "Duplicate Resource Record: '\(text)'"
    }

    /// The refusal of a value, in Route 53's words.
    package static func invalid(_ code: String, _ explanation: String, _ text: String) -> String {
        "Invalid Resource Record: 'FATAL problem: \(code) (\(explanation)) encountered with '\(text)''"
    }

    /// The refusal of text that is not in quotation marks, in Route 53's words.
    package static func unquoted(_ text: String) -> String {
        invalid(
            "InvalidCharacterString",
            "Value should be enclosed in quotation marks",
            text
        )
    }

    /// Types whose values are strings in quotes.
    private static let textTypes: Set<RRType> = [.txt, .spf]

    /// - Parameters:
    ///   - text: the record.
    ///   - type: its type.
    ///   - line: where `text` begins.
    ///   - column: where in it.
    /// - Returns: the RDATA.
    /// - Throws: what is wrong with it, and where.
    package static func read(
        _ text: String,
        _ type: RRType,
        line: Int = 1,
        column: Int = 1
    ) throws(Fault) -> RData {
        if textTypes.contains(type), !text.hasPrefix("\"") { throw .unquoted }
        guard !RecordText.hasRelativeName(text) else { throw .relativeName }
        if type == .svcb || type == .https, let rule = brokenServiceBindingRule(text) {
            throw .unsupported(rule)
        }
        let decimal: String
        do throws(Route53Text.BadEscape) {
            decimal = try Route53Text.decimal(text)
        } catch {
            throw .badEscape(error)
        }
        do throws(PresentationError) {
            return try RecordText.read(decimal, type, line: line, column: column)
        } catch {
            throw .malformed(error)
        }
    }

    /// Route 53 takes half of the priorities of RFC 9460 §2.4.1, and no keys without a name.
    private static let highestPriority = 32767

    private static func brokenServiceBindingRule(_ text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace)
        if let priority = words.first.flatMap({ Int($0) }), priority > highestPriority {
            return "The priority is a number from 0 to \(highestPriority)"
        }
        let numbered = words.dropFirst(2).first { word in
            let key = word.prefix { $0 != "=" }
            return key.hasPrefix("key") && key.dropFirst(3).allSatisfy(\.isNumber)
        }
        return numbered.map { "The key of '\($0)' is not supported" }
    }

    /// The text of a record.
    package static func text(
        of record: RData,
        _ type: RRType
    ) throws(Route53Text.BadEscape) -> String {
        try Route53Text.octal(record.presentation(type))
    }
}
