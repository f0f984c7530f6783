import ControlAPI
import Testing

@Suite("Connections to the control API", .timeLimit(.minutes(2)))
struct ConnectionTests {
    private static let list = "/2013-04-01/tags/hostedzone/Z1"

    /// Limits that a test can wait for.
    private static var short: ControlServerOptions.Limits {
        var limits = ControlServerOptions.Limits()
        limits.idle = .milliseconds(300)
        limits.request = .milliseconds(300)
        limits.response = .milliseconds(300)
        limits.lingering = .milliseconds(300)
        return limits
    }

    /// What a client does wrong; afterwards the connection ends, and the next client is served.
    private static func endsConnection(
        _ limits: ControlServerOptions.Limits = short,
        _ misbehave: (RawConnection) async throws -> Void
    ) async throws {
        try await RunningControlServer.run(limits: limits) { server in
            let connection = try server.connect()
            try await misbehave(connection)
            try await connection.waitForEnd()
            #expect(try await server.ask("GET", list).status == 200)
        }
    }

    @Test(
        "a client that is silent, or slow, is not waited for",
        arguments: ["", "GET / HTTP/1.1\r\nHost: loc", RunningControlServer.request("GET", list)]
    )
    func silence(_ sent: String) async throws {
        try await Self.endsConnection { try await $0.send(sent) }
    }

    @Test("a body that does not come is asked for no longer than is allowed")
    func slowBody() async throws {
        var limits = Self.short
        // Else it may be the idle connection that is closed, without a word.
        limits.idle = .seconds(60)
        try await Self.endsConnection(limits) { connection in
            let head = [("Content-Length", "100")] as [(name: String, value: String)]
            try await connection.send(
                RunningControlServer.request("POST", Self.list, "<", fields: head)
            )
            let answer = try #require(try await connection.receive())
            #expect(answer.status == 408)
            #expect(answer.code == "InvalidInput")
            #expect(answer.fields["connection"] == "close")
        }
    }

    @Test("a client that does not read what it has asked for is not waited for")
    func unreadAnswers() async throws {
        try await RunningControlServer.run(limits: Self.short) { server in
            let connection = try server.connect(window: 2048)
            let request = RunningControlServer.request("GET", "/openapi.json")
            // The server stops reading when nobody reads; what is sent then stays with the system.
            do {
                while true { try await connection.send(request) }
            } catch let failure as RawConnection.Failure {
                #expect(failure.isEnd)
            }
            #expect(try await server.ask("GET", Self.list).status == 200)
        }
    }

    @Test(
        "a body that is too long is refused before it is there",
        arguments: [("Content-Length", "104857600"), ("Transfer-Encoding", "chunked")]
    )
    func longBodies(_ name: String, _ value: String) async throws {
        var limits = Self.short
        limits.bodyOctets = 1 << 16
        limits.idle = .seconds(60)
        limits.request = .seconds(60)
        try await Self.endsConnection(limits) { connection in
            try await connection.send(
                RunningControlServer.request("POST", Self.list, fields: [(name, value)])
            )
            if value == "chunked" {
                let piece = String(repeating: "x", count: 1 << 15)
                for _ in 0..<3 { try await connection.send("8000\r\n\(piece)\r\n") }
            }
            let answer = try #require(try await connection.receive())
            #expect(answer.status == 413)
            #expect(answer.code == "InvalidInput")
            #expect(answer.fields["connection"] == "close")
        }
    }

    @Test(
        "octets that are no request end the connection",
        arguments: [
            "\u{0}\u{0}\u{0}", "GET /\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "GET / HTTP/1.1\r\n" + String(repeating: "a: b\r\n", count: 20_000) + "\r\n",
            "GET /" + String(repeating: "x", count: 100_000) + " HTTP/1.1\r\n\r\n",
        ]
    )
    func garbage(_ sent: String) async throws {
        var limits = ControlServerOptions.Limits()
        limits.lingering = .milliseconds(100)
        try await Self.endsConnection(limits) { connection in
            do {
                try await connection.send(sent)
                connection.closeSending()
                let answer = try await connection.receive()
                #expect(answer == nil || answer?.status ?? 0 >= 400)
            } catch is RawConnection.Failure {
                // It has been closed while there was more to send.
            }
        }
    }

    @Test("requests one behind the other are answered in their order, on one connection")
    func pipelining() async throws {
        try await RunningControlServer.run { server in
            let connection = try server.connect()
            let targets = ["/v1/queries?limit=1", Self.list, "/nothing", "/v1/queries?limit=2"]
            let requests = targets.map { RunningControlServer.request("GET", $0) }
            try await connection.send(String(repeating: requests.joined(), count: 25))
            for _ in 0..<25 {
                for status in [200, 200, 404, 200] {
                    #expect(try await connection.receive()?.status == status)
                }
            }
        }
    }

    @Test("a response to HEAD has no body, and the next one is found behind it")
    func head() async throws {
        try await RunningControlServer.run { server in
            let connection = try server.connect()
            try await connection.send(RunningControlServer.request("HEAD", Self.list))
            try await connection.send(RunningControlServer.request("GET", Self.list))
            #expect(try await connection.receive()?.status == 405)
            #expect(try await connection.receive()?.status == 200)
        }
    }

    @Test("more connections than are served wait until one ends")
    func connectionLimit() async throws {
        var limits = ControlServerOptions.Limits()
        limits.connections = 2
        limits.idle = .milliseconds(300)
        try await RunningControlServer.run(limits: limits) { server in
            let idle = try (0..<10).map { _ in try server.connect() }
            #expect(try await server.ask("GET", Self.list).status == 200)
            for connection in idle { try await connection.waitForEnd() }
        }
    }
}
