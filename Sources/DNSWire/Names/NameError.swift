/// Why octets or text are not a domain name.
package enum NameError: Error, Sendable, Hashable {
    case emptyLabel
    /// More than 63 octets.
    case labelTooLong(length: Int)
    /// More than 255 octets in wire form, the root included.
    case nameTooLong(length: Int)
    /// A backslash with nothing, with fewer than three digits, or with a value over 255 behind it.
    case badEscape(String)
    /// The empty string; the root is written `.`.
    case empty
}

extension NameError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .emptyLabel: "two dots in a row, or a dot in front"
        case .labelTooLong(let length):
            "a label of \(length) octets; \(DomainName.maximumLabelLength) is the most"
        case .nameTooLong(let length):
            "a name of \(length) octets; \(DomainName.maximumLength) is the most"
        case .badEscape(let escape):
            "the escape '\(escape)'; write \\. or \\DDD with DDD from 000 to 255"
        case .empty: "an empty name; the root is written '.'"
        }
    }
}
