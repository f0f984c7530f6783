/// The class of a record or question (RFC 1035 §3.2.4).
@usableFromInline package struct RRClass: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
    @usableFromInline package let rawValue: UInt16

    @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

    // Written out and inlinable: the answer path compares codes, and the generic `==` of
    // RawRepresentable would be called through witness tables.
    @inlinable package static func == (left: RRClass, right: RRClass) -> Bool {
        left.rawValue == right.rawValue
    }

    /// Internet.
    @inlinable package static var `in`: RRClass { RRClass(rawValue: 1) }
    /// Chaos, which carries the identity names (RFC 4892).
    @inlinable package static var ch: RRClass { RRClass(rawValue: 3) }
    @inlinable package static var none: RRClass { RRClass(rawValue: 254) }
    @inlinable package static var any: RRClass { RRClass(rawValue: 255) }
}

extension RRClass: CustomStringConvertible {
    /// The mnemonic, or `CLASSnnn` (RFC 3597 §5).
    @usableFromInline package var description: String {
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
    package init?(mnemonic text: Span<UInt8>) {
        guard let mnemonic = Mnemonic(text) else { return nil }
        for known in Self.classes where known.mnemonic == mnemonic {
            self = known.rrClass
            return
        }
        guard let number = Mnemonic.number(in: text, behind: "CLASS") else { return nil }
        self.init(rawValue: number)
    }

    private static let classes = [
        ("IN", RRClass.in), ("CH", .ch), ("CS", RRClass(rawValue: 2)), ("HS", RRClass(rawValue: 4)),
    ].compactMap { text, rrClass in
        Mnemonic(Array(text.utf8).span).map { (mnemonic: $0, rrClass: rrClass) }
    }
}
