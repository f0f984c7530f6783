/// The serial number of a SOA record: 32 bits that wrap around (RFC 1982).
package struct SerialNumber: Sendable, Hashable, BitwiseCopyable {
    package let value: UInt32

    package init(_ value: UInt32) { self.value = value }

    /// RFC 1982 §3.2: true if this number is 1 to 2³¹ - 1 steps ahead of `other`. With exactly
    /// 2³¹ steps between them neither is ahead of the other.
    package func isAhead(of other: SerialNumber) -> Bool {
        (1..<(1 << 31)).contains(value &- other.value)
    }
}

extension SerialNumber: CustomStringConvertible {
    package var description: String { String(value) }
}
