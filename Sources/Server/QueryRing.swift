package import Addressing
package import Answering
internal import Synchronization

/// The last queries, as many as fit, each with its reply and what the reply came from: for tests
/// that look at who asked and why they got what they got.
///
/// Every thread that answers writes here, and waits for the others. A server that serves has none.
package final class QueryRing: Sendable {
    /// Octets that are kept of a query: with a name of any length, and options.
    package static let queryRoom = 512
    /// Octets that are kept of a reply: all of most that go over UDP.
    package static let replyRoom = 1232

    private let slots: Mutex<Slots>

    /// - Parameter capacity: how many queries are kept, at least 1.
    package init(capacity: Int) { slots = Mutex(Slots(capacity: max(capacity, 1))) }

    /// One query.
    package struct Entry: Sendable {
        /// Counts from 1, in the order in which the queries were answered.
        package let number: UInt64
        /// Whole, or as much as is kept.
        package let query: [UInt8]
        /// Whole, or as much as is kept; empty if there was none.
        package let reply: [UInt8]
        package let peer: IPAddress
        package let context: AnswerContext
        package let outcome: Outcome
        /// What the reply was made from.
        package let state: ServingState
    }

    /// Those that are still here of the queries after `number`, the oldest first.
    package func entries(after number: UInt64 = 0) -> [Entry] {
        slots.withLock { $0.entries(after: number) }
    }

    /// Forgets those that there are; the next one has the next number all the same.
    package func removeAll() { slots.withLock { $0.removeAll() } }
}

/// What is told of each answered query, to somebody or to nobody.
protocol QueryRecorder {
    /// The reply stands in `octets` from `start` on.
    func record(
        _ query: Span<UInt8>,
        from peer: IPAddress,
        _ context: AnswerContext,
        _ state: ServingState,
        _ outcome: Outcome,
        replyAt start: Int,
        in octets: Span<UInt8>
    )
}

/// For servers that serve: compiles to nothing.
struct NoRecorder: QueryRecorder {
    @inline(always)
    func record(
        _ query: Span<UInt8>,
        from peer: IPAddress,
        _ context: AnswerContext,
        _ state: ServingState,
        _ outcome: Outcome,
        replyAt start: Int,
        in octets: Span<UInt8>
    ) {}
}

extension QueryRing: QueryRecorder {
    func record(
        _ query: Span<UInt8>,
        from peer: IPAddress,
        _ context: AnswerContext,
        _ state: ServingState,
        _ outcome: Outcome,
        replyAt start: Int,
        in octets: Span<UInt8>
    ) {
        slots.withLock { slots in
            let slot = Slot(
                peer: peer,
                context: context,
                outcome: outcome,
                state: state,
                queryLength: min(query.count, Self.queryRoom),
                replyLength: min(outcome.length, Self.replyRoom)
            )
            slots.append(slot, query, replyAt: start, in: octets)
        }
    }
}

/// The octets stand in one block, as many for each query, so that writing allocates nothing.
private struct Slots {
    private var slots: [Slot?]
    private var octets: [UInt8]
    /// How many queries there have been.
    private var count: UInt64 = 0

    private static let room = QueryRing.queryRoom + QueryRing.replyRoom

    init(capacity: Int) {
        slots = Array(repeating: nil, count: capacity)
        octets = Array(repeating: 0, count: capacity * Self.room)
    }

    mutating func append(
        _ slot: Slot,
        _ query: Span<UInt8>,
        replyAt replyStart: Int,
        in reply: Span<UInt8>
    ) {
        let index = Int(count % UInt64(slots.count))
        slots[index] = slot
        let start = index * Self.room
        for offset in 0..<slot.queryLength { octets[start + offset] = query[offset] }
        for offset in 0..<slot.replyLength {
            octets[start + QueryRing.queryRoom + offset] = reply[replyStart + offset]
        }
        count += 1
    }

    mutating func removeAll() { for index in slots.indices { slots[index] = nil } }

    func entries(after number: UInt64) -> [QueryRing.Entry] {
        let oldest = max(number, count - min(count, UInt64(slots.count)))
        guard oldest < count else { return [] }
        return (oldest..<count).compactMap(entry)
    }

    private func entry(at position: UInt64) -> QueryRing.Entry? {
        let index = Int(position % UInt64(slots.count))
        guard let slot = slots[index] else { return nil }
        let start = index * Self.room
        let replyStart = start + QueryRing.queryRoom
        return QueryRing.Entry(
            number: position + 1,
            query: Array(octets[start..<(start + slot.queryLength)]),
            reply: Array(octets[replyStart..<(replyStart + slot.replyLength)]),
            peer: slot.peer,
            context: slot.context,
            outcome: slot.outcome,
            state: slot.state
        )
    }
}

private struct Slot {
    let peer: IPAddress
    let context: AnswerContext
    let outcome: Outcome
    let state: ServingState
    let queryLength: Int
    let replyLength: Int
}
