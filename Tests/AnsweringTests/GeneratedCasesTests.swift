import Answering
import DNSWire
import Testing

@Suite("Generated zones and questions")
struct GeneratedCasesTests {
    @Test("every outcome of the lookup is met often enough to be tested")
    func coverage() {
        let cases = GeneratedCases()
        var counts = TraitCounts()
        for index in 0..<GeneratedCases.worldCount {
            let world = cases.world(index)
            let oracle = Oracle(zones: world.zones, locations: world.locations)
            for query in cases.queries(for: world, index) {
                counts.add(oracle.verdict(on: query.question).traits)
            }
        }
        print("seed \(cases.seed), \(counts.questionCount) questions\n\(counts.table)")
        #expect(counts.questionCount >= 20_000)
        for trait in LookupTrait.allCases {
            #expect(counts.count(trait) >= GeneratedCases.leastCountPerTrait, "\(trait.rawValue)")
        }
    }

    @Test("the same seed makes the same worlds and questions")
    func reproducibility() {
        let cases = GeneratedCases()
        for index in 0..<3 {
            let (first, second) = (cases.world(index), cases.world(index))
            #expect(first.zones.map(\.rrsets) == second.zones.map(\.rrsets))
            #expect(cases.queries(for: first, index) == cases.queries(for: second, index))
        }
    }
}
