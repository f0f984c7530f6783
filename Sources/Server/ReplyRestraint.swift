internal import Addressing
internal import Answering
internal import Telemetry

/// Keeps replies over UDP small and few for those who have not shown, by a cookie, that they own their
/// address (RFC 7873 §1): it may be that of a victim. One for each worker.
struct ReplyRestraint: ~Copyable {
    /// Of the state whose options these are.
    private var generation: UInt64?
    private let workers: Int
    private let seed: UInt64
    private var limit: RateLimit?
    private var limiter: ResponseRateLimiter?
    private var udpSize = Int.max
    /// As of this batch, in milliseconds.
    private var now: UInt32 = 0

    /// Whether any reply is looked at.
    var isAny: Bool { limiter != nil || udpSize < .max }

    init(workers: Int, seed: UInt64) {
        self.workers = workers
        self.seed = seed
    }

    /// Takes over the options of the newest state, if it is another one. The table is made anew only
    /// if the limit is.
    @inline(always)
    mutating func follow(_ reader: borrowing Published<ServingState>.Reader) {
        guard reader.generation != generation else { return }
        generation = reader.generation
        takeOver(reader.value.options)
    }

    private mutating func takeOver(_ options: AnswerOptions) {
        udpSize = options.udpSizeWithoutCookie ?? .max
        guard options.rateLimit != limit else { return }
        limit = options.rateLimit
        limiter = limit.map { ResponseRateLimiter($0, workers: workers, seed: seed) }
    }

    /// Looks at the clock, if replies are counted.
    mutating func begin(at clock: ServerClock) {
        guard limiter != nil else { return }
        now = UInt32(truncatingIfNeeded: Int64(clock.monotonic() / .milliseconds(1)))
    }

    /// Whether the reply may be sent, shortened if that is what it takes. If not, that is counted.
    mutating func admits(
        _ outcome: inout Outcome,
        to query: Span<UInt8>,
        from client: IPAddress,
        context: AnswerContext,
        state: ServingState,
        counting counters: WorkerCounters,
        in reply: inout MutableSpan<UInt8>
    ) -> Bool {
        guard outcome.cookie != .valid else { return true }
        var isShortened = false
        if outcome.length > udpSize {
            counters.add(to: .cookielessTruncated)
            isShortened = true
        }
        let replyClass = ResponseRateLimiter.ReplyClass(outcome.replyClass)
        let verdict = replyClass.flatMap { limiter?.judge($0, to: client, at: now) } ?? .send
        switch verdict {
        case .send: break
        case .drop:
            counters.add(to: .rateLimited)
            return false
        case .truncate:
            counters.add(to: .slipped)
            isShortened = true
        }
        guard isShortened else { return true }
        if outcome.replyClass == .error {
            // As small as any reply can be: it only invites to TCP besides.
            reply[2] |= Self.truncation
            return true
        }
        let zone = outcome.zone
        outcome = Answering.reply(
            .truncated,
            to: query,
            from: client,
            context: context,
            state: state,
            into: &reply
        )
        outcome.zone = zone
        return true
    }

    /// TC in the third octet of the header (RFC 1035 §4.1.1).
    private static let truncation: UInt8 = 0x02
}
