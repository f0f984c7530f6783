internal import Synchronization

/// The counters of one thread: it alone adds, anyone may read.
///
/// With a single writer an addition is a plain load, add and store; no locked instruction. The
/// block lies alone in its cache lines, so that threads do not slow each other down.
package final class WorkerCounters: Sendable {
    /// Response codes below this have a counter each, the others share one.
    private static let codes = 24

    private let paddingBefore = CacheLine()
    private let events = InlineArray<32, Atomic<UInt64>> { _ in Atomic(0) }
    private let responseCodes = InlineArray<25, Atomic<UInt64>> { _ in Atomic(0) }
    private let paddingAfter = CacheLine()

    package init() {}

    package func add(_ amount: Int, to event: ServerEvent) {
        Self.add(amount, to: events[event.rawValue])
    }

    package func add(toResponseCode code: UInt16) {
        Self.add(1, to: responseCodes[min(Int(code), Self.codes)])
    }

    package func add(to event: ServerEvent) { add(1, to: event) }

    /// What was counted so far. Counters are read one by one, while the writer goes on.
    package var snapshot: CounterSnapshot {
        var snapshot = CounterSnapshot()
        for event in ServerEvent.allCases {
            snapshot.events[event.rawValue] = events[event.rawValue].load(ordering: .relaxed)
        }
        for code in 0...Self.codes {
            snapshot.responseCodes[code] = responseCodes[code].load(ordering: .relaxed)
        }
        return snapshot
    }

    private static func add(_ amount: Int, to counter: borrowing Atomic<UInt64>) {
        let sum = counter.load(ordering: .relaxed) &+ UInt64(truncatingIfNeeded: amount)
        counter.store(sum, ordering: .relaxed)
    }

    private struct CacheLine {
        private let octets = InlineArray<64, UInt8>(repeating: 0)
    }
}

/// The sum of what several threads have counted.
package struct CounterSnapshot: Sendable, Hashable {
    fileprivate var events = [UInt64](repeating: 0, count: ServerEvent.allCases.count)
    fileprivate var responseCodes = [UInt64](repeating: 0, count: 25)

    package init() {}

    package subscript(_ event: ServerEvent) -> UInt64 { events[event.rawValue] }

    /// Replies with this code; all codes from 24 on are one.
    package subscript(responseCode code: UInt16) -> UInt64 {
        responseCodes[min(Int(code), responseCodes.count - 1)]
    }

    package static func += (sum: inout CounterSnapshot, other: CounterSnapshot) {
        for index in sum.events.indices { sum.events[index] &+= other.events[index] }
        for index in sum.responseCodes.indices {
            sum.responseCodes[index] &+= other.responseCodes[index]
        }
    }
}
