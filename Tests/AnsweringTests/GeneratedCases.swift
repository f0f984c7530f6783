import Foundation
import TestSupport
import Testing

/// The worlds and questions of the property tests: the same for the same seed.
struct GeneratedCases {
    let seed: UInt64

    static let worldCount = 1000
    static let queriesPerWorld = 60
    /// Fewer questions than this, and an outcome counts as not tested.
    static let leastCountPerTrait = 200

    /// MERIDIAN_TEST_SEED chooses other worlds than the usual ones.
    init() {
        let text = ProcessInfo.processInfo.environment["MERIDIAN_TEST_SEED"] ?? ""
        seed = UInt64(text) ?? 20_240_607
    }

    func world(_ index: Int) -> World {
        var generator = WorldGenerator(seed: worldSeed(index))
        return generator.world()
    }

    func queries(for world: World, _ index: Int) -> [GeneratedQuery] {
        var generator = QuestionGenerator(world: world, seed: ~worldSeed(index))
        return (0..<Self.queriesPerWorld).map { _ in generator.query() }
    }

    private func worldSeed(_ index: Int) -> UInt64 {
        var random = SeededRandom(seed: seed ^ UInt64(index) << 32)
        return random.next()
    }
}

/// How many questions met what.
struct TraitCounts {
    private var counts: [LookupTrait: Int] = [:]
    private(set) var questionCount = 0

    mutating func add(_ traits: Set<LookupTrait>) {
        questionCount += 1
        for trait in traits { counts[trait, default: 0] += 1 }
    }

    func count(_ trait: LookupTrait) -> Int { counts[trait, default: 0] }

    var table: String {
        let lines = LookupTrait.allCases.map { trait in
            let number = String(count(trait))
            return String(repeating: " ", count: max(0, 7 - number.count)) + number
                + "  " + trait.rawValue
        }
        return lines.joined(separator: "\n")
    }
}
