import Addressing
import Geography
import Routing

/// Which alternative a client gets and how far that holds, by trying every prefix length.
struct OracleRouting {
    let locations: LocationRanges

    /// The alternatives that match where the client is, smallest region first.
    func candidates(_ alternatives: Alternatives, at address: IPAddress) -> [Int] {
        switch alternatives.policy {
        case .geolocation(let codes):
            let location = locations.location(of: embeddedIPv4(in: address) ?? address)
            return codes.indices.filter { codes[$0].matches(location) }
                .sorted { codes[$0].rank < codes[$1].rank }
        default: preconditionFailure("the oracle does not know this policy yet")
        }
    }

    /// The length of the widest prefix around `address` in which everybody has the same
    /// candidates (RFC 7871 §7.2.1), in the family of `address`.
    func scope(_ alternatives: Alternatives, at address: IPAddress) -> Int {
        if let ipv4 = embeddedIPv4(in: address) { return 96 + scope(alternatives, at: ipv4) }
        let own = candidates(alternatives, at: address)
        for length in 0..<address.family.bitWidth {
            guard let prefix = IPPrefix(around: address, length: length) else { continue }
            let starts = rangeStarts(address.family).filter(prefix.contains) + [prefix.address]
            let isUniform = starts.allSatisfy { start in
                embeddedIPv4(in: start) == nil && candidates(alternatives, at: start) == own
            }
            if isUniform { return length }
        }
        return address.family.bitWidth
    }

    /// Every address at which the candidates may change. Networks of IPv6 that stand for IPv4 are
    /// never part of a scope around another address.
    private func rangeStarts(_ family: AddressFamily) -> [IPAddress] {
        switch family {
        case .ipv4: locations.ipv4.starts.map { .ipv4($0) }
        case .ipv6: (locations.ipv6.starts + Self.embeddings).map { .ipv6($0) }
        }
    }

    /// IPv4-mapped addresses (RFC 4291 §2.5.5.2) and NAT64 (RFC 6052 §2.1).
    private static let embeddings: [UInt128] = [0xffff << 32, 0x0064_ff9b << 96]

    func embeddedIPv4(in address: IPAddress) -> IPAddress? {
        guard case .ipv6(let bits) = address, Self.embeddings.contains(bits & ~UInt128.hostMask(96))
        else { return nil }
        return .ipv4(UInt32(truncatingIfNeeded: bits))
    }
}
