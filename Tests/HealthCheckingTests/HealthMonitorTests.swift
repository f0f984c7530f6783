import HealthChecking
import TestSupport
import Testing

@Suite("HealthMonitor")
struct HealthMonitorTests {
    @Test(
        "so many results in a row as the threshold says change the health, in both directions",
        arguments: [
            // (threshold, inverted, results, health after each)
            (3, false, "++-+--+---", "+++++++++-"),
            (3, false, "---++-+++-", "++-----" + "-++"),
            (1, false, "-+-+", "-+-+"),
            (2, false, "-+--++--", "+++--+" + "+-"),
            (10, false, "---------+----------", "+++++++++" + "++++++++++-"),
            (3, true, "++---+++", "--" + "--+++-"),
            (1, true, "+-", "-+"),
            // A probe that was not made neither counts nor ends a row.
            (3, false, "??--?-", "+++++-"),
            (2, false, "?-?-?+?+", "+++---" + "-+"),
        ] as [(Int, Bool, String, String)]
    )
    func thresholds(_ threshold: Int, _ inverted: Bool, _ results: String, _ expected: String)
        throws
    {
        let check = try check("web") {
            $0.failureThreshold = threshold
            $0.inverted = inverted
        }
        var world = try MonitoredWorld([check])
        #expect(try world.run(results, watching: "web") == expected)
    }

    @Test(
        "without data a check is healthy, inverted unhealthy; a disabled one is so for good",
        arguments: [
            (false, false, Health.healthy), (true, false, .unhealthy),
            (false, true, .healthy), (true, true, .unhealthy),
        ]
    )
    func withoutData(_ inverted: Bool, _ disabled: Bool, _ expected: Health) throws {
        let check = try check("web") {
            $0.inverted = inverted
            $0.disabled = disabled
        }
        let world = try MonitoredWorld([check])
        #expect(try world.health(of: "web") == expected)
        #expect((world.monitor.nextDue == nil) == disabled)
    }

    @Test("switching a check off and on again keeps what was known, and starts a new row")
    func disabling() throws {
        let enabled = try check("web") { $0.failureThreshold = 2 }
        let disabled = try check("web") {
            $0.failureThreshold = 2
            $0.disabled = true
        }
        var world = try MonitoredWorld([enabled])
        #expect(try world.run("--+", watching: "web") == "+--")
        try world.update([disabled])
        #expect(try world.health(of: "web") == .healthy)
        #expect(world.monitor.nextDue == nil)
        try world.update([enabled])
        #expect(try world.health(of: "web") == .unhealthy)
        #expect(try world.run("++", watching: "web") == "-+")
    }

    @Test(
        "a calculated check counts the healthy among its children",
        arguments: [
            // (threshold, inverted, health while 3, 2, 1, 0 of 3 children are healthy)
            (0, false, "++++"), (1, false, "+++-"), (2, false, "++--"), (3, false, "+---"),
            (4, false, "----"), (2, true, "--++"), (0, true, "----"),
        ] as [(Int, Bool, String)]
    )
    func calculation(_ threshold: Int, _ inverted: Bool, _ expected: String) throws {
        let names = ["a", "b", "c"]
        let all = try calculated("all", of: names, threshold: threshold) { $0.inverted = inverted }
        // Before its children: the order does not matter.
        var world = try MonitoredWorld([all] + names.map { try check($0) })
        var found = try world.health(of: "all") == .healthy ? "+" : "-"
        for name in names {
            try world.force(.unhealthy, name)
            found += try world.health(of: "all") == .healthy ? "+" : "-"
        }
        #expect(found == expected)
    }

    @Test("what a child comes to counts: inverted, disabled or forced")
    func childHealth() throws {
        let checks = [
            try check("inverted") { $0.inverted = true },
            try check("disabled") { $0.disabled = true },
            try check("forced", forced: .unhealthy),
            try calculated("one", of: ["inverted", "disabled", "forced"], threshold: 1),
            try calculated("two", of: ["inverted", "disabled", "forced"], threshold: 2),
        ]
        let world = try MonitoredWorld(checks)
        #expect(try world.health(of: "one") == .healthy)
        #expect(try world.health(of: "two") == .unhealthy)
    }

    @Test("a result changes the checks above too, and all of it is told once")
    func changes() throws {
        let web = try check("web") { $0.failureThreshold = 1 }
        let all = try calculated("all", of: ["web"], threshold: 1)
        var world = try MonitoredWorld([web, all])
        var quiet = world.takeChange()
        #expect(quiet == nil)
        _ = try world.run("+", watching: "web")
        quiet = world.takeChange()
        #expect(quiet == nil)
        _ = try world.run("-", watching: "web")
        let taken = world.takeChange()
        let change = try #require(taken)
        #expect(change.board == world.monitor.board)
        #expect(change.transitions.map(\.id) == [web.id, all.id])
        #expect(change.transitions.map(\.health) == [.unhealthy, .unhealthy])
        #expect(
            change.transitions.map(\.cause) == [.result(MonitoredWorld.failure), .childHealth]
        )
        _ = try world.run("-", watching: "web")
        quiet = world.takeChange()
        #expect(quiet == nil)
    }

    @Test("a forced state is the last word, probes go on, and what they found counts afterwards")
    func forcing() throws {
        let web = try check("web") {
            $0.failureThreshold = 1
            $0.inverted = true
        }
        var world = try MonitoredWorld([web])
        try world.force(.healthy, "web")
        #expect(try world.run("+-+", watching: "web") == "+++")
        try world.force(.unhealthy, "web")
        #expect(try world.run("-", watching: "web") == "-")
        try world.force(.automatic, "web")
        #expect(try world.health(of: "web") == .healthy)
        #expect(throws: MonitoredWorld.NoSuchCheck.self) { try world.force(.healthy, "none") }
    }

    @Test("a forced state survives an update, unless the configuration says something new")
    func forcedByConfiguration() throws {
        var world = try MonitoredWorld([try check("web", forced: .unhealthy)])
        #expect(try world.health(of: "web") == .unhealthy)
        try world.force(.automatic, "web")
        #expect(try world.health(of: "web") == .healthy)
        // The same again, although the endpoint moved: the command since then still counts.
        try world.update([try check("web", forced: .unhealthy) { $0.port = 81 }])
        #expect(try world.health(of: "web") == .healthy)
        try world.update([try check("web")])
        try world.update([try check("web", forced: .unhealthy)])
        #expect(try world.health(of: "web") == .unhealthy)
        try world.update([])
        try world.update([try check("web")])
        #expect(try world.health(of: "web") == .healthy)
    }

    @Test("a check that goes is healthy for those who still refer to it, and keeps its number")
    func removal() throws {
        let web = try check("web") { $0.failureThreshold = 1 }
        var world = try MonitoredWorld([web, try check("other") { $0.disabled = true }])
        let number = world.numbering.number(of: web.id)
        _ = try world.run("-", watching: "web")
        _ = world.takeChange()
        try world.update([])
        #expect(world.monitor.board[number] == .healthy)
        let change = world.takeChange()
        #expect(change?.transitions.map(\.cause) == [.removal])
        #expect(world.monitor.reports.isEmpty)
        try world.update([try check("new"), web])
        #expect(world.numbering.number(of: web.id) == number)
        #expect(try world.health(of: "web") == .healthy)
    }

    @Test("an endpoint that moves keeps its health, but neither its row nor a probe under way")
    func movingEndpoint() throws {
        var world = try MonitoredWorld([try check("web") { $0.failureThreshold = 2 }])
        #expect(try world.run("--+", watching: "web") == "+--")
        world.awaitProbes()
        try world.update([
            try check("web") {
                $0.failureThreshold = 2
                $0.port = 81
            }
        ])
        #expect(try world.health(of: "web") == .unhealthy)
        #expect(!world.monitor.isWanted(try #require(world.underWay.first).ticket))
        world.finish(.success(.connected))
        #expect(try world.health(of: "web") == .unhealthy)
        #expect(try world.run("++", watching: "web") == "-+")
    }

    @Test("an update that leaves an endpoint alone leaves its probes alone")
    func unrelatedUpdate() throws {
        let web = try check("web") { $0.failureThreshold = 2 }
        var world = try MonitoredWorld([web])
        #expect(try world.run("-", watching: "web") == "+")
        let due = try #require(world.monitor.nextDue)
        try world.update([web, try check("off") { $0.disabled = true }])
        #expect(world.monitor.nextDue == due)
        world.awaitProbes()
        try world.update([web])
        world.finish(MonitoredWorld.failure)
        #expect(try world.health(of: "web") == .unhealthy)
    }

    @Test("a report tells the newest result, the newest failure and since when")
    func report() throws {
        let web = try check("web") { $0.failureThreshold = 2 }
        var world = try MonitoredWorld([web, try calculated("all", of: ["web"], threshold: 1)])
        let fresh = try #require(world.monitor.report(of: web.id))
        #expect(fresh.lastObservation == nil)
        #expect(fresh.changedAt == nil)
        _ = try world.run("--", watching: "web")
        let failedAt = world.now.wallSeconds
        _ = try world.run("+", watching: "web")
        let report = try #require(world.monitor.report(of: web.id))
        #expect(report.health == .unhealthy)
        #expect(report.forced == .automatic)
        #expect(report.changedAt == failedAt)
        #expect(report.opposingResults == 1)
        #expect(report.lastObservation?.result == .success(.connected))
        #expect(report.lastObservation?.checkedAt == world.now.wallSeconds)
        #expect(report.lastFailure?.result == MonitoredWorld.failure)
        #expect(report.lastFailure?.checkedAt == failedAt)
        #expect(world.monitor.reports.map(\.check.id.text) == ["all", "web"])
        #expect(world.monitor.report(of: try "all".asHealthCheckID)?.opposingResults == nil)
        #expect(world.monitor.report(of: try "none".asHealthCheckID) == nil)
    }

    @Test("latency is reported if the check measures it", arguments: [false, true])
    func latency(_ measures: Bool) throws {
        var world = try MonitoredWorld([try check("web") { $0.measureLatency = measures }])
        world.awaitProbes()
        let latency = ProbeLatency(
            toConnection: .milliseconds(3),
            toFirstOctet: .milliseconds(5)
        )
        let ticket = try #require(world.underWay.first).ticket
        let outcome = ProbeOutcome(.success(.connected), latency: latency)
        world.monitor.record(outcome, of: ticket, at: world.now)
        let observed = world.monitor.reports.first?.lastObservation
        #expect(observed?.latency == (measures ? latency : nil))
    }
}
