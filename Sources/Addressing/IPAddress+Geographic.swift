/// What of an address decides where it is: the address to look up, and how many bits of the
/// original stand before it. A prefix length found for `address` plus `precedingBits` is one of
/// the original address, as an ECS SCOPE (RFC 7871 §6) must be.
@usableFromInline package struct GeographicAddress: Sendable, Hashable {
    @usableFromInline package let address: IPAddress
    /// 96 if the address was taken out of an IPv6 one, else 0.
    @usableFromInline package let precedingBits: Int

    @inlinable init(address: IPAddress, precedingBits: Int) {
        self.address = address
        self.precedingBits = precedingBits
    }

    /// The IPv6 addresses that are looked up as IPv4, in ascending order.
    package static let ipv6NetworksOfIPv4: [ClosedRange<UInt128>] =
        [IPAddress.mappedNetwork, IPAddress.nat64Network].map {
            $0 << 32...($0 << 32 | UInt128(UInt32.max))
        }
}

extension IPAddress {
    /// The address whose location counts for this one. An IPv4 address that is embedded in an IPv6
    /// one counts in its stead:
    /// - ::ffff:0:0/96, IPv4-mapped (RFC 4291 §2.5.5.2),
    /// - 64:ff9b::/96, the well-known prefix of NAT64 (RFC 6052 §2.1).
    ///
    /// The embedded address of 6to4 (2002::/16) and Teredo (2001::/32) is a relay's or a server's
    /// as often as the client's: it does not count.
    @inlinable @inline(always) package var geographic: GeographicAddress {
        // Inlined, a call less for every IPv4 client.
        guard case .ipv6(let bits) = self else {
            return GeographicAddress(address: self, precedingBits: 0)
        }
        return Self.geographic(of: bits)
    }

    @usableFromInline
    static func geographic(of bits: UInt128) -> GeographicAddress {
        guard bits >> 32 == mappedNetwork || bits >> 32 == nat64Network else {
            return GeographicAddress(address: .ipv6(bits), precedingBits: 0)
        }
        return GeographicAddress(
            address: .ipv4(UInt32(truncatingIfNeeded: bits)),
            precedingBits: 96
        )
    }

    /// The leading 96 bits of ::ffff:0:0/96.
    fileprivate static let mappedNetwork: UInt128 = 0xffff
    /// The leading 96 bits of 64:ff9b::/96.
    fileprivate static let nat64Network: UInt128 = 0x0064_ff9b << 64
}

extension IPPrefix {
    /// The network whose location counts for this one: a network inside ::ffff:0:0/96 or
    /// 64:ff9b::/96 means the embedded IPv4 network, every other one itself.
    package var geographic: IPPrefix {
        let inner = address.geographic
        guard inner.precedingBits > 0, length >= inner.precedingBits else { return self }
        return IPPrefix(around: inner.address, length: length - inner.precedingBits) ?? self
    }
}
