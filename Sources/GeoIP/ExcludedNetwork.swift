/// A network in which a database's word on location does not count.
struct ExcludedNetwork<Bits: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable, Hashable {
    let address: Bits
    let length: Int

    func contains(_ other: Bits) -> Bool {
        (address ^ other).leadingZeroBitCount >= length
    }

    /// True if one of the two networks lies inside the other.
    func overlaps(_ other: Bits, length otherLength: Int) -> Bool {
        (address ^ other).leadingZeroBitCount >= min(length, otherLength)
    }
}

extension ExcludedNetwork<UInt128> {
    /// Where IPv4 hides in IPv6. Databases repeat the IPv4 tree in some of these places; it is
    /// looked up as IPv4, or it has no location: `IPAddress.geographic` says which.
    static let disguisesOfIPv4 = [
        Self(address: 0, length: 96),  // the IPv4 tree itself, in a tree of both families
        Self(address: 0xffff << 32, length: 96),  // ::ffff:0:0/96, IPv4-mapped
        Self(address: 0x0064_ff9b << 96, length: 96),  // 64:ff9b::/96, NAT64
        Self(address: 0x2001_0000 << 96, length: 32),  // 2001::/32, Teredo
        Self(address: 0x2002 << 112, length: 16),  // 2002::/16, 6to4
    ]
}
