internal import Addressing
internal import Answering
internal import Dispatch
internal import Synchronization
internal import Telemetry

/// Answers TCP: all connections of all listen addresses, on one serial queue.
///
/// A single coarse timer looks after time-outs, instead of one timer per connection.
final class TCPService: Sendable {
    /// How often time-outs are looked for, and a newer state.
    private static let tick = DispatchTimeInterval.milliseconds(100)
    /// Connections accepted at a time, before those that are open get their turn.
    private static let acceptsPerTurn = 64
    /// Rounds of reading that stopping grants a connection: what its socket holds, not more.
    private static let readsWhenStopping = 16

    let counters = WorkerCounters()
    private let queue = DispatchQueue(label: "dns-tcp")
    /// Entered by every event source until it has let go of its socket.
    private let sources = DispatchGroup()
    private let engine: Mutex<Engine>
    private let clock: ServerClock
    private let limits: ConnectionLimits

    /// What belongs to the queue.
    private struct Engine: ~Copyable {
        var responder: TCPResponder
        var table: SessionTable
        var input = [UInt8](repeating: 0, count: 65536)
        var listeners: [TCPListener] = []
        var timer: (any DispatchSourceTimer)?
        var nextNumber = 0
    }

    init(
        published: Published<ServingState>,
        clock: ServerClock,
        limits: ConnectionLimits,
        seed: UInt64
    ) {
        self.clock = clock
        self.limits = limits
        let responder = TCPResponder(
            reader: published.makeReader(),
            counters: counters,
            clock: clock,
            limits: limits,
            seed: seed
        )
        engine = Mutex(Engine(responder: responder, table: SessionTable(limits: limits)))
    }

    func start(_ sockets: [ListeningSocket]) {
        engine.withLock { engine in
            for (index, socket) in sockets.enumerated() {
                let source = makeReadSource(on: socket.socket.descriptor, keeping: socket) {
                    self.acceptConnections(at: index)
                }
                engine.listeners.append(TCPListener(socket, source: source))
            }
            let timer = DispatchSource.makeTimerSource(queue: queue)
            timer.schedule(deadline: .now() + Self.tick, repeating: Self.tick, leeway: Self.tick)
            timer.setEventHandler { [weak self] in self?.lookAtTheClock() }
            timer.activate()
            engine.timer = timer
        }
    }

    /// Answers what has arrived, and closes all connections: at once where nothing is pending,
    /// else when the client has taken its replies, or its time is up.
    func stop() {
        queue.sync {
            engine.withLock { engine in
                for listener in engine.listeners { listener.cancel() }
                engine.listeners = []
                for session in engine.table.all {
                    var rounds = Self.readsWhenStopping
                    while rounds > 0, session.receive(through: &engine.input, &engine.responder) {
                        rounds -= 1
                    }
                    session.finish()
                    settle(session, &engine)
                }
            }
        }
        let nanoseconds = limits.stopTimeout / .nanoseconds(1)
        let patience = DispatchTimeInterval.nanoseconds(Int(min(nanoseconds, 1e18)))
        if sources.wait(timeout: .now() + patience) == .timedOut {
            queue.sync {
                engine.withLock { engine in
                    for session in engine.table.all { close(session, .tcpDeadlineClosed, &engine) }
                }
            }
            sources.wait()
        }
        queue.sync {
            engine.withLock { engine in
                engine.timer?.cancel()
                engine.timer = nil
            }
        }
    }

    private func acceptConnections(at index: Int) {
        engine.withLock { engine in
            guard index < engine.listeners.count else { return }
            let listener = engine.listeners[index]
            for _ in 0..<Self.acceptsPerTurn {
                switch listener.accept() {
                case .connection(let connection, let peer):
                    open(connection, from: peer, at: index, &engine)
                case .none: return
                case .failed: continue
                case .exhausted:
                    counters.add(to: .tcpAcceptFailed)
                    listener.pause()
                    return
                }
            }
        }
    }

    private func open(
        _ connection: TCPSession.Connection,
        from peer: IPAddress,
        at listener: Int,
        _ engine: inout Engine
    ) {
        counters.add(to: .tcpAccepted)
        while let excess = engine.table.excess(for: peer, at: listener) {
            close(excess, .tcpEvicted, &engine)
        }
        connection.sendWithoutDelay()
        let number = engine.nextNumber
        engine.nextNumber += 1
        let source = makeReadSource(on: connection.socket.descriptor, keeping: connection) {
            self.read(number)
        }
        let session = TCPSession(
            number: number,
            listener: listener,
            peer: peer,
            connection: connection,
            readSource: source
        )
        engine.table.insert(session, at: clock.monotonic())
        source.activate()
    }

    private func read(_ number: Int) {
        engine.withLock { engine in
            guard let session = engine.table[number] else { return }
            session.receive(through: &engine.input, &engine.responder)
            settle(session, &engine)
        }
    }

    private func write(_ number: Int) {
        engine.withLock { engine in
            guard let session = engine.table[number] else { return }
            session.sendPending(&engine.responder)
            settle(session, &engine)
        }
    }

    /// Brings the event sources and the table in line with what the session waits for now.
    private func settle(_ session: TCPSession, _ engine: inout Engine) {
        guard !session.isFinished else {
            close(session, nil, &engine)
            return
        }
        engine.table.note(session, at: clock.monotonic())
        if session.hasPendingReplies {
            session.pauseReading()
            guard session.writeSource == nil else { return }
            let number = session.number
            session.writeSource = makeWriteSource(on: session.connection) { self.write(number) }
        } else {
            session.writeSource?.cancel()
            session.writeSource = nil
            session.resumeReading()
        }
    }

    private func close(_ session: TCPSession, _ reason: ServerEvent?, _ engine: inout Engine) {
        counters.add(to: .tcpClosed)
        if let reason { counters.add(to: reason) }
        session.endStream(through: &engine.input)
        engine.table.remove(session)
        session.cancelSources()
    }

    private func lookAtTheClock() {
        engine.withLock { engine in
            engine.responder.reader.refresh()
            let now = clock.monotonic()
            while let session = engine.table.longestIdle(at: now) {
                close(session, .tcpIdleClosed, &engine)
            }
            while let session = engine.table.latestForDeadline(at: now) {
                close(session, .tcpDeadlineClosed, &engine)
            }
            for listener in engine.listeners { listener.resume() }
        }
    }

    /// The owner of the descriptor is kept until the source has let go of it.
    private func makeReadSource(
        on descriptor: Int32,
        keeping owner: any AnyObject & Sendable,
        _ handler: @escaping () -> Void
    ) -> any DispatchSourceRead {
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler(handler: handler)
        source.setCancelHandler(handler: release(owner))
        return source
    }

    private func makeWriteSource(
        on connection: TCPSession.Connection,
        _ handler: @escaping () -> Void
    ) -> any DispatchSourceWrite {
        let descriptor = connection.socket.descriptor
        let source = DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler(handler: handler)
        source.setCancelHandler(handler: release(connection))
        source.activate()
        return source
    }

    private func release(_ owner: any AnyObject & Sendable) -> () -> Void {
        sources.enter()
        let sources = sources
        var kept: (any AnyObject & Sendable)? = owner
        return {
            withExtendedLifetime(kept) {}
            kept = nil
            sources.leave()
        }
    }
}
