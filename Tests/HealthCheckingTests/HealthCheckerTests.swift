import Dispatch
import Foundation
import HealthChecking
import Synchronization
import Testing

@Suite("HealthChecker", .timeLimit(.minutes(2)))
struct HealthCheckerTests {
    private let ports: EndpointServers.Ports

    init() throws { ports = try EndpointServers.running.get().ports }

    private func web(
        _ id: String = "web",
        path: String = "/status/200",
        _ change: (inout HealthCheckConfig) -> Void = { _ in }
    ) throws -> HealthCheck {
        try check(id) {
            $0.ipAddress = "127.0.0.1"
            $0.port = ports.http
            $0.resourcePath = path
            $0.failureThreshold = 1
            change(&$0)
        }
    }

    @Test("a failure is told as a change, with the board as it is then")
    func change() async throws {
        let numbering = HealthNumbering()
        let web = try web(path: "/status/500")
        let running = try RunningChecker([web], numbering: numbering)
        defer { running.checker.stop() }
        let change = try #require(await running.changes.first { _ in true })
        #expect(change.transitions.map(\.id) == [web.id])
        #expect(change.board[numbering.number(of: web.id)] == .unhealthy)
        #expect(running.checker.board == change.board)
        #expect(running.checker.report(of: web.id)?.health == .unhealthy)
    }

    @Test("a forced state is told before the call returns, and the other way round too")
    func forcing() throws {
        let told = Mutex<[Health]>([])
        let web = try web()
        let checker = HealthChecker(
            numbering: HealthNumbering(),
            clock: HealthClock(monotonic: { .zero }, wallSeconds: { 0 }),
            randomBits: { 0 },
            onChange: { change in told.withLock { $0 += change.transitions.map(\.health) } }
        )
        // Nothing has been started: forcing needs no probes.
        checker.update(try HealthCheckSet([web]))
        #expect(checker.force(.unhealthy, web.id))
        #expect(told.withLock { $0 } == [.unhealthy])
        #expect(checker.force(.unhealthy, web.id))
        #expect(told.withLock { $0 } == [.unhealthy])
        #expect(checker.force(.automatic, web.id))
        #expect(told.withLock { $0 } == [.unhealthy, .healthy])
        #expect(!checker.force(.unhealthy, try "none".asHealthCheckID))
        checker.stop()
    }

    @Test("no more connections are open at a time than is allowed, and all get their turn")
    func connectionLimit() async throws {
        let running = try RunningChecker(
            try (0..<10).map { try web("check-\($0)", path: "/together/3") },
            limits: ProbeLimits(connectionsAtOnce: 3)
        )
        defer { running.checker.stop() }
        var healthy = 0
        for await observed in running.observations {
            #expect(observed.observation.result.health == .healthy)
            healthy += 1
            if healthy == 10 { break }
        }
        let peak = try check("peak", .httpStringMatch) {
            $0.ipAddress = "127.0.0.1"
            $0.port = ports.http
            $0.resourcePath = "/peak"
            $0.searchString = "peak: 3."
        }
        #expect(try await firstObservation(of: peak).result.health == .healthy)
    }

    @Test("a resolver that does not answer delays no probe of an address")
    func slowResolver() async throws {
        let answer = DispatchSemaphore(value: 0)
        let names = try (0..<100).map { number in
            try web("name-\(number)") {
                $0.ipAddress = nil
                $0.fullyQualifiedDomainName = "www.example.com"
            }
        }
        let running = try RunningChecker(
            names + [try web("address")],
            limits: ProbeLimits(connectionsAtOnce: 1, lookupsAtOnce: 2),
            lookUp: { _ in
                answer.wait()
                // Once it answers, it answers everybody.
                answer.signal()
                return .failed(reason: "SERVFAIL")
            }
        )
        for await observed in running.observations {
            #expect(observed.id.text == "address")
            #expect(observed.observation.result.health == .healthy)
            break
        }
        // The end waits for the lookups under way.
        answer.signal()
        running.checker.stop()
    }

    @Test("an update ends probes of what is gone, and frees their places")
    func update() async throws {
        let running = try RunningChecker(
            [try web("old", path: "/holdstatus")],
            limits: ProbeLimits(status: .seconds(600), connectionsAtOnce: 1)
        )
        defer { running.checker.stop() }
        running.checker.update(try HealthCheckSet([try web("new")]))
        let observed = try #require(await running.observations.first { _ in true })
        #expect(observed.id.text == "new")
        #expect(observed.observation.result.health == .healthy)
    }

    @Test("the next probe comes when the interval is over, not before")
    func repetition() async throws {
        let time = Mutex(Duration.seconds(1000))
        let (observations, observed) = AsyncStream.makeStream(of: CheckObservation.self)
        let checker = HealthChecker(
            numbering: HealthNumbering(),
            clock: HealthClock(
                monotonic: { time.withLock { $0 } },
                wallSeconds: { time.withLock { UInt64($0.components.seconds) } }
            ),
            randomBits: { 0 },
            onObservation: { observed.yield($0) },
            onChange: { _ in }
        )
        let checks = try HealthCheckSet([try web { $0.requestInterval = 10 }])
        checker.update(checks)
        try checker.start()
        defer { checker.stop() }
        var times: [UInt64] = []
        for await observed in observations {
            times.append(observed.observation.checkedAt)
            if times.count == 3 { break }
            // An update makes the checker look at its clock; one that says nothing new does no more.
            for _ in 0..<2 {
                time.withLock { $0 += .seconds(5) }
                checker.update(checks)
            }
        }
        #expect(times == [1000, 1010, 1020])
    }

    @Test("stopping changes nothing that was known, and leaves nothing open")
    func stopping() async {
        await #expect(processExitsWith: .success) {
            let ports = try EndpointServers.running.get().ports
            /// Descriptors of this process, after probes that are over, hang and have just begun.
            func openedAndStopped() async throws -> Int {
                let paths = ["/status/500", "/holdstatus", "/holdbody/x", "/status/200"]
                let checks = try (0..<64).map { number in
                    try check("check-\(number)", number % 2 == 0 ? .http : .https) {
                        $0.ipAddress = "127.0.0.1"
                        $0.port = number % 2 == 0 ? ports.http : ports.https
                        $0.resourcePath = paths[number / 2 % 4]
                        $0.failureThreshold = 1
                    }
                }
                let running = try RunningChecker(
                    checks + [
                        try check("tcp", .tcp) {
                            $0.ipAddress = "127.0.0.1"
                            $0.port = ports.http
                        }
                    ]
                )
                _ = await running.changes.first { _ in true }
                running.checker.stop()
                let board = running.checker.board
                #expect(board.unhealthyWords.contains { $0 != 0 })
                running.checker.stop()
                #expect(running.checker.board == board)
                return try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
            }
            // The first round opens what Dispatch and libcurl keep for good.
            let before = try await openedAndStopped()
            for _ in 0..<3 {
                let after = try await openedAndStopped()
                #expect(after == before)
            }
        }
    }
}
