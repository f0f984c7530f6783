import Addressing
import Testing

@Suite("Sets of addresses, told by networks")
struct NetworkSetTests {
    private static func networks(_ words: [String]) -> [IPPrefix] {
        words.compactMap { IPPrefix($0) }
    }

    /// What is to be the case, looked for in the plainest way.
    private static func contains(
        _ address: IPAddress,
        _ members: [IPPrefix],
        _ others: [IPPrefix],
        _ rest: Bool
    ) -> Bool {
        let around = members.map { ($0, true) } + others.map { ($0, false) }
        return around.filter { $0.0.contains(address) }.max { $0.0.length < $1.0.length }?.1 ?? rest
    }

    @Test(
        "the longest network around an address decides",
        arguments: [
            ([], [], true), ([], [], false), (["10.0.0.0/8"], ["10.1.0.0/16"], false),
            (["10.1.0.0/16"], ["10.0.0.0/8", "10.1.2.0/24", "10.1.2.3"], true),
            (["0.0.0.0/0"], ["255.255.255.255", "0.0.0.0"], false),
            (["255.0.0.0/8", "::/0", "ffff::/16"], ["255.255.0.0/16", "ffff:ffff::/32"], true),
            (["10.0.0.0/25", "10.0.0.128/25", "10.0.1.0/24"], ["10.0.0.127"], false),
            (["2001:db8::/32"], ["2001:db8:1::/48", "2001:db8::1"], false),
        ] as [([String], [String], Bool)]
    )
    func longest(_ members: [String], _ others: [String], rest: Bool) {
        let (members, others) = (Self.networks(members), Self.networks(others))
        let set = NetworkSet(members, except: others, rest: rest)
        for network in members + others + Self.networks(["9.9.9.9", "::1"]) {
            for edge in [network.address, network.lastAddress] {
                for address in [edge, edge.neighbour(-1), edge.neighbour(1)] {
                    let expected = Self.contains(address, members, others, rest)
                    #expect(set.contains(address) == expected, "\(address)")
                }
            }
        }
    }

    @Test(
        "who may ask: all, those who are allowed, or all but those who are not",
        arguments: [
            ([], [], "192.0.2.1", true), (["192.0.2.0/24"], [], "192.0.2.1", true),
            (["192.0.2.0/24"], [], "192.0.3.1", false), ([], ["192.0.2.0/24"], "192.0.2.1", false),
            ([], ["192.0.2.0/24"], "192.0.3.1", true), (["192.0.2.0/24"], [], "2001:db8::1", false),
            (["192.0.2.0/24"], ["192.0.2.128/25"], "192.0.2.129", false),
            (["192.0.2.129"], ["192.0.2.128/25"], "192.0.2.129", true),
        ] as [([String], [String], String, Bool)]
    )
    func access(_ allow: [String], _ deny: [String], _ client: String, isAdmitted: Bool) throws {
        let rules = AccessRules(allow: Self.networks(allow), deny: Self.networks(deny))
        #expect(rules.admitted.contains(try #require(IPAddress(client))) == isAdmitted)
    }

    @Test(
        "addresses that anybody may reach are public",
        arguments: [
            ("192.0.2.1", true), ("0.0.0.0", true), ("::", true), ("2001:db8::1", true),
            ("127.0.0.1", false), ("127.9.9.9", false), ("10.1.2.3", false),
            ("172.31.0.1", false), ("172.32.0.1", true), ("192.168.1.1", false),
            ("169.254.1.1", false), ("100.64.0.1", false), ("::1", false), ("fe80::1", false),
            ("fd00::1", false),
        ]
    )
    func publicAddresses(_ address: String, isPublic: Bool) throws {
        #expect(try #require(IPAddress(address)).isPublic == isPublic)
    }
}

extension IPAddress {
    fileprivate func neighbour(_ distance: Int) -> IPAddress {
        switch self {
        case .ipv4(let bits): .ipv4(bits &+ UInt32(truncatingIfNeeded: distance))
        case .ipv6(let bits): .ipv6(bits &+ UInt128(truncatingIfNeeded: distance))
        }
    }
}
