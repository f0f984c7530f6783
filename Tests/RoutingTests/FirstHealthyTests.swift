import Routing
import Testing

@Suite("Policies with an order of preference")
struct FirstHealthyTests {
    @Test(
        "the first healthy candidate is taken, the first of all if none is healthy",
        arguments: [
            (3, [0, 1, 2], 0), (3, [1, 2], 1), (3, [2], 2), (3, [], 0), (1, [], 0), (0, [], nil),
            // Failover is this with two candidates: primary, secondary.
            (2, [0, 1], 0), (2, [1], 1), (2, [], 0),
        ] as [(Int, Set<Int>, Int?)]
    )
    func order(_ count: Int, _ healthy: Set<Int>, _ expected: Int?) {
        #expect(firstHealthy(of: count) { healthy.contains($0) } == expected)
    }
}
