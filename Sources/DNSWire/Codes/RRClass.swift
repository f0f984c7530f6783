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
