internal import DNSWire
internal import HostedZones

/// The values of a record set, and what Route 53 says of those that are none.
enum RecordValue {
    static func read(_ values: [String], _ type: RRType) throws(ChangeProblem) -> [RData] {
        var seen: Set<[UInt8]> = []
        var records: [RData] = []
        for value in values {
            let record = try read(value, type)
            guard seen.insert(record.folded(type)).inserted else {
                throw ChangeProblem(message: Route53Value.duplicate(value))
            }
            records.append(record)
        }
        return records
    }

    private static func read(_ value: String, _ type: RRType) throws(ChangeProblem) -> RData {
        do throws(Route53Value.Fault) {
            return try Route53Value.read(value, type)
        } catch {
            switch error {
            case .unquoted: throw ChangeProblem(message: Route53Value.unquoted(value))
            case .relativeName:
                throw invalid(
                    "UnsupportedCharacter",
                    "Value contains unsupported characters",
                    value
                )
            case .unsupported(let rule): throw invalid("\(type)RRDATAUnsupported", rule, value)
            case .badEscape(let escape):
                throw invalid("InvalidEscapeSequence", "\(escape)", value)
            case .malformed(let error): throw refusal(of: value, type, error)
            }
        }
    }

    private static func invalid(
        _ code: String,
        _ explanation: String,
        _ value: String
    ) -> ChangeProblem {
        ChangeProblem(message: Route53Value.invalid(code, explanation, value))
    }

    /// The types whose values have a number of fields, with that number in words.
    private static let fieldCounts: [RRType: (count: Int, word: String)] = [
        .mx: (2, "Two"), .caa: (3, "Three"), .sshfp: (3, "Three"), .srv: (4, "Four"),
        .ds: (4, "Four"), .tlsa: (4, "Four"), .naptr: (6, "Six"), .soa: (7, "Seven"),
    ]

    /// Types whose last field may be written in several words.
    private static let openEnded: Set<RRType> = [.sshfp, .ds, .tlsa]

    private static func refusal(
        of value: String,
        _ type: RRType,
        _ error: PresentationError
    ) -> ChangeProblem {
        switch type {
        case .a:
            return invalid(
                "ARRDATAIllegalIPv4Address",
                "Value is not a valid IPv4 address",
                value
            )
        case .aaaa:
            return invalid(
                "AAAARRDATAIllegalIPv6Address",
                "Value is not a valid IPv6 address",
                value
            )
        default: break
        }
        if let fields = fieldCounts[type] {
            let found = fieldCount(of: value)
            if found < fields.count || found > fields.count && !openEnded.contains(type) {
                return invalid(
                    "\(type)RRDATANot\(fields.word)Fields",
                    "\(type) record doesn't have \(fields.count) fields",
                    value
                )
            }
        }
        if let name = nameFault(of: value, type) { return ChangeProblem(message: name) }
        return invalid(
            "\(type)RRDATAInvalid",
            "found \(error.found), expected \(error.expected)",
            value
        )
    }

    /// A string in quotation marks is one field, whatever blanks are in it.
    private static func fieldCount(of value: String) -> Int {
        var count = 0
        var isQuoted = false
        var isEscaped = false
        var isInField = false
        for character in value {
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = character == "\\" && !isEscaped
            let isBlank = character.isWhitespace && !isQuoted
            if !isBlank, !isInField { count += 1 }
            isInField = !isBlank
        }
        return count
    }

    /// Types whose last field is a name, which may be what is wrong.
    private static let endingInName: Set<RRType> = [.cname, .ns, .ptr, .mx, .srv]

    private static func nameFault(of value: String, _ type: RRType) -> String? {
        guard endingInName.contains(type) else { return nil }
        let isSingle = type == .cname || type == .ns || type == .ptr
        let name = isSingle ? value : value.split(separator: " ").last.map(String.init) ?? value
        do throws(NameFault) {
            _ = try Route53Text.checkedName(name)
            return nil
        } catch {
            return "Invalid Resource Record: '\(error)'"
        }
    }
}
