import HealthChecking
import TestSupport

/// A monitor with a clock that goes when it is told to, and endpoints that do as they are told.
struct MonitoredWorld {
    let numbering = HealthNumbering()
    var monitor: HealthMonitor
    var random: SeededRandom
    var now = Moment(monotonic: .seconds(1000), wallSeconds: 1_800_000_000)
    var underWay: [ProbeOrder] = []

    init(_ checks: [HealthCheck], seed: UInt64 = 1) throws {
        monitor = HealthMonitor(numbering: numbering)
        random = SeededRandom(seed: seed)
        try update(checks)
    }

    mutating func update(_ checks: [HealthCheck]) throws {
        monitor.update(try HealthCheckSet(checks), at: now, using: &random)
    }

    mutating func pass(_ duration: Duration) {
        now.monotonic += duration
        now.wallSeconds = 1_800_000_000 + UInt64(now.monotonic.components.seconds - 1000)
    }

    /// Goes on to the next probes, and returns how many there are.
    @discardableResult
    mutating func awaitProbes() -> Int {
        guard let due = monitor.nextDue else { return 0 }
        pass(max(.zero, due - now.monotonic))
        let orders = monitor.takeDueProbes(at: now.monotonic)
        underWay += orders
        return orders.count
    }

    /// The oldest probe under way ends so.
    mutating func finish(_ result: ProbeResult) {
        monitor.record(ProbeOutcome(result), of: underWay.removeFirst().ticket, at: now)
    }

    /// One probe after the other of the only check that has any: `+` succeeds, `-` fails, `?` is
    /// not made. Its health after each, `+` or `-`.
    mutating func run(_ results: String, watching id: String) throws -> String {
        var found = ""
        for result in results {
            awaitProbes()
            finish(Self.results[result] ?? .notMade(reason: "no descriptor"))
            found += try health(of: id) == .healthy ? "+" : "-"
        }
        return found
    }

    struct NoSuchCheck: Error {}

    mutating func force(_ forced: ForcedHealth, _ id: String) throws {
        guard monitor.force(forced, try id.asHealthCheckID, at: now) else { throw NoSuchCheck() }
    }

    mutating func takeChange() -> HealthChange? { monitor.takeChange() }

    func health(of id: String) throws -> Health {
        monitor.board[numbering.number(of: try id.asHealthCheckID)]
    }

    static let results: [Character: ProbeResult] = ["+": .success(.connected), "-": failure]
    static let failure = ProbeResult.failure(.connectionTimedOut)
}
