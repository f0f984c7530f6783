import Addressing
import ControlAPI
import Logging
import Synchronization
import Testing

/// The control server on a port of its own, and its clock, which only a test moves.
struct RunningControlServer: Sendable {
    let address: SocketAddress
    let clock: TestClock

    /// Runs a server as long as the body runs.
    static func run(
        credentials: [ControlServerOptions.Credential] = [],
        hosts: [String] = [],
        requestsPerSecond: Int? = nil,
        limits: ControlServerOptions.Limits = .init(),
        isTesting: Bool = true,
        _ body: (RunningControlServer) async throws -> Void
    ) async throws {
        let clock = TestClock()
        var options = ControlServerOptions(
            listen: SocketAddress(.ipv4(0x7f00_0001), port: 0),
            credentials: credentials,
            hosts: hosts,
            requestsPerSecond: requestsPerSecond,
            isTesting: isTesting,
            clock: clock.control
        )
        options.limits = limits
        let server = ControlServer(
            TestPlane(),
            options,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await server.start()
        let outcome: Result<Void, any Error>
        do {
            let address = try #require(server.boundAddress)
            outcome = .success(try await body(RunningControlServer(address: address, clock: clock)))
        } catch {
            outcome = .failure(error)
        }
        await server.stop()
        try outcome.get()
    }

    func connect(window: Int32? = nil) throws -> RawConnection {
        try RawConnection(to: address, window: window)
    }

    /// What a request is answered on a connection of its own.
    func ask(
        _ method: String,
        _ target: String,
        _ body: String = "",
        fields: [(name: String, value: String)] = []
    ) async throws -> HTTPAnswer {
        let connection = try connect()
        try await connection.send(Self.request(method, target, body, fields: fields))
        let answer = try await connection.receive()
        return try #require(answer)
    }

    /// A request with a `Host` of loopback, unless another is given, and the body's length.
    static func request(
        _ method: String,
        _ target: String,
        _ body: String = "",
        fields: [(name: String, value: String)] = []
    ) -> String {
        var all = fields
        let names = fields.map { $0.name.lowercased() }
        if !names.contains("host") { all.append(("Host", "localhost")) }
        if !body.isEmpty, !names.contains("content-length"), !names.contains("transfer-encoding") {
            all.append(("Content-Length", "\(body.utf8.count)"))
        }
        let lines = ["\(method) \(target) HTTP/1.1"] + all.map { "\($0.name): \($0.value)" }
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }
}

/// Stands still unless a test moves it.
final class TestClock: Sendable {
    /// 2023-11-14 22:13:20 UTC
    private static let start: UInt64 = 1_700_000_000
    private let passed = Mutex<Int>(0)

    /// Also into the past.
    func move(by seconds: Int) { passed.withLock { $0 += seconds } }

    var control: ControlClock {
        ControlClock(
            wallSeconds: { UInt64(Int(Self.start) + self.passed.withLock(\.self)) },
            monotonic: { .seconds(self.passed.withLock(\.self)) }
        )
    }
}
