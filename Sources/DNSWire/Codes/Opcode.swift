/// The kind of a message (RFC 1035 §4.1.1): 4 bits.
@usableFromInline package struct Opcode: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
    @usableFromInline package let rawValue: UInt8

    @inlinable package init(rawValue: UInt8) { self.rawValue = rawValue }

    // Written out and inlinable: the answer path compares codes, and the generic `==` of
    // RawRepresentable would be called through witness tables.
    @inlinable package static func == (left: Opcode, right: Opcode) -> Bool {
        left.rawValue == right.rawValue
    }

    @inlinable package static var query: Opcode { Opcode(rawValue: 0) }
    @inlinable package static var notify: Opcode { Opcode(rawValue: 4) }
    @inlinable package static var update: Opcode { Opcode(rawValue: 5) }
}
