/// The kind of a message (RFC 1035 §4.1.1): 4 bits.
package struct Opcode: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
    package let rawValue: UInt8

    @inlinable package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let query = Opcode(rawValue: 0)
    package static let notify = Opcode(rawValue: 4)
    package static let update = Opcode(rawValue: 5)
}
