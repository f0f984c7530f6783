import Addressing
import Answering
import DNSWire
import Geography
import Routing
import TestSupport
import Testing

@Suite("Weighted answers")
struct WeightedAnswersTests {
    private static let weights = [1, 2, 3, 0, 10]
    /// Less likely than this, and the answers do not come from the weights.
    private static let leastProbability = 1e-6

    @Test("ten seeds draw by the weights, in a tree too, and weights 20 % off are seen")
    func shares() throws {
        let zone = try Self.zone()
        for seed in UInt64(1)...10 {
            for name in ["flat", "tree"] {
                let counts = try Self.counts(of: name, in: zone, seed: seed)
                #expect(counts[3] == 0)
                let shares = Self.shares
                #expect(Self.probability(of: counts, shares) >= Self.leastProbability)
                var wrong = shares
                wrong[4] *= 1.2
                #expect(Self.probability(of: counts, wrong) < Self.leastProbability)
            }
        }
    }

    @Test("the draws of two levels are independent")
    func independence() throws {
        let zone = try Self.zone()
        var counts = [Int](repeating: 0, count: 4)
        var random = SeededRandom(seed: 7)
        for _ in 0..<20_000 {
            counts[try Self.answer("coins", in: zone, random: random.next()) - 10] += 1
        }
        let test = ChiSquare(counts: counts, shares: [1, 1, 1, 1])
        #expect(test.probability >= Self.leastProbability)
    }

    private static var shares: [Double] { weights.map(Double.init) }

    private static func probability(of counts: [Int], _ shares: [Double]) -> Double {
        let drawn = weights.indices.filter { weights[$0] > 0 }
        return ChiSquare(counts: drawn.map { counts[$0] }, shares: drawn.map { shares[$0] })
            .probability
    }

    private static func counts(
        of name: String,
        in state: ServingState,
        seed: UInt64
    ) throws -> [Int] {
        var counts = [Int](repeating: 0, count: weights.count)
        var random = SeededRandom(seed: seed)
        for _ in 0..<30_000 {
            counts[try answer(name, in: state, random: random.next())] += 1
        }
        return counts
    }

    /// The last octet of the address.
    private static func answer(
        _ name: String,
        in state: ServingState,
        random: UInt64
    ) throws -> Int {
        let query = ClientQuery(try self.name(name), .a).encoded
        let reply = state.reply(to: query, from: .ipv4(1), over: .udp, random: random, room: 1232)
        return Int(try #require(reply.octets.last))
    }

    private static func name(_ label: String) throws -> DomainName {
        try DomainName(presentation: "\(label).example.")
    }

    private static func zone() throws -> ServingState {
        let soa = "example. 900 SOA ns.example. h.example. 1 2 3 4 5"
        let leaves = try weights.indices.map { try RData(wire: [192, 0, 2, octet($0)]) }
        let records = leaves.map { record in
            RoutedRRset.Variant(ttl: TTL(wire: 60), records: [record], identifier: "")
        }
        let coins = try [[10, 11], [12, 13]].map { octets in
            try octets.map {
                let record = try RData(wire: [192, 0, 2, octet($0)])
                return RoutedRRset.Variant(ttl: TTL(wire: 60), records: [record], identifier: "")
            }
        }
        return try ServingState(
            zones: [
                ZoneContents(
                    apex: DomainName(presentation: "example."),
                    rrsets: [SampleWorld.rrset([soa])],
                    routedRRsets: [
                        rrset("flat", weights, records),
                        // The same draw behind another one, which has the same outcomes.
                        rrset("tree", [1, 1], [alias("flat"), alias("flat")]),
                        rrset("heads", [1, 1], coins[0]),
                        rrset("tails", [1, 1], coins[1]),
                        rrset("coins", [1, 1], [alias("heads"), alias("tails")]),
                    ]
                )
            ],
            locations: .unknownEverywhere,
            options: AnswerOptions()
        )
    }

    private static func octet(_ number: Int) throws -> UInt8 {
        try #require(UInt8(exactly: number))
    }

    private static func alias(_ target: String) throws -> RoutedRRset.Variant {
        .init(
            content: .alias(target: try name(target), evaluatesHealth: true),
            identifier: ""
        )
    }

    private static func rrset(
        _ owner: String,
        _ weights: [Int],
        _ variants: [RoutedRRset.Variant]
    ) throws -> RoutedRRset {
        RoutedRRset(
            owner: try name(owner),
            type: .a,
            alternatives: Alternatives(policy: .weighted(weights)),
            variants: variants
        )
    }
}
