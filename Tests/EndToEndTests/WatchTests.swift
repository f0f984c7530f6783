import Foundation
import TestSupport
import Testing

@Suite("Watching the files while queries come")
struct WatchTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.writeExampleZone()
    }

    /// How a file gets new content.
    enum Writing: CaseIterable {
        /// A new file takes the name of the old one.
        case renamed
        /// The file is opened, and filled in pieces, with pauses.
        case inPieces
        /// The old file is moved away first, as editors do that keep a backup.
        case backedUp
    }

    private func write(_ name: String, _ text: String, _ writing: Writing) throws {
        let path = "\(workspace.path)/\(name)"
        switch writing {
        case .renamed:
            try workspace.write(name, text)
        case .inPieces:
            // Longer pauses than those after which a file counts as quiet.
            let half = text.utf8.count / 2
            let script = """
                exec 3> "$0"; printf %s "$1" | head -c \(half) >&3; sleep 0.3
                printf %s "$1" | tail -c +\(half + 1) >&3
                """
            let run = try Command.run("/bin/bash", ["-c", script, path, text])
            try #require(run.status == 0)
        case .backedUp:
            try FileManager.default.moveItem(atPath: path, toPath: path + "~")
            try Data(text.utf8).write(to: URL(filePath: path))
            try FileManager.default.removeItem(atPath: path + "~")
        }
    }

    @Test(
        "an edited zone is served at once, every query is answered once",
        arguments: Writing.allCases
    )
    func zones(_ writing: Writing) throws {
        let server = try RunningServer(
            config: try workspace.configure("networks: {127.0.0.0/8: CN}")
        )
        // Watching begins at some time after the server is ready: by then this has been noticed.
        try server.during(andAwait: "reloaded: 1 zone") {
            try workspace.writeExampleZone(ttl: 100)
        }
        let client = try SteadyClient(port: server.port, name: "www.example.com")
        let ttls = Array(101...106)
        for ttl in ttls {
            try server.during(andAwait: "reloaded: 1 zone") {
                try write("zones/example.com.yaml", Workspace.exampleZone(ttl: ttl), writing)
            }
            #expect(try server.dig("www.example.com").contains("\t\(ttl)\t"))
        }
        let account = try client.stop()
        #expect(account.isClean, "\(account)")
        #expect(account.answers == ([100] + ttls).map { "\($0) abc.cloudfront.cn" })
        #expect(!server.logText.contains("refused"), "\(server.logText)")
        #expect(server.logText.contains("zones/example.com.yaml: 4 record sets, "))
    }

    @Test("a broken zone is reported, and answers as before until it is mended")
    func brokenZone() throws {
        let server = try RunningServer(
            config: try workspace.configure("networks: {127.0.0.0/8: CN}")
        )
        let client = try SteadyClient(port: server.port, name: "www.example.com")
        try server.during(andAwait: "zones/example.com.yaml:2:") {
            try workspace.write(
                "zones/example.com.yaml",
                "zone: example.com\nrecords: {www: {X: 1}}\n"
            )
        }
        try server.during(andAwait: "example.com.yaml: 4 record sets") {
            try workspace.writeExampleZone(ttl: 77)
        }
        let account = try client.stop()
        #expect(account.isClean, "\(account)")
        #expect(account.answers == ["300 abc.cloudfront.cn", "77 abc.cloudfront.cn"])
    }

    @Test("a new database counts at once, a broken one not at all; every query is answered once")
    func database() throws {
        let list = try workspace.write("list.csv", "127.0.0.0/8,CN\n")
        let build = {
            let database = workspace.path + "/db.mmdb"
            let built = try Command.meridian("geodb", "build", "--output", database, list)
            try #require(built.status == 0)
        }
        try build()
        let server = try RunningServer(config: try workspace.configure("geo: {database: db.mmdb}"))
        let client = try SteadyClient(port: server.port, name: "www.example.com")
        try workspace.write("list.csv", "127.0.0.0/8,US\n")
        try server.during(andAwait: "db.mmdb: database of") { try build() }
        #expect(try server.dig("www.example.com", "+short") == "xyz.cloudfront.net.\n")
        try server.during(andAwait: "db.mmdb: not a MaxMind DB") {
            try workspace.write("db.mmdb", "no database")
        }
        try workspace.write("list.csv", "127.0.0.0/8,CN\n")
        try server.during(andAwait: "db.mmdb: database of") { try build() }
        let account = try client.stop()
        #expect(account.isClean, "\(account)")
        #expect(
            account.answers == [
                "300 abc.cloudfront.cn", "300 xyz.cloudfront.net", "300 abc.cloudfront.cn",
            ]
        )
    }

    @Test("the configuration is watched too, and can say that nothing is")
    func configuration() throws {
        let config = try workspace.configure("networks: {127.0.0.0/8: CN}")
        let server = try RunningServer(config: config)
        try server.during(andAwait: "meridian.yaml: read") {
            try workspace.configure("networks: {127.0.0.0/8: none}")
        }
        #expect(try server.dig("www.example.com", "+short") == "xyz.cloudfront.net.\n")
        try server.during(andAwait: "reloaded: 1 zone") {
            try workspace.configure("networks: {127.0.0.0/8: none}", "watch: off")
        }
        try workspace.writeExampleZone(ttl: 77)
        // Only a signal makes it look, and then it looks at everything.
        try server.send(SIGHUP, andAwait: "reloaded: 1 zone")
        #expect(try server.dig("www.example.com").contains("\t77\t"))
        let looks = server.logText.matches(of: #/reload: .*example\.com\.yaml/#).count
        #expect(looks == 1)
    }
}
