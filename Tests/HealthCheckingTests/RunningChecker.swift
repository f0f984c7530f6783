import HealthChecking
import TestSupport

/// A checker on the real clock, and what it says.
struct RunningChecker {
    let checker: HealthChecker
    let observations: AsyncStream<CheckObservation>
    let changes: AsyncStream<HealthChange>

    init(
        _ checks: [HealthCheck] = [],
        numbering: HealthNumbering = HealthNumbering(),
        limits: ProbeLimits = ProbeLimits(),
        lookUp: @escaping @Sendable (String) -> NameLookup = SystemResolver.lookUp
    ) throws {
        let (observations, observed) = AsyncStream.makeStream(of: CheckObservation.self)
        let (changes, changed) = AsyncStream.makeStream(of: HealthChange.self)
        let start = ContinuousClock.now
        checker = HealthChecker(
            numbering: numbering,
            clock: HealthClock(
                monotonic: { start.duration(to: .now) },
                wallSeconds: { 1_800_000_000 }
            ),
            randomBits: { 0 },
            limits: limits,
            lookUp: lookUp,
            onObservation: { observed.yield($0) },
            onChange: { changed.yield($0) }
        )
        self.observations = observations
        self.changes = changes
        checker.update(try HealthCheckSet(checks))
        try checker.start()
    }

    struct NothingObserved: Error {}
}

/// What the first probe of a check finds.
func firstObservation(
    of check: HealthCheck,
    limits: ProbeLimits = ProbeLimits(),
    lookUp: @escaping @Sendable (String) -> NameLookup = SystemResolver.lookUp
) async throws -> Observation {
    let running = try RunningChecker([check], limits: limits, lookUp: lookUp)
    defer { running.checker.stop() }
    for await observed in running.observations { return observed.observation }
    throw RunningChecker.NothingObserved()
}
