/// The two families of Internet addresses.
package enum AddressFamily: Sendable, Hashable {
    case ipv4
    case ipv6

    /// Length of an address in bits: 32 or 128.
    @inlinable package var bitWidth: Int {
        switch self {
        case .ipv4: 32
        case .ipv6: 128
        }
    }
}

/// An IPv4 or IPv6 address as a number in host order.
///
/// An IPv4-mapped IPv6 address (`::ffff:192.0.2.1`, RFC 4291 §2.5.5.2) stays IPv6 here;
/// `unmapped` turns it into the IPv4 address that it stands for.
@usableFromInline package enum IPAddress: Sendable, Hashable {
    case ipv4(UInt32)
    case ipv6(UInt128)

    package var family: AddressFamily {
        switch self {
        case .ipv4: .ipv4
        case .ipv6: .ipv6
        }
    }

    /// The IPv4 address inside an IPv4-mapped one; every other address as it is.
    package var unmapped: IPAddress {
        guard case .ipv6(let bits) = self, bits >> 32 == 0xffff else { return self }
        return .ipv4(UInt32(truncatingIfNeeded: bits))
    }

    /// True for 0.0.0.0 and ::, which stand for every address of the machine.
    package var isUnspecified: Bool {
        switch self {
        case .ipv4(let bits): bits == 0
        case .ipv6(let bits): bits == 0
        }
    }

    /// True for 127.0.0.0/8 and ::1, which only this machine itself reaches.
    package var isLoopback: Bool {
        switch unmapped {
        case .ipv4(let bits): bits >> 24 == 127
        case .ipv6(let bits): bits == 1
        }
    }

    /// False for addresses that only the machine itself or a private network has: loopback, RFC 1918,
    /// 100.64.0.0/10 (RFC 6598), link-local, fc00::/7 (RFC 4193). The unspecified one counts as public:
    /// it stands for all that the machine has.
    package var isPublic: Bool {
        !isLoopback && !Self.privateNetworks.contains { $0.contains(self) }
    }

    private static let privateNetworks = [
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10",
        "fe80::/10", "fc00::/7",
    ].compactMap { IPPrefix($0) }

    /// The address in network order: 4 or 16 octets.
    package var octets: [UInt8] {
        switch self {
        case .ipv4(let bits): Self.octets(of: bits)
        case .ipv6(let bits): Self.octets(of: bits)
        }
    }

    /// - Parameter octets: 4 or 16 octets in network order; any other count gives nil.
    package init?(octets: some Collection<UInt8>) {
        switch octets.count {
        case 4: self = .ipv4(octets.reduce(0) { $0 << 8 | UInt32($1) })
        case 16: self = .ipv6(octets.reduce(0) { $0 << 8 | UInt128($1) })
        default: return nil
        }
    }

    private static func octets<Bits: FixedWidthInteger>(of bits: Bits) -> [UInt8] {
        stride(from: Bits.bitWidth - 8, through: 0, by: -8)
            .map { UInt8(truncatingIfNeeded: bits >> Bits($0)) }
    }
}
