import HealthChecking
import Testing

@Suite("How long each step of a probe may take")
struct ProbePhaseTests {
    static let status = HTTPStatus(code: 200, reason: "OK")

    /// Times in tenths of a second after a start at 100 s, with Route 53's limits.
    struct Row: Sendable {
        var connectedAt: Int?
        var statusAt: Int?
        let now: Int
        let verdict: ProbePhase.Verdict
    }

    static func time(_ tenths: Int) -> Duration { .seconds(100) + .milliseconds(100 * tenths) }

    static let requests: [Row] = [
        Row(now: 0, verdict: .goesOn(lookAgainAt: time(20))),
        Row(now: 20, verdict: .goesOn(lookAgainAt: time(40))),
        Row(now: 30, verdict: .goesOn(lookAgainAt: time(40))),
        Row(now: 39, verdict: .goesOn(lookAgainAt: time(40))),
        Row(now: 40, verdict: .timedOut(.connectionTimedOut)),
        // The limit of the status counts from the connection.
        Row(connectedAt: 39, now: 40, verdict: .goesOn(lookAgainAt: time(59))),
        Row(connectedAt: 39, now: 58, verdict: .goesOn(lookAgainAt: time(59))),
        Row(connectedAt: 39, now: 59, verdict: .timedOut(.statusTimedOut)),
        Row(connectedAt: 0, now: 19, verdict: .goesOn(lookAgainAt: time(20))),
        Row(connectedAt: 0, now: 20, verdict: .timedOut(.statusTimedOut)),
        // That of the body counts from the status.
        Row(connectedAt: 39, statusAt: 58, now: 60, verdict: .goesOn(lookAgainAt: time(78))),
        Row(connectedAt: 39, statusAt: 58, now: 77, verdict: .goesOn(lookAgainAt: time(78))),
        Row(connectedAt: 39, statusAt: 58, now: 78, verdict: .timedOut(.bodyTimedOut(status))),
    ]

    @Test(
        "a request: 4 s to connect, then 2 s to the status, then 2 s to the end",
        arguments: requests
    )
    func request(_ row: Row) throws {
        let phase = ProbePhase(
            startedAt: Self.time(0),
            connectedAt: row.connectedAt.map(Self.time),
            status: row.statusAt.map { _ in Self.status },
            statusAt: row.statusAt.map(Self.time) ?? .zero
        )
        let test = try #require(try check("web", .httpStringMatch).endpoint).test
        let verdict = phase.verdict(at: Self.time(row.now), test: test, limits: ProbeLimits())
        #expect(verdict == row.verdict)
    }

    @Test("a bare connection: 10 s")
    func connection() throws {
        let phase = ProbePhase(startedAt: Self.time(0))
        let test = try #require(try check("tcp", .tcp).endpoint).test
        let verdicts = [0, 99, 100].map {
            phase.verdict(at: Self.time($0), test: test, limits: ProbeLimits())
        }
        let goesOn = ProbePhase.Verdict.goesOn(lookAgainAt: Self.time(100))
        #expect(verdicts == [goesOn, goesOn, .timedOut(.connectionTimedOut)])
    }
}
