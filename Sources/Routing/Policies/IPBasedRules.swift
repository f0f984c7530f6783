package import Addressing

/// Route 53's IP-based routing: of all CIDR blocks that the record sets of a group name, the longest
/// one that holds the client wins; `*` is for the clients in none. A client that is given as
/// a network (EDNS client subnet) must lie inside a block as a whole.
package struct IPBasedRules: Sendable, Hashable {
    /// What each record set is for, in the order of the record sets.
    package let rules: [Rule]

    package init(_ rules: [Rule]) { self.rules = rules }

    package enum Rule: Sendable, Hashable {
        /// The blocks of a location of the CIDR collection.
        case blocks([IPPrefix])
        /// Location `*`: every client that no block holds.
        case `default`
    }

    /// A record set that may serve a client, for clients given by at least so many bits.
    package struct Candidate: Sendable, Hashable {
        package let rule: Int
        /// Length of the block: a client network that is wider is not in it.
        package let minimumLength: Int
    }

    /// Who is considered for the addresses of each range, longest block first, `*` last.
    package var ipv4: RangeMap<UInt32, [Candidate]> {
        ranges { prefix in
            if case .ipv4(let bits) = prefix.address { bits } else { nil }
        }
    }

    package var ipv6: RangeMap<UInt128, [Candidate]> {
        ranges { prefix in
            if case .ipv6(let bits) = prefix.address { bits } else { nil }
        }
    }

    /// The candidates of a client that is given by `length` bits of its address: its block's
    /// record set, and `*` in its stead. A block around the block does not stand in for it.
    package static func candidates(
        _ candidates: some Collection<Candidate>,
        forLength length: Int
    ) -> [Candidate] {
        let matching = candidates.filter { $0.minimumLength <= length }
        guard let first = matching.first else { return [] }
        return first.minimumLength == 0
            ? [first] : [first] + matching.filter { $0.minimumLength == 0 }
    }

    private struct Block<Bits: FixedWidthInteger & UnsignedInteger> {
        let start: Bits
        let length: Int
        let rule: Int

        /// Its last address.
        var last: Bits { start | Bits.hostMask(length) }
    }

    /// Blocks never overlap but by one lying inside the other: sorted by start, wider ones first, they
    /// open and close like parentheses.
    private func ranges<Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ start: (IPPrefix) -> Bits?
    ) -> RangeMap<Bits, [Candidate]> {
        let defaults = rules.indices.filter { rules[$0] == .default }
            .map { Candidate(rule: $0, minimumLength: 0) }
        let blocks = rules.indices.flatMap { rule -> [Block<Bits>] in
            guard case .blocks(let prefixes) = rules[rule] else { return [] }
            return prefixes.compactMap { prefix in
                start(prefix).map { Block(start: $0, length: prefix.length, rule: rule) }
            }
        }
        var map = RangeMap<Bits, [Candidate]>(everywhere: defaults)
        var open: [Block<Bits>] = []
        let list = { (open: [Block<Bits>]) in
            open.reversed().map { Candidate(rule: $0.rule, minimumLength: $0.length) } + defaults
        }
        let close = { (last: Bits) in
            // What follows the innermost block belongs to the one around it.
            guard last != .max else { return }
            map.append(list(open), from: last + 1)
        }
        for block in blocks.sorted(by: { ($0.start, $0.length) < ($1.start, $1.length) }) {
            while let inner = open.last, inner.last < block.start {
                open.removeLast()
                close(inner.last)
            }
            open.append(block)
            map.append(list(open), from: block.start)
        }
        while let inner = open.popLast() { close(inner.last) }
        return map
    }
}
