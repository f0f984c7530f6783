import Foundation
import TestSupport
import Testing

@Suite("The Route 53 API of the real server")
struct LiveAPITests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    /// The port of HTTP, as the log says.
    private func httpPort(of server: RunningServer) throws -> Int {
        let match = try #require(server.logText.firstMatch(of: #/HTTP on http://127.0.0.1:(\d+)/#))
        return try #require(Int(match.output.1))
    }

    private func server(_ lines: String = "") throws -> RunningServer {
        let config = try workspace.configure(
            "http: {listen: \"127.0.0.1:0\"}",
            "api: {store: \"sqlite:meridian.db\"}",
            lines
        )
        return try RunningServer(config: config)
    }

    private func change(_ server: RunningServer, clients: Int, changes: Int) throws -> OtherProgram
    {
        try OtherProgram(
            try Checkout.python(),
            [
                Checkout.path("Tests/EndToEndTests/change_in_sync.py"),
                "\(try httpPort(of: server))", "\(server.port)", "\(clients)", "\(changes)",
            ]
        )
    }

    @Test("what is in sync is what DNS answers, and is there after a restart")
    func inSync() throws {
        let first = try server()
        let result = try change(first, clients: 4, changes: 75)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.lines == ["changed 300 stale 0"])
        #expect(try first.end(with: SIGTERM) == 0)
        let second = try server()
        #expect(try second.dig("c3.sync.example", "+short") == "192.0.2.74\n")
    }

    @Test("a zone of a file hides the account's of the same name, as long as it is there")
    func hiddenByFile() throws {
        let server = try server()
        #expect(try change(server, clients: 1, changes: 1).lines == ["changed 1 stale 0"])
        let zone = "zone: sync.example\nrecords: {c0: {A: 198.51.100.1}}\n"
        try workspace.write("zones/sync.yaml", zone)
        try server.send(SIGHUP, andAwait: "reloaded")
        #expect(try server.dig("c0.sync.example", "+short") == "198.51.100.1\n")
        try FileManager.default.removeItem(atPath: workspace.path + "/zones/sync.yaml")
        try server.send(SIGHUP, andAwait: "reloaded")
        #expect(try server.dig("c0.sync.example", "+short") == "192.0.2.0\n")
    }

    @Test(
        "a store that cannot be used refuses the start",
        arguments: [
            ("sqlite:none/meridian.db", "meridian.db: "), ("sqlite:broken.db", "broken.db: "),
        ]
    )
    func refusedStore(_ store: String, _ part: String) throws {
        try workspace.write("broken.db", String(repeating: "no database ", count: 1000))
        let config = try workspace.configure(
            "http: {listen: \"127.0.0.1:0\"}",
            "api: {store: \"\(store)\"}"
        )
        let result = try Command.run(Product.meridian, ["serve", "--config", config])
        #expect([1, 3].contains(result.status), "\(result.status)")
        #expect(result.errors.contains(part), "\(result.errors)")
    }

    @Test("only loopback is served without credentials")
    func openHTTP() throws {
        let result = try Command.run(
            Product.meridian,
            ["serve", "--test", "--http", "0.0.0.0:0"]
        )
        #expect(result.status == 2)
        #expect(result.errors.contains("--http: found 0.0.0.0:0 without api.credentials"))
    }
}
