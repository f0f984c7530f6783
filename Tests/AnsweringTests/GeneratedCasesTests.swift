import Answering
import DNSWire
import TestSupport
import Testing

@Suite("Generated zones and questions")
struct GeneratedCasesTests {
    @Test("the same seed makes the same worlds and questions")
    func reproducibility() {
        let cases = GeneratedCases()
        for index in 0..<3 {
            let (first, second) = (cases.world(index), cases.world(index))
            #expect(first.zones.map(\.plainRRsets) == second.zones.map(\.plainRRsets))
            #expect(cases.queries(for: first, index) == cases.queries(for: second, index))
        }
    }
}
