internal import Dispatch
internal import Synchronization

/// Probes endpoints, and tells who is healthy.
///
/// Everything happens on one serial queue, whatever the number of probes; only names are looked
/// up elsewhere, because the system's resolver waits. Should the checker stop, or be unable to
/// probe, what was last known stays.
package final class HealthChecker: Sendable {
    private let queue = DispatchQueue(label: "health-checks")
    private let lookupQueue = DispatchQueue(label: "health-lookups", attributes: .concurrent)
    /// Entered by every lookup, and by the event source until it has let go of its descriptor.
    private let pending = DispatchGroup()
    private let engine: Mutex<Engine>
    private let clock: HealthClock
    private let limits: ProbeLimits
    private let lookUp: @Sendable (String) -> NameLookup
    private let onChange: @Sendable (HealthChange) -> Void
    private let onObservation: @Sendable (CheckObservation) -> Void

    /// What belongs to the queue.
    private struct Engine: ~Copyable {
        var monitor: HealthMonitor
        var random: InjectedRandom
        /// Nil before the start and after the end.
        var prober: Prober?
        var source: (any DispatchSourceRead)?
        var timer: (any DispatchSourceTimer)?
        /// When the timer fires.
        var alarm: Duration?
    }

    package enum StartError: Error, Sendable, Hashable {
        /// There is no memory or descriptor to probe with.
        case noResources
    }

    /// - Parameters:
    ///   - numbering: numbers the checks, for the zones too.
    ///   - clock: the time.
    ///   - randomBits: spreads the first probes.
    ///   - limits: time-outs, and probes at a time.
    ///   - lookUp: finds the address of a name; may wait, and is called on several threads.
    ///   - onObservation: told every result, for logs and metrics, under the rules of `onChange`
    ///     and before it.
    ///   - onChange: told when somebody's health has changed, one change at a time, in order. It
    ///     runs before `update` and `force` return, so that it must not call these or `stop`, nor
    ///     wait for a lock that their caller holds.
    package init(
        numbering: HealthNumbering,
        clock: HealthClock,
        randomBits: @escaping @Sendable () -> UInt64,
        limits: ProbeLimits = ProbeLimits(),
        lookUp: @escaping @Sendable (String) -> NameLookup = SystemResolver.lookUp,
        onObservation: @escaping @Sendable (CheckObservation) -> Void = { _ in },
        onChange: @escaping @Sendable (HealthChange) -> Void
    ) {
        engine = Mutex(
            Engine(
                monitor: HealthMonitor(numbering: numbering),
                random: InjectedRandom(bits: randomBits)
            )
        )
        self.clock = clock
        self.limits = limits
        self.lookUp = lookUp
        self.onObservation = onObservation
        self.onChange = onChange
    }

    /// Begins to probe. Once.
    package func start() throws(StartError) {
        let hasStarted = engine.withLock { engine in
            guard let transfers = TransferEngine() else { return false }
            let source = DispatchSource.makeReadSource(
                fileDescriptor: transfers.descriptor,
                queue: queue
            )
            source.setEventHandler { [weak self] in self?.turn() }
            pending.enter()
            source.setCancelHandler { [pending] in pending.leave() }
            let timer = DispatchSource.makeTimerSource(queue: queue)
            timer.setEventHandler { [weak self] in self?.timerFired() }
            source.activate()
            timer.activate()
            engine.prober = Prober(engine: transfers, limits: limits)
            engine.source = source
            engine.timer = timer
            return true
        }
        guard hasStarted else { throw .noResources }
        queue.sync { turn() }
    }

    /// Puts these checks in the place of those before. What is known about checks that stay is
    /// kept, forced states too.
    package func update(_ checks: HealthCheckSet) {
        onQueue { engine, now in
            engine.monitor.update(checks, at: now, using: &engine.random)
            engine.prober?.retain(engine.monitor.isWanted)
        }
    }

    /// Sets the health of a check, or leaves it to the results again. Returns whether there is
    /// such a check.
    @discardableResult
    package func force(_ forced: ForcedHealth, _ id: HealthCheckID) -> Bool {
        onQueue { engine, now in engine.monitor.force(forced, id, at: now) }
    }

    /// Who is healthy now.
    package var board: HealthBoard { engine.withLock { $0.monitor.board } }

    /// In the order of their names.
    package var reports: [HealthReport] { engine.withLock { $0.monitor.reports } }

    package func report(of id: HealthCheckID) -> HealthReport? {
        engine.withLock { $0.monitor.report(of: id) }
    }

    /// Ends all probes. When it returns nothing runs any more; the board stays as it is. It waits
    /// for names that are being looked up, for as long as the system's resolver tries.
    package func stop() {
        queue.sync {
            engine.withLock { engine in
                engine.source?.cancel()
                engine.timer?.cancel()
                engine.timer = nil
            }
        }
        pending.wait()
        // The descriptor is closed here, after the source has let go of it.
        queue.sync { engine.withLock { $0.prober = nil } }
    }

    private func onQueue<Result: Sendable>(
        _ body: (inout Engine, Moment) -> Result
    ) -> Result {
        dispatchPrecondition(condition: .notOnQueue(queue))
        return queue.sync {
            let result = engine.withLock { body(&$0, clock.now) }
            turn()
            return result
        }
    }

    /// Does what there is to do now. On the queue, and with the lock free when others are told.
    private func turn() {
        let (observations, change, lookups) = engine.withLock { engine in
            let lookups = advance(&engine)
            setAlarm(&engine)
            return (engine.monitor.takeObservations(), engine.monitor.takeChange(), lookups)
        }
        for (ticket, name) in lookups { begin(ticket, name) }
        for observation in observations { onObservation(observation) }
        if let change { onChange(change) }
    }

    private func timerFired() {
        engine.withLock { $0.alarm = nil }
        turn()
    }

    private func advance(_ engine: inout Engine) -> [(ticket: ProbeTicket, name: String)] {
        guard engine.timer != nil else { return [] }
        let now = clock.now
        for order in engine.monitor.takeDueProbes(at: now.monotonic) {
            engine.prober?.accept(order)
        }
        for probe in engine.prober?.advance(at: now.monotonic) ?? [] {
            engine.monitor.record(probe.outcome, of: probe.ticket, at: now)
        }
        var lookups: [(ticket: ProbeTicket, name: String)] = []
        while let lookup = engine.prober?.takeLookup() { lookups.append(lookup) }
        return lookups
    }

    private func begin(_ ticket: ProbeTicket, _ name: String) {
        lookupQueue.async(group: pending) { [self] in
            let found = lookUp(name)
            queue.sync {
                engine.withLock { $0.prober?.finishLookup(found, of: ticket) }
                turn()
            }
        }
    }

    private func setAlarm(_ engine: inout Engine) {
        let times = [engine.monitor.nextDue, engine.prober?.nextDeadline].compactMap(\.self)
        guard let timer = engine.timer, let next = times.min(),
            engine.alarm.map({ next < $0 }) ?? true
        else { return }
        engine.alarm = next
        let delay = max(.zero, next - clock.monotonic())
        timer.schedule(deadline: .now() + delay / .seconds(1), leeway: .milliseconds(1))
    }
}

/// The owner's random bits, as Swift's generators take them.
private struct InjectedRandom: RandomNumberGenerator, Sendable {
    let bits: @Sendable () -> UInt64

    mutating func next() -> UInt64 { bits() }
}
