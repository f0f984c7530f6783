/// The class of a record or question (RFC 1035 §3.2.4).
package struct RRClass: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
    package let rawValue: UInt16

    @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Internet.
    package static let `in` = RRClass(rawValue: 1)
    /// Chaos, which carries the identity names (RFC 4892).
    package static let ch = RRClass(rawValue: 3)
    package static let none = RRClass(rawValue: 254)
    package static let any = RRClass(rawValue: 255)
}

extension RRClass: CustomStringConvertible {
    /// The mnemonic, or `CLASSnnn` (RFC 3597 §5).
    package var description: String {
        switch self {
        case .in: "IN"
        case .ch: "CH"
        case .none: "NONE"
        case .any: "ANY"
        default: "CLASS\(rawValue)"
        }
    }
}

extension RRClass {
    /// Reads `IN`, `in` or `CLASS1` (RFC 3597 §5); the classes of RFC 1035 §3.2.4 only.
    package init?(mnemonic text: some Collection<UInt8>) {
        let upper = String(decoding: text, as: UTF8.self).uppercased()
        switch upper {
        case "IN": self = .in
        case "CH": self = .ch
        case "CS": self.init(rawValue: 2)
        case "HS": self.init(rawValue: 4)
        default:
            guard upper.hasPrefix("CLASS"), let number = UInt16(upper.dropFirst(5)) else {
                return nil
            }
            self.init(rawValue: number)
        }
    }
}
