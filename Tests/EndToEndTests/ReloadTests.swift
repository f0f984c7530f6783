import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("Reloading on SIGHUP")
struct ReloadTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.writeExampleZone()
        try workspace.configure("networks: {127.0.0.0/8: CN}")
    }

    private var config: String { workspace.path + "/meridian.yaml" }

    @Test("a changed zone is served, a broken one is not and leaves what was")
    func zones() throws {
        let server = try RunningServer(config: config)
        try workspace.writeExampleZone(ttl: 77)
        try workspace.write("zones/new.example.yaml", "zone: new.example\nrecords: {}\n")
        try server.send(SIGHUP, andAwait: "reloaded: 2 zones")
        #expect(try server.dig("www.example.com").contains("\t77\t"))
        #expect(try server.dig("new.example", "SOA").contains("status: NOERROR"))

        try workspace.write(
            "zones/example.com.yaml",
            "zone: example.com\nrecords: {www: {XYZ: 1}}\n"
        )
        try server.send(SIGHUP, andAwait: "reloaded: 2 zones")
        #expect(server.logText.contains("zones/example.com.yaml:2:"))
        #expect(try server.dig("www.example.com").contains("\t77\t"))

        try workspace.writeExampleZone(ttl: 78)
        try server.send(SIGHUP, andAwait: "reloaded: 2 zones")
        #expect(try server.dig("www.example.com").contains("\t78\t"))
    }

    @Test(
        "changed data with a serial number that did not rise is reported (RFC 1982), and served",
        arguments: [
            (7, true), (6, true), (8, false), (2_147_483_654, false), (2_147_483_656, true),
        ]
    )
    func serialNumbers(_ serial: UInt32, _ isReported: Bool) throws {
        try writeMasterFile(serial: 7, text: "old")
        let server = try RunningServer(config: config)
        // The same data with the same serial number are nothing to report.
        try server.send(SIGHUP, andAwait: "reloaded: 2 zones")
        #expect(!server.logText.contains("serial number"))
        try writeMasterFile(serial: serial, text: "new")
        try server.send(SIGHUP, andAwait: "reloaded: 2 zones")
        #expect(server.logText.contains("found serial number \(serial)") == isReported)
        #expect(try server.dig("master.example", "TXT", "+short") == "\"new\"\n")
    }

    private func writeMasterFile(serial: UInt32, text: String) throws {
        try workspace.write(
            "zones/master.example.zone",
            """
            $TTL 60
            @   SOA ns hostmaster \(serial) 7200 900 1209600 300
            @   NS  ns
            @   TXT "\(text)"
            ns  A   192.0.2.53

            """
        )
    }

    @Test("a zone whose file is gone is served no longer")
    func removedZone() throws {
        let server = try RunningServer(config: config)
        try FileManager.default.removeItem(atPath: workspace.path + "/zones/example.com.yaml")
        try server.send(SIGHUP, andAwait: "reloaded: 0 zones")
        #expect(try server.dig("www.example.com").contains("status: REFUSED"))
    }

    @Test("a broken configuration changes nothing, a good one counts at once")
    func configuration() throws {
        let server = try RunningServer(config: config)
        try workspace.configure("networks: {127.0.0.0/8: none}", "bogus: 1")
        try server.send(SIGHUP, andAwait: "reloaded: 1 zone")
        #expect(server.logText.contains("unknown key \"bogus\""))
        #expect(try server.dig("www.example.com", "+short") == "abc.cloudfront.cn.\n")

        try workspace.configure("networks: {127.0.0.0/8: none}")
        try server.send(SIGHUP, andAwait: "reloaded: 1 zone")
        #expect(try server.dig("www.example.com", "+short") == "xyz.cloudfront.net.\n")
    }

    @Test("a database that broke is reported, and the last good one answers")
    func database() throws {
        let list = try workspace.write("list.csv", "127.0.0.0/8,CN\n")
        let database = workspace.path + "/db.mmdb"
        let built = try Command.meridian("geodb", "build", "--output", database, list)
        #expect(built.status == 0)
        let server = try RunningServer(
            config: try workspace.configure("geo: {database: db.mmdb}")
        )
        try workspace.write("db.mmdb", "no database")
        try server.send(SIGHUP, andAwait: "reloaded: 1 zone")
        #expect(server.logText.contains("db.mmdb: not a MaxMind DB"))
        #expect(try server.dig("www.example.com", "+short") == "abc.cloudfront.cn.\n")

        try workspace.write("list.csv", "127.0.0.0/8,US\n")
        _ = try Command.meridian("geodb", "build", "--output", database, list)
        try server.send(SIGHUP, andAwait: "reloaded: 1 zone")
        #expect(try server.dig("www.example.com", "+short") == "xyz.cloudfront.net.\n")
    }

    @Test("no query is lost while everything is read anew, again and again")
    func underLoad() throws {
        let server = try RunningServer(config: config)
        let count = 40_000
        let questions = String(repeating: "www.example.com CNAME\n", count: count)
        let list = try workspace.write("questions", questions)
        let answers = Mutex("")
        let asked = DispatchSemaphore(value: 0)
        let port = server.port
        DispatchQueue.global().async {
            // From another address: dig lets others share its ports, and so would at times be
            // given that of the server, and get its own query.
            let source = ["-b", "127.0.0.2"]
            let options = ["-p", "\(port)", "+tries=1", "+short", "-f", list]
            let arguments = ["@127.0.0.1"] + source + options
            let output = (try? Command.run("/usr/bin/dig", arguments).output) ?? ""
            answers.withLock { $0 = output }
            asked.signal()
        }
        var reloads = 0
        while asked.wait(timeout: .now()) == .timedOut {
            try workspace.writeExampleZone(ttl: 100 + reloads)
            try server.send(SIGHUP, andAwait: "reloaded: 1 zone")
            reloads += 1
        }
        #expect(reloads > 1)
        let lines = answers.withLock { $0.split(separator: "\n") }
        #expect(lines.count == count)
        #expect(lines.filter { $0 != "abc.cloudfront.cn." } == [])
    }
}
