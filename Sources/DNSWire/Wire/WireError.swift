/// Why octets of a message cannot be read; `at` is an offset into the message.
package enum WireError: Error, Sendable, Hashable, BitwiseCopyable {
    /// The message ends before a field does.
    case truncated(at: Int, needed: Int)
    /// A label type 01 or 10 (RFC 6891 §5).
    case badLabelType(at: Int)
    /// A compression pointer that does not go strictly backwards behind the header (RFC 9267).
    case badPointer(at: Int)
    /// A name of more than 255 octets.
    case nameTooLong(at: Int)
    /// RDATA that ends before or after its RDLENGTH, or holds a value its type does not allow.
    case badRecordData(at: Int)
}

extension WireError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .truncated(let offset, let needed): "octet \(offset): \(needed) more needed"
        case .badLabelType(let offset): "octet \(offset): a label type that does not exist"
        case .badPointer(let offset): "octet \(offset): a pointer that does not go backwards"
        case .nameTooLong(let offset): "octet \(offset): a name of more than 255 octets"
        case .badRecordData(let offset): "octet \(offset): a value that the type does not allow"
        }
    }
}
