/// How long a record may be cached, in seconds: 31 bits (RFC 2181 §8).
package struct TTL: Sendable, Hashable, BitwiseCopyable {
    package let seconds: UInt32

    /// A value with the top bit set counts as 0 (RFC 2181 §8).
    package init(wire: UInt32) { seconds = wire > Self.maximum ? 0 : wire }

    /// - Parameter seconds: 0...2147483647; anything else gives nil.
    package init?(seconds: Int) {
        guard (0...Int(Self.maximum)).contains(seconds) else { return nil }
        self.seconds = UInt32(seconds)
    }

    private static let maximum: UInt32 = 0x7fff_ffff
}

extension TTL: Comparable {
    package static func < (left: TTL, right: TTL) -> Bool { left.seconds < right.seconds }
}

extension TTL: CustomStringConvertible {
    package var description: String { String(seconds) }
}
