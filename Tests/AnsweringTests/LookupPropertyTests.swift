import Answering
import Testing

@Suite("The lookup and its oracle")
struct LookupPropertyTests {
    @Test("every generated query gets the reply that the oracle names")
    func agreement() throws {
        let cases = GeneratedCases()
        var counts = TraitCounts()
        var sizes: [ReplyComparison.Size: Int] = [:]
        print("seed \(cases.seed)")
        for index in 0..<GeneratedCases.worldCount {
            let world = cases.world(index)
            let oracle = Oracle(
                zones: world.zones,
                locations: world.locations,
                unhealthy: world.unhealthy
            )
            let state = try ServingState(
                zones: world.zones,
                locations: world.locations,
                options: AnswerOptions(),
                health: World.words(of: world.unhealthy)
            )
            for query in cases.queries(for: world, index) {
                let verdict = oracle.verdict(on: query.question)
                counts.add(verdict.traits)
                let comparison = ReplyComparison(
                    state: state,
                    query: query,
                    expected: verdict.reply
                )
                do {
                    sizes[try comparison.check(), default: 0] += 1
                } catch {
                    report(
                        FailingCase(
                            zones: world.zones,
                            locations: world.locations,
                            unhealthy: world.unhealthy,
                            query: query
                        )
                    )
                    return
                }
            }
        }
        print("\(counts.questionCount) queries\n\(counts.table)")
        #expect(counts.questionCount >= 20_000)
        for size in ReplyComparison.Size.allCases {
            let count = sizes[size, default: 0]
            print("\(count) replies: \(size.rawValue)")
            #expect(count >= GeneratedCases.leastCountPerTrait, "\(size.rawValue)")
        }
        for trait in LookupTrait.allCases {
            #expect(counts.count(trait) >= GeneratedCases.leastCountPerTrait, "\(trait.rawValue)")
        }
    }

    private func report(_ failure: FailingCase) {
        var failure = failure
        failure.shrink()
        Issue.record("responder and oracle disagree:\n\(failure.report)")
    }
}
