import Addressing
import Routing
import TestSupport
import Testing

@Suite("IP-based rules")
struct IPBasedRulesTests {
    /// Locations of a collection, one record set each; `*` is the default.
    private static let rules = IPBasedRules([
        .blocks(blocks("203.0.113.0/24 2001:db8::/32")),
        .default,
        .blocks(blocks("203.0.0.0/16 198.51.100.0/24")),
        .blocks(blocks("2001:db8:1::/48 0.0.0.0/8 255.255.255.0/24")),
    ])

    @Test(
        "the longest block that holds the client wins, and * stands in for it",
        arguments: [
            ("203.0.113.9", 32, [0, 1]),
            ("203.0.113.0", 24, [0, 1]),
            // Not wholly inside the /24, but inside the /16.
            ("203.0.113.0", 23, [2, 1]),
            ("203.0.112.255", 32, [2, 1]),
            ("203.0.114.0", 24, [2, 1]),
            ("203.0.0.0", 15, [1]),
            ("202.255.255.255", 32, [1]),
            ("203.1.0.0", 32, [1]),
            ("0.1.2.3", 32, [3, 1]),
            ("255.255.255.255", 32, [3, 1]),
            ("2001:db8:1::7", 128, [3, 1]),
            ("2001:db8:1::", 47, [0, 1]),
            // Amazon's example: a /32 is not in a /48 inside it.
            ("2001:db8::", 32, [0, 1]),
            ("2001:db8::", 31, [1]),
            ("2001:db9::", 128, [1]),
        ] as [(String, Int, [Int])]
    )
    func longestBlock(_ client: String, _ length: Int, _ expected: [Int]) throws {
        let address = try #require(IPAddress(client))
        #expect(Self.candidates(Self.rules, address, length) == expected)
    }

    @Test("without * there is no answer outside of all blocks")
    func noDefault() throws {
        let rules = IPBasedRules([.blocks(Self.blocks("192.0.2.0/24"))])
        #expect(Self.candidates(rules, .ipv4(0xc000_0201), 32) == [0])
        #expect(Self.candidates(rules, .ipv4(0xc000_0301), 32).isEmpty)
        #expect(Self.candidates(rules, .ipv6(1), 128).isEmpty)
    }

    @Test("random nested blocks give what a search through all of them gives")
    func search() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<200 {
            // Few high bits, so that blocks nest and touch each other.
            let prefixes = (0..<12).compactMap { _ in
                IPPrefix(
                    around: .ipv4(UInt32.random(in: 0...7, using: &random) << 29),
                    length: Int.random(in: 1...3, using: &random)
                )
            }
            let blocks = Array(Set(prefixes)).sorted { "\($0)" < "\($1)" }
            let rules = IPBasedRules(blocks.map { .blocks([$0]) } + [.default])
            for step in 0..<64 {
                let address = IPAddress.ipv4(UInt32(step) << 26 | 5)
                for length in [0, 1, 2, 3, 32] {
                    let holding = blocks.indices
                        .filter { blocks[$0].contains(address) && blocks[$0].length <= length }
                        .max { blocks[$0].length < blocks[$1].length }
                    let expected = (holding.map { [$0] } ?? []) + [blocks.count]
                    #expect(Self.candidates(rules, address, length) == expected)
                }
            }
        }
    }

    private static func candidates(
        _ rules: IPBasedRules,
        _ address: IPAddress,
        _ length: Int
    ) -> [Int] {
        let candidates =
            switch address {
            case .ipv4(let bits): rules.ipv4[bits]
            case .ipv6(let bits): rules.ipv6[bits]
            }
        return IPBasedRules.candidates(candidates, forLength: length).map(\.rule)
    }

    private static func blocks(_ words: String) -> [IPPrefix] {
        words.split(separator: " ").compactMap { IPPrefix($0) }
    }
}
