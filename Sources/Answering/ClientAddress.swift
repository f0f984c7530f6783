internal import Addressing
internal import DNSWire

/// The address that routing looks at: the client subnet of the query, or else where the packet
/// came from.
struct ClientAddress: Sendable {
    /// An IPv6 address that stands for an IPv4 one is looked up as that.
    let bits: IPAddress
    /// What to add to a prefix length of `bits` to express it in the family of the query: 96 for
    /// IPv4 inside IPv6, else 0.
    let scopeOffset: Int

    init(_ address: IPAddress) {
        if case .ipv6(let bits) = address, let embedded = EmbeddedIPv4.address(in: bits) {
            self.bits = .ipv4(embedded)
            scopeOffset = EmbeddedIPv4.prefixLength
        } else {
            bits = address
            scopeOffset = 0
        }
    }
}

/// The prefixes of IPv6 in which the last 32 bits are an IPv4 address that says where the client
/// is: IPv4-mapped addresses (RFC 4291 §2.5.5.2) and NAT64's well-known prefix (RFC 6052 §2.1).
enum EmbeddedIPv4 {
    static let prefixLength = 96
    /// Addresses in such a prefix.
    static let size: UInt128 = 1 << 32
    /// ::ffff:0:0/96 and 64:ff9b::/96, ascending.
    static let prefixes: [UInt128] = [mapped, wellKnown]

    private static let mapped: UInt128 = 0xffff << 32
    private static let wellKnown: UInt128 = 0x0064_ff9b << 96

    static func address(in bits: UInt128) -> UInt32? {
        let high = bits >> 32
        guard high == mapped >> 32 || high == wellKnown >> 32 else { return nil }
        return UInt32(truncatingIfNeeded: bits)
    }
}
