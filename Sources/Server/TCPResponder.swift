internal import Addressing
internal import Answering
internal import Telemetry

/// Answers the messages of a stream, and gathers the replies, each with its length before it, so
/// that they go out in one write. One for all connections of a queue.
struct TCPResponder: ~Copyable {
    var reader: Published<ServingState>.Reader
    let counters: WorkerCounters
    private let clock: ServerClock
    private let idleTimeout: UInt16
    /// Replies are gathered up to here; the last one may go beyond.
    private let gatherOctets: Int
    private var random: SplitMix64
    private let ring: QueryRing?
    private let sampler: QuerySampler
    private var output: [UInt8]
    private var used = 0

    init(
        reader: consuming Published<ServingState>.Reader,
        counters: WorkerCounters,
        clock: ServerClock,
        limits: ConnectionLimits,
        seed: UInt64,
        ring: QueryRing?,
        samples: TapRing
    ) {
        self.reader = reader
        self.counters = counters
        self.clock = clock
        random = SplitMix64(seed: seed)
        self.ring = ring
        // Not the numbers that routing draws.
        sampler = QuerySampler(into: samples, counters: counters, seed: ~seed)
        let largestReply = MessageFraming.prefixOctets + MessageFraming.maximumMessage
        gatherOctets = max(limits.queuedReplyOctets, 1)
        output = [UInt8](repeating: 0, count: gatherOctets + largestReply)
        let tenths = max(0, limits.idleTimeout / .milliseconds(100))
        idleTimeout = UInt16(min(tenths, Double(UInt16.max)))
    }

    /// How far `answer` came, and why no further.
    struct Progress {
        var consumed: Int
        var halt: Halt
    }

    enum Halt {
        /// There is no further whole message.
        case needsInput
        /// The replies have to be sent first.
        case outputFull
        /// The connection is to be closed (RFC 7766 §8).
        case malformed
        /// The connection is to be closed: this client gets no reply.
        case refused
    }

    /// Answers the whole messages in the input, from its start on.
    ///
    /// - Parameters:
    ///   - input: messages, each with its length before it; the last one may not be whole.
    ///   - peer: who asks.
    ///   - gate: who may ask here; nil: everybody.
    /// - Returns: how far it came.
    mutating func answer(
        _ input: Span<UInt8>,
        from peer: IPAddress,
        through gate: ListenerGate?
    ) -> Progress {
        reader.refresh()
        if let ring { return answer(input, from: peer, through: gate, recordedBy: ring) }
        return answer(input, from: peer, through: gate, recordedBy: NoRecorder())
    }

    private mutating func answer(
        _ input: Span<UInt8>,
        from peer: IPAddress,
        through gate: ListenerGate?,
        recordedBy recorder: some QueryRecorder
    ) -> Progress {
        let (state, counters) = (reader.value, counters)
        let transport = AnswerContext.Transport.tcp(idleTimeout: idleTimeout)
        var context = AnswerContext(transport: transport, now: clock.wallSeconds(), random: 0)
        var consumed = 0
        while used < gatherOctets {
            let place: Range<Int>
            switch MessageFraming(of: input, at: consumed) {
            case .incomplete: return Progress(consumed: consumed, halt: .needsInput)
            case .impossible: return Progress(consumed: consumed, halt: .malformed)
            case .message(let range): place = range
            }
            consumed = place.upperBound
            context.random = random.next()
            counters.add(to: .tcpQueries)
            let plan = sampler.plan(1, at: context.now)
            let begin = plan.timed == 0 ? clock.monotonic() : .zero
            let start = used + MessageFraming.prefixOctets
            var room = output.mutableSpan
            var reply = room._mutatingExtracting(start..<(start + MessageFraming.maximumMessage))
            let answered = respondGuarded(
                to: input.extracting(place),
                from: peer,
                context: context,
                state: state,
                through: gate,
                counting: counters,
                into: &reply
            )
            if plan.timed == 0 { counters.count(latency: clock.monotonic() - begin) }
            guard let outcome = answered else {
                return Progress(consumed: consumed, halt: .refused)
            }
            counters.add(outcome)
            recorder.record(
                input.extracting(place),
                from: peer,
                context,
                state,
                outcome,
                replyAt: start,
                in: output.span
            )
            if plan.sampled == 0 {
                sampler.keep(input.extracting(place), from: peer, context, state, outcome)
            }
            guard outcome.length > 0 else { return Progress(consumed: consumed, halt: .malformed) }
            counters.add(to: .tcpReplies)
            output[used] = UInt8(outcome.length >> 8)
            output[used + 1] = UInt8(truncatingIfNeeded: outcome.length)
            used = start + outcome.length
        }
        return Progress(consumed: consumed, halt: .outputFull)
    }

    /// Sends what was gathered; returns what the connection did not take.
    mutating func flush(to socket: borrowing Socket) throws(SystemError) -> [UInt8] {
        let count = used
        guard count > 0 else { return [] }
        used = 0
        let sent = try sendOctets(output.span.extracting(0..<count), to: socket)
        return sent < count ? Array(output[sent..<count]) : []
    }
}
