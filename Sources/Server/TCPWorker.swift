internal import Addressing
internal import Answering
internal import Glibc
internal import Synchronization
internal import Telemetry

/// Answers TCP on one thread: all connections of all listen addresses.
///
///     epoll ─▶ recv ─▶ respond, once per message ─▶ send
///
/// Every connection that is ready gets one turn, then it waits again: one that sends without end
/// takes no more than its share. Once per wake-up, not per query or connection, the thread looks at the clock.
final class TCPWorker: Sendable {
    /// How long it waits before it looks around: for time-outs, a newer state, the end.
    private static let patienceMilliseconds: Int32 = 100
    /// Connections accepted at a time, before those that are open get their turn.
    private static let acceptsPerTurn = 64
    /// How long nothing is accepted once descriptors or memory have run out.
    private static let restAfterExhaustion = Duration.milliseconds(100)
    /// Rounds of reading that stopping grants a connection: what its socket holds, not more.
    private static let readsWhenStopping = 16
    /// Rest after a failure to wait, lest one that stays makes the loop spin.
    private static let pauseAfterFailure: UInt32 = 10_000  // microseconds

    let counters = WorkerCounters()
    /// What those who look at some of the queries are told.
    let samples = TapRing(octets: QuerySampler.ringOctets)
    private let listeners: [ListeningSocket]
    private let poller: Poller
    private let published: Published<ServingState>
    private let clock: ServerClock
    private let limits: ConnectionLimits
    private let seed: UInt64
    private let ring: QueryRing?
    private let isStopping = Atomic<Bool>(false)

    init(
        listeners: [ListeningSocket],
        published: Published<ServingState>,
        clock: ServerClock,
        limits: ConnectionLimits,
        seed: UInt64,
        ring: QueryRing?
    ) throws(SystemError) {
        self.listeners = listeners
        self.published = published
        self.clock = clock
        self.limits = limits
        self.seed = seed
        self.ring = ring
        let poller = try Poller()
        for listener in listeners { try poller.watch(listener.socket, as: listener.number) }
        self.poller = consume poller
    }

    /// Makes `run` answer what has arrived by now, close all connections, and return: at once
    /// where nothing is pending, else when the client has taken its replies, or its time is up.
    func stop() { isStopping.store(true, ordering: .relaxed) }

    func run() {
        let responder = TCPResponder(
            reader: published.makeReader(),
            counters: counters,
            clock: clock,
            limits: limits,
            seed: seed,
            ring: ring,
            samples: samples
        )
        var loop = Loop(responder: responder, table: SessionTable(limits: limits))
        while !isStopping.load(ordering: .relaxed) { waitAndAnswer(&loop) }
        finish(&loop)
    }

    private struct Loop: ~Copyable {
        var responder: TCPResponder
        var table: SessionTable
        var input = [UInt8](repeating: 0, count: 65536)
        /// As of the last wake-up.
        var now = Duration.zero
        /// Since when nothing is accepted, for want of descriptors or memory.
        var restingSince: Duration?

        init(responder: consuming TCPResponder, table: SessionTable) {
            self.responder = responder
            self.table = table
        }
    }

    private func waitAndAnswer(_ loop: inout Loop) {
        do throws(SystemError) {
            let ready = try poller.wait(milliseconds: Self.patienceMilliseconds)
            loop.now = clock.monotonic()
            for index in 0..<ready.count { serve(ready[index], &loop) }
        } catch {
            if error.code != EINTR { usleep(Self.pauseAfterFailure) }
            loop.now = clock.monotonic()
        }
        // Here as well when nothing came: the publisher waits for idle workers, too.
        loop.responder.reader.refresh()
        closeOverdue(&loop)
        endRest(&loop)
    }

    /// Does what one socket is ready for. Its event may be from before it was closed in this very
    /// turn; whoever has the number by now finds nothing to do.
    private func serve(_ number: Int, _ loop: inout Loop) {
        if let connection = loop.table[number] {
            let standing = connection.session.takeTurn(
                on: connection,
                through: &loop.input,
                &loop.responder
            )
            settle(connection, standing, &loop)
        } else if let listener = listeners.firstIndex(where: { $0.number == number }) {
            acceptConnections(at: listener, &loop)
        }
    }

    private func acceptConnections(at listener: Int, _ loop: inout Loop) {
        for _ in 0..<Self.acceptsPerTurn {
            switch listeners[listener].accept() {
            case .connection(let socket, let peer):
                let gate = listeners[listener].gate
                open(TCPConnection(socket, from: peer, at: listener, gate: gate), &loop)
            case .none: return
            case .failed: continue
            case .exhausted:
                counters.add(to: .tcpAcceptFailed)
                rest(&loop)
                return
            }
        }
    }

    private func open(_ connection: TCPConnection, _ loop: inout Loop) {
        if let refusal = connection.refusal {
            counters.add(to: refusal)
            return
        }
        counters.add(to: .tcpAccepted)
        while let excess = loop.table.excess(for: connection) {
            close(excess, .tcpEvicted, &loop)
        }
        loop.table.insert(connection, at: loop.now)
        do throws(SystemError) {
            try poller.watch(connection.socket, as: connection.number)
        } catch {
            connection.session.breakOff(counters)
            close(connection, nil, &loop)
        }
    }

    /// Brings the poller and the table in line with what the connection waits for now.
    private func settle(
        _ connection: TCPConnection,
        _ standing: TCPSession.Standing,
        _ loop: inout Loop
    ) {
        guard standing.wait != .end else {
            close(connection, nil, &loop)
            return
        }
        loop.table.note(standing, of: connection.number, at: loop.now)
        guard keepsWithinLimits(connection, &loop) else { return }
        let interest = standing.wait == .room ? Poller.Interest.room : .input
        guard interest != connection.interest else { return }
        do throws(SystemError) {
            try poller.watch(connection.socket, as: connection.number, for: interest)
            connection.interest = interest
        } catch {
            connection.session.breakOff(counters)
            close(connection, nil, &loop)
        }
    }

    /// Closes whatever is too much by what a connection has turned out to be. False if it was that
    /// connection itself.
    private func keepsWithinLimits(_ connection: TCPConnection, _ loop: inout Loop) -> Bool {
        if loop.table.isUncounted(connection) {
            while let excess = loop.table.excess(ofClient: connection.client) {
                close(excess, .tcpEvicted, &loop)
            }
            loop.table.countClient(of: connection)
        }
        while let holder = loop.table.excessiveHolder { close(holder, .tcpEvicted, &loop) }
        return loop.table[connection.number] === connection
    }

    /// The socket is closed, and watched no longer, when the last reference to the connection goes.
    private func close(
        _ connection: TCPConnection,
        _ reason: ServerEvent?,
        _ loop: inout Loop
    ) {
        counters.add(to: .tcpClosed)
        if let reason { counters.add(to: reason) }
        connection.session.endStream(on: connection, through: &loop.input)
        loop.table.remove(connection)
    }

    private func closeOverdue(_ loop: inout Loop) {
        while let connection = loop.table.longestIdle(at: loop.now) {
            close(connection, .tcpIdleClosed, &loop)
        }
        while let connection = loop.table.latestForDeadline(at: loop.now) {
            close(connection, .tcpDeadlineClosed, &loop)
        }
    }

    private func rest(_ loop: inout Loop) {
        loop.restingSince = loop.now
        for listener in listeners { try? poller.ignore(listener.socket) }
    }

    private func endRest(_ loop: inout Loop) {
        guard let since = loop.restingSince, loop.now - since >= Self.restAfterExhaustion else {
            return
        }
        do throws(SystemError) {
            for listener in listeners { try poller.watch(listener.socket, as: listener.number) }
            loop.restingSince = nil
        } catch {
            rest(&loop)
        }
    }

    private func finish(_ loop: inout Loop) {
        for listener in listeners {
            try? poller.ignore(listener.socket)
            listener.stopListening()
        }
        loop.restingSince = nil
        for connection in loop.table.all {
            let standing = connection.session.finish(
                on: connection,
                reads: Self.readsWhenStopping,
                through: &loop.input,
                &loop.responder
            )
            settle(connection, standing, &loop)
        }
        let deadline = clock.monotonic() + limits.stopTimeout
        while !loop.table.isEmpty {
            waitAndAnswer(&loop)
            guard loop.now >= deadline else { continue }
            for connection in loop.table.all { close(connection, .tcpDeadlineClosed, &loop) }
        }
    }
}
