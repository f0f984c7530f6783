import Telemetry
import Testing

@Suite("Counters of a worker")
struct WorkerCountersTests {
    @Test("every event has a counter of its own", arguments: ServerEvent.allCases)
    func events(_ event: ServerEvent) {
        let counters = WorkerCounters()
        counters.add(3, to: event)
        counters.add(to: event)
        for other in ServerEvent.allCases {
            #expect(counters.snapshot[other] == (other == event ? 4 : 0))
        }
    }

    @Test("response codes are counted apart, those from 24 on together")
    func responseCodes() {
        let counters = WorkerCounters()
        for code: UInt16 in [0, 5, 5, 23, 24, 4095] { counters.add(toResponseCode: code) }
        let snapshot = counters.snapshot
        let expected: [(UInt16, UInt64)] = [(0, 1), (3, 0), (5, 2), (23, 1), (24, 2), (99, 2)]
        for (code, count) in expected { #expect(snapshot[responseCode: code] == count) }
    }

    @Test("snapshots of several workers add up")
    func sum() {
        let blocks = [WorkerCounters(), WorkerCounters()]
        blocks[0].add(1, to: .udpQueries)
        blocks[1].add(2, to: .udpQueries)
        blocks[1].add(toResponseCode: 3)
        let sum = blocks.reduce(into: CounterSnapshot()) { $0 += $1.snapshot }
        #expect(sum[.udpQueries] == 3)
        #expect(sum[responseCode: 3] == 1)
    }
}
