/// A set of addresses, told by networks: what the longest network around an address says counts.
///
/// It is projected to ranges when it is made, so that a look-up is a short search however many
/// networks there are.
package struct NetworkSet: Sendable {
    private let ipv4: RangeMap<UInt32, Bool>
    private let ipv6: RangeMap<UInt128, Bool>

    /// - Parameters:
    ///   - members: networks that are in the set.
    ///   - others: networks that are not, inside of those or around them; none of `members`.
    ///   - rest: whether an address that is in no network is in the set.
    package init(_ members: [IPPrefix], except others: [IPPrefix] = [], rest: Bool = false) {
        var ipv4: [Network<UInt32>] = []
        var ipv6: [Network<UInt128>] = []
        for (prefixes, isMember) in [(members, true), (others, false)] {
            for prefix in prefixes {
                switch (prefix.address, prefix.lastAddress) {
                case (.ipv4(let first), .ipv4(let last)):
                    ipv4.append(Network(first: first, last: last, isMember: isMember))
                case (.ipv6(let first), .ipv6(let last)):
                    ipv6.append(Network(first: first, last: last, isMember: isMember))
                default: preconditionFailure("a network is of one family")
                }
            }
        }
        self.ipv4 = Self.project(ipv4, rest)
        self.ipv6 = Self.project(ipv6, rest)
    }

    package func contains(_ address: IPAddress) -> Bool {
        switch address {
        case .ipv4(let bits): ipv4[bits]
        case .ipv6(let bits): ipv6[bits]
        }
    }

    private struct Network<Bits> {
        let first: Bits
        let last: Bits
        let isMember: Bool
    }

    /// Walks the networks in the order of their addresses, with those that are around the place
    /// reached on a stack, the innermost on top.
    private static func project<Bits>(
        _ networks: [Network<Bits>],
        _ rest: Bool
    ) -> RangeMap<Bits, Bool> {
        var map = RangeMap<Bits, Bool>(everywhere: rest)
        var around: [Network<Bits>] = []
        func leaveInnermost() {
            let left = around.removeLast()
            guard left.last != .max else { return }
            map.append(around.last?.isMember ?? rest, from: left.last + 1)
        }
        let sorted = networks.sorted { ($0.first, $1.last) < ($1.first, $0.last) }
        for network in sorted {
            while let innermost = around.last, innermost.last < network.first { leaveInnermost() }
            around.append(network)
            map.append(network.isMember, from: network.first)
        }
        while !around.isEmpty { leaveInnermost() }
        return map
    }
}
