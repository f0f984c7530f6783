import Addressing
import Geography
import Routing

/// Which alternative a client gets and how far that holds, by trying every prefix length.
struct OracleRouting {
    let locations: LocationRanges

    /// All alternatives, in the order in which they are looked at where all are.
    func order(_ alternatives: Alternatives) -> [Int] {
        switch alternatives.policy {
        case .simple: [0]
        case .geolocation(let codes):
            codes.indices.sorted {
                (codes[$0].rank, codes[$0].description) < (codes[$1].rank, codes[$1].description)
            }
        case .proximity(let rules): Array(rules.places.indices)
        case .ipBased(let rules): Array(rules.rules.indices)
        case .failover(let arePrimary):
            arePrimary.indices.filter { arePrimary[$0] }
                + arePrimary.indices.filter { !arePrimary[$0] }
        case .weighted(let weights): Array(weights.indices)
        case .multivalue(let count): Array(0..<count)
        }
    }

    /// The alternatives that are for a client, the one to be preferred first.
    func candidates(_ alternatives: Alternatives, of client: IPPrefix) -> [Int] {
        let client = withoutEmbedding(client)
        let location = locations.location(of: client.address)
        switch alternatives.policy {
        case .geolocation(let codes):
            return codes.indices.filter { codes[$0].matches(location) }
                .sorted { codes[$0].rank < codes[$1].rank }
        case .proximity(let rules): return rules.candidates(for: location)
        case .ipBased(let rules):
            let inside = blocks(of: rules).filter { $0.block.contains(client) }
                .max { $0.block.length < $1.block.length }
            return (inside.map { [$0.rule] } ?? [])
                + rules.rules.indices.filter { rules.rules[$0] == .default }
        default: preconditionFailure("the policy does not look at the client")
        }
    }

    private func blocks(of rules: IPBasedRules) -> [(block: IPPrefix, rule: Int)] {
        rules.rules.indices.flatMap { rule -> [(IPPrefix, Int)] in
            guard case .blocks(let blocks) = rules.rules[rule] else { return [] }
            return blocks.map { ($0, rule) }
        }
    }

    /// The length of the widest prefix around `client` in which everybody has the same candidates
    /// (RFC 7871 §7.2.1), in the family of its address. A client that is too wide for the blocks around
    /// its address is told of the smallest.
    func scope(_ alternatives: Alternatives, of client: IPPrefix) -> Int {
        if embeddedIPv4(in: client.address) != nil {
            return 96 + scope(alternatives, of: withoutEmbedding(client))
        }
        let widest = scope(alternatives, at: client.address)
        guard case .ipBased(let rules) = alternatives.policy else { return widest }
        let around = blocks(of: rules).map(\.block).filter { $0.contains(client.address) }
        let smallest = around.map(\.length).max() ?? 0
        return smallest > client.length ? max(widest, smallest) : widest
    }

    private func scope(_ alternatives: Alternatives, at address: IPAddress) -> Int {
        let own = candidates(alternatives, of: IPPrefix(wholeOf: address))
        let starts = starts(address.family, alternatives)
        for length in 0..<address.family.bitWidth {
            guard let prefix = IPPrefix(around: address, length: length) else { continue }
            let isUniform = (starts.filter(prefix.contains) + [prefix.address]).allSatisfy {
                start in
                embeddedIPv4(in: start) == nil
                    && candidates(alternatives, of: IPPrefix(wholeOf: start)) == own
            }
            if isUniform { return length }
        }
        return address.family.bitWidth
    }

    /// Every address at which the candidates may change. Networks of IPv6 that stand for IPv4 are
    /// never part of a scope around another address.
    private func starts(_ family: AddressFamily, _ alternatives: Alternatives) -> [IPAddress] {
        let embeddings = family == .ipv6 ? Self.embeddings.map { IPAddress.ipv6($0) } : []
        if case .ipBased(let rules) = alternatives.policy {
            let blocks = blocks(of: rules).map(\.block).filter { $0.family == family }
            return embeddings + blocks.map(\.address) + blocks.compactMap(\.following)
        }
        switch family {
        case .ipv4: return locations.ipv4.starts.map { .ipv4($0) }
        case .ipv6: return embeddings + locations.ipv6.starts.map { .ipv6($0) }
        }
    }

    /// A network of IPv6 that stands for one of IPv4 as that.
    private func withoutEmbedding(_ client: IPPrefix) -> IPPrefix {
        guard let address = embeddedIPv4(in: client.address) else { return client }
        return IPPrefix(around: address, length: max(0, client.length - 96)) ?? client
    }

    /// IPv4-mapped addresses (RFC 4291 §2.5.5.2) and NAT64 (RFC 6052 §2.1).
    private static let embeddings: [UInt128] = [0xffff << 32, 0x0064_ff9b << 96]

    func embeddedIPv4(in address: IPAddress) -> IPAddress? {
        guard case .ipv6(let bits) = address, Self.embeddings.contains(bits & ~UInt128.hostMask(96))
        else { return nil }
        return .ipv4(UInt32(truncatingIfNeeded: bits))
    }
}

extension IPPrefix {
    init(wholeOf address: IPAddress) {
        guard let whole = IPPrefix(around: address, length: address.family.bitWidth) else {
            preconditionFailure("an address has as many bits as its family")
        }
        self = whole
    }

    fileprivate func contains(_ other: IPPrefix) -> Bool {
        length <= other.length && contains(other.address)
    }

    /// The address behind the last one; nil if there is none.
    fileprivate var following: IPAddress? {
        switch lastAddress {
        case .ipv4(let bits): bits == .max ? nil : .ipv4(bits + 1)
        case .ipv6(let bits): bits == .max ? nil : .ipv6(bits + 1)
        }
    }
}
