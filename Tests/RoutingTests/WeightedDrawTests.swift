import Routing
import TestSupport
import Testing

@Suite("Weighted routing")
struct WeightedDrawTests {
    /// Below this, chance is not believed.
    private static let disbelief = 1e-6
    private static let draws = 100_000

    @Test("the chi-square probabilities are those of the tables")
    func tables() {
        // Critical values of NIST's handbook, §1.3.6.7.4, at 0.05 and 0.001.
        for (statistic, degrees, probability) in [
            (3.841, 1, 0.05), (16.919, 9, 0.05), (10.828, 1, 0.001), (27.877, 9, 0.001),
            (124.342, 100, 0.05),
        ] {
            let test = ChiSquare(statistic: statistic, degreesOfFreedom: degrees)
            #expect(abs(test.probability - probability) < probability / 1000)
        }
    }

    @Test("record sets are drawn by their weights", arguments: 1...10 as ClosedRange<UInt64>)
    func shares(seed: UInt64) {
        let weights = [10, 20, 70, 0, 255, 1]
        let counts = Self.counts(weights, seed: seed) { _ in true }
        #expect(counts[3] == 0)
        let drawn = weights.indices.filter { weights[$0] > 0 }
        let test = ChiSquare(
            counts: drawn.map { counts[$0] },
            shares: drawn.map { Double(weights[$0]) }
        )
        #expect(test.probability >= Self.disbelief)
    }

    @Test(
        "the same test does not believe a weight that is off by a fifth",
        arguments: 1...10 as ClosedRange<UInt64>
    )
    func wrongShares(seed: UInt64) {
        let counts = Self.counts([10, 20, 70], seed: seed) { _ in true }
        for wrong in [[12, 20, 70], [10, 16, 70], [10, 20, 84]] {
            let test = ChiSquare(counts: counts, shares: wrong.map(Double.init))
            #expect(test.probability < Self.disbelief)
        }
    }

    /// Weights, who is healthy, and who may be drawn.
    struct Case: CustomTestStringConvertible {
        let weights: [Int]
        let healthy: Set<Int>
        let drawn: [Int: Double]

        var testDescription: String { "\(weights), healthy \(healthy.sorted())" }
    }

    @Test(
        "who takes part",
        arguments: [
            // The unhealthy one is left out; the others keep their proportions.
            Case(weights: [1, 2, 3], healthy: [0, 1], drawn: [0: 1, 1: 2]),
            // Weight 0 is for when nothing else is healthy.
            Case(weights: [0, 2, 3], healthy: [0, 1, 2], drawn: [1: 2, 2: 3]),
            Case(weights: [0, 2, 0], healthy: [0, 2], drawn: [0: 1, 2: 1]),
            // All weights 0: equal probability.
            Case(weights: [0, 0, 0], healthy: [0, 1, 2], drawn: [0: 1, 1: 1, 2: 1]),
            // Nothing is healthy: everything is.
            Case(weights: [0, 2, 3], healthy: [], drawn: [1: 2, 2: 3]),
            Case(weights: [0, 0], healthy: [], drawn: [0: 1, 1: 1]),
            Case(weights: [5], healthy: [], drawn: [0: 1]),
        ]
    )
    func participants(_ row: Case) {
        let counts = Self.counts(row.weights, seed: 7) { row.healthy.contains($0) }
        let drawn = row.drawn.keys.sorted()
        #expect(counts.indices.filter { counts[$0] > 0 } == drawn)
        guard drawn.count > 1 else { return }
        let test = ChiSquare(
            counts: drawn.map { counts[$0] },
            shares: drawn.map { row.drawn[$0] ?? 0 }
        )
        #expect(test.probability >= Self.disbelief)
    }

    @Test("the same bits draw the same record set, and none comes of none")
    func reproducible() {
        let draw = { (random: UInt64) in
            WeightedDraw.draw(from: 3, random: random, weight: { $0 + 1 }, isHealthy: { _ in true })
        }
        for random in [0, 1 << 63, UInt64.max] { #expect(draw(random) == draw(random)) }
        #expect(draw(0) == 0)
        #expect(draw(.max) == 2)
        let none = WeightedDraw.draw(
            from: 0,
            random: 1,
            weight: { _ in 1 },
            isHealthy: { _ in true }
        )
        #expect(none == nil)
    }

    private static func counts(
        _ weights: [Int],
        seed: UInt64,
        isHealthy: (Int) -> Bool
    ) -> [Int] {
        var random = SeededRandom(seed: seed)
        var counts = [Int](repeating: 0, count: weights.count)
        for _ in 0..<draws {
            let drawn = WeightedDraw.draw(
                from: weights.count,
                random: random.next(),
                weight: { weights[$0] },
                isHealthy: isHealthy
            )
            if let drawn { counts[drawn] += 1 }
        }
        return counts
    }
}
