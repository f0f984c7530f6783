internal import Addressing
internal import Answering
internal import Telemetry

/// Chooses the queries of one thread that are looked at closely: where the client is, by which
/// policy it got what, what it asked for; and those whose answer is timed.
///
/// As long as there are no more than `queriesPerSecond` every query is looked at. Beyond that one
/// in so many, drawn at random in its batch, stands for all since the last one: sums stay true,
/// and a query that is not chosen costs two comparisons.
final class QuerySampler {
    /// Looked at by one thread: each takes some microseconds of another one.
    static let queriesPerSecond = 256
    /// One answer in so many is timed: asking the clock takes about as long as an answer.
    static let queriesPerTiming = 1024
    /// Room for some hundreds: more than come while nobody takes them for half a second.
    static let ringOctets = 1 << 17

    private let ring: TapRing
    private let counters: WorkerCounters
    private var random: SplitMix64
    private var second: UInt32 = 0
    private var queriesThisSecond = 0
    private var interval = 1
    private var queriesSinceSample = 0
    private var queriesSinceTiming = 0

    init(into ring: TapRing, counters: WorkerCounters, seed: UInt64) {
        self.ring = ring
        self.counters = counters
        random = SplitMix64(seed: seed)
    }

    /// Places in a batch: -1 is none.
    struct Plan {
        let sampled: Int
        let timed: Int
    }

    /// Which of `count` queries that have come are looked at.
    func plan(_ count: Int, at second: UInt32) -> Plan {
        guard count > 0 else { return Plan(sampled: -1, timed: -1) }
        if second != self.second { beginSecond(second) }
        queriesThisSecond += count
        queriesSinceSample += count
        queriesSinceTiming += count
        let isSampled = queriesSinceSample >= interval
        let isTimed = queriesSinceTiming >= Self.queriesPerTiming
        guard isSampled || isTimed else { return Plan(sampled: -1, timed: -1) }
        if isTimed { queriesSinceTiming -= Self.queriesPerTiming }
        let place = count == 1 ? 0 : Int(random.next() % UInt64(count))
        return Plan(sampled: isSampled ? place : -1, timed: isTimed ? place : -1)
    }

    private func beginSecond(_ now: UInt32) {
        interval = max(1, queriesThisSecond / Self.queriesPerSecond)
        queriesThisSecond = 0
        second = now
    }

    /// Keeps the query that was chosen. If there is no room, another one will stand for it.
    func keep(
        _ query: Span<UInt8>,
        from peer: IPAddress,
        _ context: AnswerContext,
        _ state: ServingState,
        _ outcome: Outcome
    ) {
        let head = TapRing.Head(
            peer: peer,
            context: context,
            outcome: outcome,
            weight: queriesSinceSample
        )
        let nothing = query.extracting(0..<0)
        if ring.write(head, state, query: query, reply: nothing) {
            queriesSinceSample = 0
        } else {
            counters.add(to: .samplesDropped)
        }
    }
}
