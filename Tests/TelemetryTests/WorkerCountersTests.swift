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
        for code: UInt16 in [0, 5, 5, 23, 24, 4095] { counters.countReply(code: code) }
        let snapshot = counters.snapshot
        let expected: [(UInt16, UInt64)] = [(0, 1), (3, 0), (5, 2), (23, 1), (24, 2), (99, 2)]
        for (code, count) in expected { #expect(snapshot[responseCode: code] == count) }
        #expect(snapshot[.answers] == 6)
    }

    @Test(
        "replies are counted by the type of the question, types without a name together",
        arguments: [
            (1, .a), (28, .aaaa), (5, .cname), (65, .https), (255, .any), (257, .caa), (252, .axfr),
            (0, .other), (256, .other), (258, .other), (259, .other), (65_535, .other),
        ] as [(UInt16, QuestionType)]
    )
    func types(_ number: UInt16, _ type: QuestionType) {
        let counters = WorkerCounters()
        counters.countReply(code: 3, questionType: number)
        for other in QuestionType.allCases {
            for code in CounterSnapshot.responseCodes {
                let isIt = other == type && code == 3
                #expect(counters.snapshot.replies(to: other, code: code) == (isIt ? 1 : 0))
            }
        }
    }

    @Test("every zone has a counter of its own, up to a million of them")
    func zones() {
        let counters = WorkerCounters()
        let most = 1 << 20
        for zone in [0, 7, 7, most - 1, most, most + 7] { counters.countReply(zone: zone) }
        counters.countReply(zone: nil)
        let expected: [(Int, UInt64)] = [(0, 1), (1, 0), (7, 2), (most - 1, 1), (most, 0)]
        for (zone, count) in expected { #expect(counters.replies(ofZone: zone) == count) }
        #expect(counters.repliesOfZones == 6)
    }

    @Test("latencies fall into the class of the first bound that they do not exceed")
    func latencies() {
        let counters = WorkerCounters()
        for nanoseconds in [0, 250, 251, 700, 10_000_000, 10_000_001, 3_000_000_000] {
            counters.count(latency: .nanoseconds(nanoseconds))
        }
        let snapshot = counters.snapshot
        let classes = snapshot.latencyClasses
        #expect(classes.count == LatencyBounds.nanoseconds.count + 1)
        #expect(classes == [2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2])
        #expect(snapshot.latencyNanoseconds == 3_020_001_202)
    }

    @Test("snapshots of several workers add up")
    func sum() {
        let blocks = [WorkerCounters(), WorkerCounters()]
        blocks[0].add(1, to: .udpQueries)
        blocks[1].add(2, to: .udpQueries)
        for block in blocks {
            block.countReply(code: 3, questionType: 28)
            block.count(latency: .nanoseconds(100))
        }
        let sum = blocks.reduce(into: CounterSnapshot()) { $0 += $1.snapshot }
        #expect(sum[.udpQueries] == 3)
        #expect(sum[responseCode: 3] == 2)
        #expect(sum.replies(to: .aaaa, code: 3) == 2)
        #expect(sum.latencyClasses[0] == 2)
        #expect(sum.latencyNanoseconds == 200)
    }
}

extension WorkerCounters {
    fileprivate func countReply(code: UInt16 = 0, questionType: UInt16 = 1, zone: Int? = nil) {
        countReply(.answers, code: code, questionType: questionType, zone: zone)
    }
}
