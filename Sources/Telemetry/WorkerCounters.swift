/// The counters of one thread: it alone adds, anyone may read.
package final class WorkerCounters: Sendable {
    /// Response codes below this have a counter each, the others share one.
    static let codes = 24
    /// Zones whose numbers are below this have a counter each, the others share one.
    package static let zones = 1 << 20
    /// Where in `zoneReplies`, behind all others, those are counted that no zone has given.
    private static let noZone = zones + 1
    /// Question types by number, as far as some are counted apart.
    private static let typeNumbers = 258

    private let events = CounterMemory(count: ServerEvent.allCases.count)
    private let replies = CounterMemory(count: QuestionType.allCases.count * (codes + 1))
    private let zoneReplies = CounterMemory(count: zones + 2)
    private let latencies = CounterMemory(count: LatencyBounds.nanoseconds.count + 1)
    private let latencySum = CounterMemory(count: 1)
    /// Where the counters of a question type start in `replies`.
    private let typePlaces = InlineArray<258, UInt16> { number in
        UInt16(QuestionType(number: UInt16(number)).rawValue) * UInt16(codes + 1)
    }

    package init() {}

    package func add(_ amount: Int, to event: ServerEvent) {
        events.add(UInt64(truncatingIfNeeded: amount), at: event.rawValue)
    }

    package func add(to event: ServerEvent) { add(1, to: event) }

    /// Counts a reply by all that it is counted by.
    package func countReply(
        _ replyClass: ServerEvent,
        code: UInt16,
        questionType: UInt16,
        zone: Int?
    ) {
        events.add(at: replyClass.rawValue)
        // Type 0 is none: its place is that of all others.
        let type = questionType < Self.typeNumbers ? Int(questionType) : 0
        let place = Int(typePlaces[type])
        replies.add(at: place + min(Int(code), Self.codes))
        zoneReplies.add(at: zone.map { min($0, Self.zones) } ?? Self.noZone)
    }

    /// Counts how long the way from a query to its reply took.
    package func count(latency: Duration) {
        let (seconds, attoseconds) = latency.components
        let nanoseconds =
            UInt64(max(0, seconds)) &* 1_000_000_000 &+ UInt64(max(0, attoseconds) / 1_000_000_000)
        latencies.add(at: LatencyBounds.index(of: nanoseconds))
        latencySum.add(nanoseconds, at: 0)
    }

    /// What was counted so far. Counters are read one by one, while the writer goes on.
    package var snapshot: CounterSnapshot {
        CounterSnapshot(
            events: events.values,
            replies: replies.values,
            latencies: latencies.values,
            latencyNanoseconds: latencySum[0]
        )
    }

    /// Replies of the zone with this number, 0 if it has no counter of its own.
    package func replies(ofZone number: Int) -> UInt64 {
        number < Self.zones ? zoneReplies[number] : 0
    }

    /// Replies of all zones together.
    package var repliesOfZones: UInt64 {
        let none = zoneReplies[Self.noZone]
        // Read afterwards, as they count on.
        let all = replies.values.reduce(0, +)
        return all - none
    }
}
