package import DNSWire

/// What Route 53 refuses a domain name for.
package enum NameFault: Error, Sendable, Hashable {
    /// A blank, a control character, or what is not ASCII: those are to be escaped.
    case unsupportedCharacter(String)
    case badEscape(String)
    case emptyLabel(String)
    case labelTooLong(String)
    case nameTooLong(String)
}

extension NameFault: CustomStringConvertible {
    /// In Route 53's words.
    package var description: String {
        let (code, explanation, text) =
            switch self {
            case .unsupportedCharacter(let text):
                ("UnsupportedCharacter", "Value contains unsupported characters", text)
            case .badEscape(let text):
                ("InvalidEscapeSequence", "An escape is \\ and three octal digits", text)
            case .emptyLabel(let text): ("DomainLabelEmpty", "Domain label is empty", text)
            case .labelTooLong(let text):
                ("DomainLabelTooLong", "Domain label is too long", text)
            case .nameTooLong(let text): ("DomainNameTooLong", "Domain name is too long", text)
            }
        return "FATAL problem: \(code) (\(explanation)) encountered with '\(text)'"
    }
}

extension Route53Text {
    /// The name of an owner, a target or a zone as the API takes it; the dot at the end may be
    /// missing.
    package static func checkedName(_ text: String) throws(NameFault) -> DomainName {
        if let scalar = text.unicodeScalars.first(where: { !("!"..."~").contains($0) }) {
            throw .unsupportedCharacter(String(scalar))
        }
        let decimal: String
        do throws(BadEscape) {
            decimal = try Self.decimal(text)
        } catch {
            throw .badEscape(text)
        }
        do throws(NameError) {
            return try DomainName(presentation: decimal)
        } catch {
            switch error {
            case .empty, .emptyLabel: throw .emptyLabel(text)
            case .labelTooLong: throw .labelTooLong(text)
            case .nameTooLong: throw .nameTooLong(text)
            case .badEscape: throw .badEscape(text)
            }
        }
    }
}
