// This file is one of those that may use unsafe code: memory that one thread writes and another reads.
package import Addressing
package import Answering
internal import Glibc
internal import Synchronization

/// Queries with their replies, on the way from the thread that answers them to one that looks at
/// them later. Neither ever waits for the other: what there is no room for is not kept.
///
///     … │ length │ Head │ query │ reply │ length │ Head │ query │ reply │ …
///       ▲ taken                                                        ▲ written
@safe package final class TapRing: @unchecked Sendable {
    private let memory: UnsafeMutableRawPointer
    private let capacity: Int
    /// How many octets have been written so far, and taken. The places in memory are these modulo
    /// the capacity.
    private let written = Atomic<Int>(0)
    private let taken = Atomic<Int>(0)
    /// Held by who takes: there is one at a time.
    private let taking = Mutex(())

    /// Stands for the length of a record where the rest up to the end of the memory is not used.
    private static let skip = Int.max
    private static let alignment = 16

    /// - Parameter octets: how much is kept; a power of two.
    package init(octets: Int) {
        precondition(octets >= 1024 && octets & (octets - 1) == 0)
        capacity = octets
        unsafe memory = .allocate(byteCount: octets, alignment: Self.alignment)
    }

    deinit {
        // States in records that nobody has taken are released with them.
        take { _, _, _ in }
        // SAFETY: nobody has it any more.
        unsafe memory.deallocate()
    }

    /// What is known of a query besides its octets.
    package struct Head: Sendable {
        package let peer: IPAddress
        package let port: UInt16
        package let context: AnswerContext
        package let outcome: Outcome
        /// How many queries it stands for.
        package var weight = 1
        /// Wall time within the second of `context.now`.
        package var nanoseconds: UInt32 = 0
        /// Number of the listen address that was asked.
        package var listener = 0

        package init(
            peer: IPAddress,
            port: UInt16 = 0,
            context: AnswerContext,
            outcome: Outcome,
            weight: Int = 1
        ) {
            self.peer = peer
            self.port = port
            self.context = context
            self.outcome = outcome
            self.weight = weight
        }
    }

    /// Owns a reference to the state until it is taken.
    @safe private struct Record {
        let length: Int
        let head: Head
        let queryLength: Int
        let replyLength: Int
        let state: Unmanaged<ServingState>
    }

    /// Keeps a query, and what the reply was made from; false if there is no room. For one thread.
    package func write(
        _ head: Head,
        _ state: ServingState,
        query: Span<UInt8>,
        reply: Span<UInt8>
    ) -> Bool {
        let octets = MemoryLayout<Record>.stride + query.count + reply.count
        let length = (octets + Self.alignment - 1) & ~(Self.alignment - 1)
        var end = written.load(ordering: .relaxed)
        let place = end & (capacity - 1)
        let skipped = place + length > capacity ? capacity - place : 0
        let used = end - taken.load(ordering: .acquiring)
        guard used + skipped + length <= capacity else { return false }
        // SAFETY: from `place` on there are `skipped` octets, else `length`, that nobody reads before
        // `written` says so; all places are aligned.
        if skipped > 0 {
            unsafe memory.storeBytes(of: Self.skip, toByteOffset: place, as: Int.self)
        }
        end += skipped
        let start = unsafe memory + (end & (capacity - 1))
        let record = unsafe Record(
            length: length,
            head: head,
            queryLength: query.count,
            replyLength: reply.count,
            state: .passRetained(state)
        )
        unsafe start.initializeMemory(as: Record.self, to: record)
        let text = unsafe start + MemoryLayout<Record>.stride
        unsafe query.withUnsafeBytes { unsafe text.copy($0) }
        unsafe reply.withUnsafeBytes { unsafe (text + query.count).copy($0) }
        written.store(end + length, ordering: .releasing)
        return true
    }

    /// Takes out what is there, the oldest first.
    package func take(_ body: (Head, Taken, ServingState) -> Void) {
        taking.withLock { _ in
            var place = taken.load(ordering: .relaxed)
            let end = written.load(ordering: .acquiring)
            while place < end {
                // SAFETY: up to `end` there are whole records, which stay as they are until `taken` says
                // that they are no longer needed.
                let start = unsafe memory + (place & (capacity - 1))
                guard unsafe start.load(as: Int.self) != Self.skip else {
                    place += capacity - place & (capacity - 1)
                    continue
                }
                let record = unsafe start.load(as: Record.self)
                let text = unsafe start + MemoryLayout<Record>.stride
                let octets = unsafe [UInt8](
                    UnsafeRawBufferPointer(
                        start: text,
                        count: record.queryLength + record.replyLength
                    )
                )
                let state = unsafe record.state.takeRetainedValue()
                place += record.length
                taken.store(place, ordering: .releasing)
                let content = Taken(octets: octets, queryLength: record.queryLength)
                body(record.head, content, state)
            }
        }
    }

    /// The octets of a query and its reply.
    package struct Taken: Sendable {
        private let octets: [UInt8]
        private let queryLength: Int

        fileprivate init(octets: [UInt8], queryLength: Int) {
            self.octets = octets
            self.queryLength = queryLength
        }

        package var query: ArraySlice<UInt8> { octets[..<queryLength] }
        /// Empty if there was none, or it was not kept.
        package var reply: ArraySlice<UInt8> { octets[queryLength...] }
    }
}

extension UnsafeMutableRawPointer {
    fileprivate func copy(_ octets: UnsafeRawBufferPointer) {
        guard let source = octets.baseAddress else { return }
        // SAFETY: the caller has seen to the room.
        unsafe copyMemory(from: source, byteCount: octets.count)
    }
}
