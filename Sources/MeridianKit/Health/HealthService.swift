import HealthChecking
import Logging
import Synchronization

/// The health checks of the configuration and of the account: has them made, and publishes and logs what is found.
final class HealthService: Sendable {
    private let checker: HealthChecker
    private let log: HealthLog
    private let state = Mutex(State())

    private struct State {
        var phase = Phase.notBegun
        var checks = HealthCheckSet.empty
    }

    private enum Phase {
        /// The server does not answer yet.
        case notBegun
        /// Nothing to check so far, so that nothing is held ready for it.
        case idle
        case running
        case ended
    }

    init(
        numbering: HealthNumbering,
        publication: StatePublication,
        environment: LiveEnvironment,
        logger: Logger
    ) {
        let log = HealthLog(logger: logger)
        self.log = log
        checker = HealthChecker(
            numbering: numbering,
            clock: HealthClock(
                monotonic: environment.monotonic,
                wallSeconds: environment.wallSeconds
            ),
            randomBits: { environment.randomBits }
        ) { change in
            // Whoever has the checks updated may hold the content: nothing here asks for that.
            publication.publish(change.board)
            log.tell(change.transitions)
        }
    }

    /// Begins to probe. If that cannot be, everybody's health stays as it is.
    func start() {
        state.withLock { state in
            guard case .notBegun = state.phase else { return }
            state.phase = .idle
            startChecker(&state)
        }
    }

    /// Puts these checks in the place of those before, and keeps what is known of those that stay.
    func update(_ checks: HealthCheckSet) {
        state.withLock { state in
            guard checks != state.checks else { return }
            state.checks = checks
            checker.update(checks)
            startChecker(&state)
        }
    }

    private func startChecker(_ state: inout State) {
        guard case .idle = state.phase, !state.checks.checks.isEmpty else { return }
        do throws(HealthChecker.StartError) {
            try checker.start()
            state.phase = .running
        } catch {
            log.cannotStart()
        }
    }

    /// Sets the health of a check, or leaves it to what is found again. Returns whether there is
    /// such a check.
    func force(_ forced: ForcedHealth, _ id: HealthCheckID) -> Bool { checker.force(forced, id) }

    /// In the order of their names.
    var reports: [HealthReport] { checker.reports }

    func report(of id: HealthCheckID) -> HealthReport? { checker.report(of: id) }

    /// Ends all probes; everybody's health stays as it is.
    func stop() {
        let wasRunning = state.withLock { state in
            defer { state.phase = .ended }
            if case .running = state.phase { return true }
            return false
        }
        if wasRunning { checker.stop() }
    }
}

/// Tells the operator whose health has changed, and why.
struct HealthLog: Sendable {
    let logger: Logger

    func tell(_ transitions: [HealthTransition]) {
        for transition in transitions {
            let message = "health check \(transition.id) is \(transition.health.rawValue)"
            let reason = Self.reason(of: transition.cause)
            switch transition.health {
            case .healthy: logger.notice("\(message): \(reason)")
            case .unhealthy: logger.warning("\(message): \(reason)")
            }
        }
    }

    private static func reason(of cause: HealthTransition.Cause) -> String {
        switch cause {
        case .result(let result): "\(result)"
        case .childHealth: "the health of its children changed"
        case .force: "it was forced, or is no longer"
        case .configuration: "the configuration says so"
        case .removal: "it is no longer configured, and so counts as healthy"
        }
    }

    func cannotStart() {
        logger.error(
            """
            health checks cannot be made: there is no memory or descriptor for them; everybody's \
            health stays as it is
            """
        )
    }
}
