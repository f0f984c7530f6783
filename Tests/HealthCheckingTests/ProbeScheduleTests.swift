import HealthChecking
import TestSupport
import Testing

@Suite("When probes are made")
struct ProbeScheduleTests {
    @Test("the next probe comes one interval after the result, however long that took")
    func interval() throws {
        var world = try MonitoredWorld([try check("web") { $0.requestInterval = 10 }])
        let start = world.now.monotonic
        let first = world.awaitProbes()
        #expect(first == 1)
        #expect(world.now.monotonic - start < .milliseconds(10))
        // While it is under way, nothing else is due.
        #expect(world.monitor.nextDue == nil)
        world.pass(.seconds(25))
        let early = world.monitor.takeDueProbes(at: world.now.monotonic)
        #expect(early.isEmpty)
        world.finish(.success(.connected))
        #expect(world.monitor.nextDue == world.now.monotonic + .seconds(10))
    }

    @Test("thousands of checks are spread, and none is forgotten or probed twice at a time")
    func thousands() throws {
        let count = 5000
        let checks = try (0..<count).map { number in
            try check("check-\(number)") { $0.requestInterval = number % 2 == 0 ? 10 : 30 }
        }
        var world = try MonitoredWorld(checks, seed: 7)
        let start = world.now.monotonic
        var probes: [HealthNumber: [Duration]] = [:]
        var inEachSecond = [Int](repeating: 0, count: 60)
        while let due = world.monitor.nextDue, due < start + .seconds(60) {
            world.awaitProbes()
            for order in world.underWay {
                let time = world.now.monotonic - start
                probes[order.ticket.number, default: []].append(time)
                inEachSecond[Int(time.components.seconds)] += 1
                world.finish(.success(.connected))
            }
        }
        #expect(probes.count == count)
        for check in checks {
            let times = try #require(probes[world.numbering.number(of: check.id)])
            let interval = Duration.seconds(check.id.text.hasSuffix("0") ? 10 : 0)
            #expect(times.count == 6 || times.count == 2)
            if interval > .zero { #expect(times.count == 6) }
            for (one, next) in zip(times, times.dropFirst()) {
                #expect(next - one == (times.count == 6 ? .seconds(10) : .seconds(30)))
            }
        }
        // 2500 in 10 s and 2500 in 30 s are 333 a second, if they are spread well.
        #expect(inEachSecond.allSatisfy { (250...420).contains($0) })
    }

    @Test("a few checks begin at once, one by one")
    func fewChecks() throws {
        var world = try MonitoredWorld(try (0..<20).map { try check("check-\($0)") })
        let start = world.now.monotonic
        var turns = 0
        while world.underWay.count < 20 {
            world.awaitProbes()
            turns += 1
        }
        #expect(world.now.monotonic - start < .milliseconds(200))
        #expect(turns > 10)
    }

    @Test("the same seed spreads the same way")
    func seed() throws {
        let checks = try (0..<20).map { try check("check-\($0)") }
        let times = try ([1, 1, 2] as [UInt64]).map { seed in
            var world = try MonitoredWorld(checks, seed: seed)
            world.awaitProbes()
            return world.now.monotonic
        }
        #expect(times[0] == times[1])
        #expect(times[0] != times[2])
    }

    @Test("endless updates of everything leave one appointment per check")
    func manyUpdates() throws {
        var world = try MonitoredWorld([])
        for round in 1...100 {
            try world.update(try (0..<50).map { try check("check-\($0)") { $0.port = round } })
        }
        let hour = world.now.monotonic + .seconds(3600)
        let due = world.monitor.takeDueProbes(at: hour)
        #expect(due.count == 50)
        #expect(world.monitor.nextDue == nil)
    }
}
