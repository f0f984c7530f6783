package import Addressing

/// The client's network, as a resolver tells it (RFC 7871 §6).
package struct ClientSubnet: Sendable, Hashable {
    /// SOURCE PREFIX-LENGTH: how many leading bits of the address the client's side gives.
    package let sourcePrefixLength: Int
    /// SCOPE PREFIX-LENGTH: for how many leading bits an answer holds; 0 in queries.
    package let scopePrefixLength: Int
    /// The bits behind `sourcePrefixLength` are zero.
    package let address: IPAddress

    package var family: AddressFamily { address.family }

    /// What a query says about `prefix`.
    package init(_ prefix: IPPrefix) {
        sourcePrefixLength = prefix.length
        scopePrefixLength = 0
        address = prefix.address
    }

    /// Whether the option stands in a query, where a scope is not allowed, or in a reply.
    package enum Direction: Sendable {
        case query
        case reply
    }

    /// Why an option is a format error (RFC 7871 §6, §7.2.1).
    package enum Problem: Error, Sendable, Hashable, BitwiseCopyable {
        /// Fewer than four octets.
        case tooShort
        case unknownFamily(UInt16)
        case sourceTooLong(UInt8)
        case scopeTooLong(UInt8)
        /// A query with a scope.
        case scopeInQuery(UInt8)
        /// Not exactly the octets that hold SOURCE bits.
        case addressLength(Int)
        /// A bit set behind SOURCE.
        case bitsBeyondSource
    }

    /// Octets in front of the address.
    private static let fixedLength = 4

    /// Reads the option's data; no allocation.
    package init(_ data: Span<UInt8>, in direction: Direction) throws(Problem) {
        guard data.count >= Self.fixedLength else { throw .tooShort }
        let familyNumber = UInt16(data[0]) << 8 | UInt16(data[1])
        guard let family = Self.family(familyNumber) else { throw .unknownFamily(familyNumber) }
        let source = data[2]
        let scope = data[3]
        guard source <= family.bitWidth else { throw .sourceTooLong(source) }
        guard scope <= family.bitWidth else { throw .scopeTooLong(scope) }
        if case .query = direction, scope != 0 { throw .scopeInQuery(scope) }
        let addressLength = data.count - Self.fixedLength
        guard addressLength == (Int(source) + 7) / 8 else { throw .addressLength(addressLength) }
        var bits: UInt128 = 0
        for index in Self.fixedLength..<data.count { bits = bits << 8 | UInt128(data[index]) }
        bits <<= UInt128(family.bitWidth - 8 * addressLength)
        let address: IPAddress =
            switch family {
            case .ipv4: .ipv4(UInt32(truncatingIfNeeded: bits))
            case .ipv6: .ipv6(bits)
            }
        let leading = 128 - family.bitWidth + Int(source)
        guard bits << UInt128(leading) == 0 else { throw .bitsBeyondSource }
        self.address = address
        sourcePrefixLength = Int(source)
        scopePrefixLength = Int(scope)
    }

    private static func family(_ number: UInt16) -> AddressFamily? {
        switch number {
        case 1: .ipv4
        case 2: .ipv6
        default: nil
        }
    }

    /// The option's data.
    package var data: [UInt8] {
        let octets = address.octets.prefix((sourcePrefixLength + 7) / 8)
        let familyNumber: UInt8 = family == .ipv4 ? 1 : 2
        return [0, familyNumber, UInt8(sourcePrefixLength), UInt8(scopePrefixLength)] + octets
    }

    package var option: EDNSOption { EDNSOption(code: .clientSubnet, data: data) }
}
