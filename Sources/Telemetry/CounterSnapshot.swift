/// The sum of what several threads have counted.
package struct CounterSnapshot: Sendable, Hashable {
    private var events: [UInt64]
    private var replies: [UInt64]
    private var latencies: [UInt64]
    /// All the latencies that were counted, together.
    package private(set) var latencyNanoseconds: UInt64

    package init() {
        self.init(
            events: Self.zeros(ServerEvent.allCases.count),
            replies: Self.zeros(QuestionType.allCases.count * (WorkerCounters.codes + 1)),
            latencies: Self.zeros(LatencyBounds.nanoseconds.count + 1),
            latencyNanoseconds: 0
        )
    }

    init(events: [UInt64], replies: [UInt64], latencies: [UInt64], latencyNanoseconds: UInt64) {
        self.events = events
        self.replies = replies
        self.latencies = latencies
        self.latencyNanoseconds = latencyNanoseconds
    }

    package subscript(_ event: ServerEvent) -> UInt64 { events[event.rawValue] }

    /// Replies with this code; all codes from 24 on are one.
    package subscript(responseCode code: UInt16) -> UInt64 {
        QuestionType.allCases.reduce(0) { $0 + replies(to: $1, code: code) }
    }

    /// Replies to questions for this type with this code; all codes from 24 on are one.
    package func replies(to type: QuestionType, code: UInt16) -> UInt64 {
        let place = Int(type.rawValue) * (WorkerCounters.codes + 1)
        return replies[place + min(Int(code), WorkerCounters.codes)]
    }

    /// The codes that are counted apart, and the one that stands for all others.
    package static var responseCodes: ClosedRange<UInt16> { 0...UInt16(WorkerCounters.codes) }

    /// How many latencies fell into each class of `LatencyBounds`, the last of which is for what
    /// took longer than all bounds.
    package var latencyClasses: [UInt64] { latencies }

    package static func += (sum: inout CounterSnapshot, other: CounterSnapshot) {
        add(other.events, to: &sum.events)
        add(other.replies, to: &sum.replies)
        add(other.latencies, to: &sum.latencies)
        sum.latencyNanoseconds &+= other.latencyNanoseconds
    }

    private static func zeros(_ count: Int) -> [UInt64] { Array(repeating: 0, count: count) }

    private static func add(_ other: [UInt64], to sum: inout [UInt64]) {
        for index in sum.indices { sum[index] &+= other[index] }
    }
}
