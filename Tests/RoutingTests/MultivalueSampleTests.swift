import Routing
import TestSupport
import Testing

@Suite("Multivalue answer routing")
struct MultivalueSampleTests {
    private static let disbelief = 1e-6

    @Test(
        "up to eight healthy record sets, each once; of all if none is healthy",
        arguments: [
            (0, [], 0), (1, [0], 1), (3, [0, 2], 2), (8, Set(0..<8), 8), (9, Set(0..<9), 8),
            (100, Set(0..<100), 8), (100, [97, 98, 99], 3), (3, [], 3), (20, [], 8),
        ] as [(Int, Set<Int>, Int)]
    )
    func size(_ count: Int, _ healthy: Set<Int>, _ expected: Int) {
        var random = SeededRandom(seed: 3)
        for _ in 0..<1000 {
            let sample = Self.sample(of: count, random.next()) { healthy.contains($0) }
            #expect(sample.count == expected)
            #expect(Set(sample).count == expected)
            #expect(Set(sample).isSubset(of: healthy.isEmpty ? Set(0..<count) : healthy))
        }
    }

    @Test(
        "every record set is as likely as the others, at every place",
        arguments: [(3, 1), (9, 2), (20, 3), (100, 4)] as [(Int, UInt64)]
    )
    func fairness(_ count: Int, _ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var counts = [[Int]](
            repeating: [Int](repeating: 0, count: count),
            count: min(count, MultivalueSample.maximumCount)
        )
        for _ in 0..<20_000 {
            let sample = Self.sample(of: count, random.next()) { _ in true }
            for (place, drawn) in sample.enumerated() { counts[place][drawn] += 1 }
        }
        for place in counts {
            let test = ChiSquare(counts: place, shares: place.map { _ in 1 })
            #expect(test.probability >= Self.disbelief)
        }
    }

    @Test("the same bits draw the same sample")
    func reproducible() {
        for random in [0, 1, UInt64.max] {
            let sample = Self.sample(of: 30, random) { $0 != 4 }
            #expect(sample == Self.sample(of: 30, random) { $0 != 4 })
        }
    }

    private static func sample(
        of count: Int,
        _ random: UInt64,
        isHealthy: (Int) -> Bool
    ) -> [Int] {
        let sample = MultivalueSample(from: count, random: random, isHealthy: isHealthy)
        return (0..<sample.count).map { sample[$0] }
    }
}
