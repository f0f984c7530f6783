internal import Answering
internal import Glibc
internal import Synchronization
internal import Telemetry

/// Answers UDP on one thread, with a socket of its own for every listen address.
///
///     recvmmsg ─▶ respond, once per datagram ─▶ sendmmsg
///
/// Once per batch, not per query, it looks at the clock and for a newer state.
final class UDPWorker: Sendable {
    /// Batches that are still answered when the server stops: more than a full receive buffer.
    private static let batchesWhenStopping = 256
    /// Full batches from one socket before the others are looked at. Asking the system which are
    /// ready costs as much as half a query; so it is shared by 512 under load.
    private static let batchesPerTurn = 8
    /// Rest after a failure to receive, lest one that stays makes the loop spin.
    private static let pauseAfterFailure: UInt32 = 10_000  // microseconds

    let counters = WorkerCounters()
    /// What those who look at some of the queries are told.
    let samples = TapRing(octets: QuerySampler.ringOctets)
    private let sockets: [DatagramSocket]
    /// Only with several sockets; a single one is waited for by the receive call itself.
    private let poller: Poller?
    private let published: Published<ServingState>
    private let clock: ServerClock
    private let seed: UInt64
    private let ring: QueryRing?
    /// Workers that share the clients of the server.
    private let workers: Int
    private let isStopping = Atomic<Bool>(false)

    init(
        sockets: [DatagramSocket],
        published: Published<ServingState>,
        clock: ServerClock,
        seed: UInt64,
        ring: QueryRing?,
        workers: Int
    ) throws(SystemError) {
        self.sockets = sockets
        self.published = published
        self.clock = clock
        self.seed = seed
        self.ring = ring
        self.workers = workers
        if sockets.count > 1 {
            let poller = try Poller()
            for (number, socket) in sockets.enumerated() {
                try poller.watch(socket.socket, as: number)
            }
            self.poller = consume poller
        } else {
            poller = nil
        }
    }

    /// Makes `run` answer what has arrived by now, and return.
    func stop() { isStopping.store(true, ordering: .relaxed) }

    func run() {
        var loop = Loop(
            reader: published.makeReader(),
            random: SplitMix64(seed: seed),
            // Not the numbers that routing draws.
            sampler: QuerySampler(into: samples, counters: counters, seed: ~seed),
            restraint: ReplyRestraint(workers: workers, seed: seed)
        )
        while !isStopping.load(ordering: .relaxed) {
            waitAndAnswer(&loop)
            // Here as well when nothing came: the publisher waits for idle workers, too.
            loop.reader.refresh()
        }
        for socket in sockets {
            for _ in 0..<Self.batchesWhenStopping {
                guard answerBatch(on: socket, .not, &loop) > 0 else { break }
            }
        }
    }

    private struct Loop: ~Copyable {
        var batch = DatagramBatch()
        var reader: Published<ServingState>.Reader
        var random: SplitMix64
        let sampler: QuerySampler
        var restraint: ReplyRestraint
    }

    private func waitAndAnswer(_ loop: inout Loop) {
        guard poller != nil else {
            _ = answerBatch(on: sockets[0], .forOne, &loop)
            return
        }
        do throws(SystemError) {
            let timeout = DatagramSocket.receiveTimeoutMilliseconds
            guard let ready = try poller?.wait(milliseconds: timeout) else { return }
            for index in 0..<ready.count { takeTurn(on: sockets[ready[index]], &loop) }
        } catch {
            recover(from: error)
        }
    }

    /// Answers what has arrived at one socket; a full batch promises another one.
    private func takeTurn(on socket: DatagramSocket, _ loop: inout Loop) {
        for _ in 0..<Self.batchesPerTurn {
            guard answerBatch(on: socket, .not, &loop) == DatagramBatch.width else { return }
        }
    }

    /// Answers what has arrived at one socket, up to a batch; how many datagrams that was.
    private func answerBatch(
        on socket: DatagramSocket,
        _ wait: DatagramBatch.Wait,
        _ loop: inout Loop
    ) -> Int {
        let received: Int
        do throws(SystemError) {
            received = try loop.batch.receive(from: socket.socket, wait)
        } catch {
            recover(from: error)
            return 0
        }
        loop.reader.refresh()
        counters.add(received, to: .udpQueries)
        loop.restraint.follow(loop.reader)
        let isGuarded =
            socket.gate != nil || loop.restraint.isAny || loop.reader.value.hasRestrictedZones
        switch (isGuarded, ring) {
        case (false, nil): answerEach(OpenPassage.self, received, socket, &loop, NoRecorder())
        case (false, let ring?): answerEach(OpenPassage.self, received, socket, &loop, ring)
        case (true, nil): answerEach(GuardedPassage.self, received, socket, &loop, NoRecorder())
        case (true, let ring?): answerEach(GuardedPassage.self, received, socket, &loop, ring)
        }
        sendReplies(&loop.batch, on: socket)
        return received
    }

    private func answerEach<Passage: QueryPassage>(
        _ passage: Passage.Type,
        _ received: Int,
        _ socket: DatagramSocket,
        _ loop: inout Loop,
        _ recorder: some QueryRecorder
    ) {
        let state = loop.reader.value
        var context = AnswerContext(transport: .udp, now: clock.wallSeconds(), random: 0)
        let (sampler, plan) = (loop.sampler, loop.sampler.plan(received, at: context.now))
        var start = Duration.zero
        if Passage.isGuarded { loop.restraint.begin(at: clock) }
        for index in 0..<received {
            if index == plan.timed { start = clock.monotonic() }
            if let flaw = loop.batch.flaw(of: index) {
                counters.add(to: flaw == .oversize ? .oversizeQueries : .portZeroQueries)
                continue
            }
            context.random = loop.random.next()
            loop.batch.answer(index) { datagram, peer, reply in
                let arrival = Passage.arrival(of: datagram, from: peer, at: socket)
                guard let arrival else {
                    counters.add(to: .proxyRefused)
                    return 0
                }
                let (client, query) = (arrival.client, arrival.query(in: datagram))
                let answered = Passage.answer(
                    query,
                    from: client,
                    context,
                    state,
                    socket,
                    &loop.restraint,
                    counting: counters,
                    into: &reply
                )
                guard let outcome = answered else { return 0 }
                counters.add(outcome)
                recorder.record(
                    query,
                    from: client,
                    context,
                    state,
                    outcome,
                    replyAt: 0,
                    in: reply.span
                )
                if index == plan.sampled {
                    sampler.keep(query, from: client, context, state, outcome)
                }
                return outcome.length
            }
            if index == plan.timed { counters.count(latency: clock.monotonic() - start) }
        }
    }

    /// Datagrams that its sockets had no room for.
    var receiveDrops: UInt64 { sockets.reduce(0) { $0 + $1.receiveDrops } }

    private func sendReplies(_ batch: inout DatagramBatch, on socket: DatagramSocket) {
        let count = batch.lineUpReplies()
        sendInOrder(
            count,
            counting: counters,
            send: { first throws(SystemError) in try batch.send(from: first, on: socket.socket) },
            awaitRoom: { socket.awaitRoom() }
        )
    }

    private func recover(from error: SystemError) {
        switch error.code {
        case EAGAIN, EINTR: break
        default:
            counters.add(to: .receiveFailed)
            usleep(Self.pauseAfterFailure)
        }
    }
}
