/// A network in CIDR form: an address and how many of its leading bits count.
/// The bits beyond `length` are always zero.
package struct IPPrefix: Sendable, Hashable {
    /// The first address of the network.
    package let address: IPAddress
    /// Leading bits that count: 0...32 or 0...128.
    package let length: Int

    /// The network of `length` bits around `address`; nil if `length` is out of range.
    package init?(around address: IPAddress, length: Int) {
        guard (0...address.family.bitWidth).contains(length) else { return nil }
        self.length = length
        self.address =
            switch address {
            case .ipv4(let bits): .ipv4(bits & ~UInt32.hostMask(length))
            case .ipv6(let bits): .ipv6(bits & ~UInt128.hostMask(length))
            }
    }

    /// Reads `192.0.2.0/24` or `2001:db8::/32`; a bare address is a network of one. Bits set
    /// beyond the length (`192.0.2.1/24`) are refused: they are nearly always a slip.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2, let parsed = IPAddress(first) else {
            return nil
        }
        var bits = parsed.family.bitWidth
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let given = Int(parts[1])
            else { return nil }
            bits = given
        }
        self.init(around: parsed, length: bits)
        guard address == parsed else { return nil }
    }

    package var family: AddressFamily { address.family }

    /// The last address of the network.
    package var lastAddress: IPAddress {
        switch address {
        case .ipv4(let bits): .ipv4(bits | UInt32.hostMask(length))
        case .ipv6(let bits): .ipv6(bits | UInt128.hostMask(length))
        }
    }

    package func contains(_ other: IPAddress) -> Bool {
        other.family == family && IPPrefix(around: other, length: length) == self
    }
}

extension IPPrefix: CustomStringConvertible {
    package var description: String { "\(address)/\(length)" }
}

extension FixedWidthInteger where Self: UnsignedInteger {
    /// The bits that a prefix of `length` leaves to the host: `hostMask(24)` of 32 bits is 0xff.
    @inlinable package static func hostMask(_ length: Int) -> Self {
        .max >> Self(truncatingIfNeeded: length)
    }
}
