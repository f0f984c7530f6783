import Addressing
import Answering
import DNSWire
import Foundation
import HealthChecking
import Logging
import MeridianKit
import OperatorFiles
import Synchronization
import TestSupport
import Testing

@Suite("Answers by health")
struct HealthWiringTests {
    /// An HTTP server of its own process, that can go down and come back at its port.
    private final class Endpoint {
        let port: Int
        private var process: Process

        init(port: Int = 0) throws {
            process = Process()
            process.executableURL = URL(filePath: try Checkout.python())
            process.arguments = ["-u", "-c", Self.script, "\(port)"]
            let output = Pipe()
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            self.port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
        }

        /// Goes down, soon: nobody listens any more. Whatever started the process may have blocked
        /// the signals that can be.
        func stop() { kill(process.processIdentifier, SIGKILL) }

        deinit { if process.isRunning { stop() } }

        private static let script = """
            import http.server, sys
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                def log_message(self, *arguments):
                    pass
            server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
            print(server.server_port)
            server.serve_forever()
            """
    }

    /// A server whose health checks live faster than the day.
    private final class World {
        let files: TestContent
        let meridian: Meridian
        private let web: HealthCheckID

        init(checks: String) throws {
            files = try TestContent(
                configuration: Self.configuration(checks),
                zones: ["a.yaml": Self.zone]
            )
            web = try #require(HealthCheckID("web"))
            var environment = LiveEnvironment()
            let monotonic = environment.monotonic
            let ahead = Ahead()
            environment.monotonic = { monotonic() + ahead.duration }
            self.clock = ahead
            var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            logger.logLevel = .critical
            meridian = try Meridian(
                configurationPath: files.configuration,
                environment: environment,
                logger: logger
            )
            try meridian.start()
        }

        private let clock: Ahead

        private final class Ahead: Sendable {
            private let value = Mutex(Duration.zero)

            var duration: Duration { value.withLock { $0 } }

            func advance(by duration: Duration) { value.withLock { $0 += duration } }
        }

        deinit { meridian.stop() }

        static func configuration(_ checks: String) -> String {
            """
            listen: ["127.0.0.1:0"]
            workers: 1
            watch: off
            networks: {127.0.0.0/8: CN}
            health_checks: {\(checks)}

            """
        }

        private static let zone = """
            zone: a.example
            records:
              geo:
                A:
                  geo:
                    CN: {health: web, value: 192.0.2.1}
                    continent-AS: 192.0.2.2
                    default: 192.0.2.3
              failover:
                A: {failover: {primary: {health: web, value: 192.0.2.1}, secondary: 192.0.2.2}}

            """

        /// Lets an interval pass, so that everything is probed anew.
        func letIntervalPass() {
            clock.advance(by: .seconds(11))
            // Any word to the checker makes it look at its clock.
            meridian.force(.automatic, web)
        }

        func answers() throws -> [String] {
            let client = try #require(IPAddress("127.0.0.1"))
            return try ["geo.a.example", "failover.a.example"].map { name in
                let query = ClientQuery(try DomainName(presentation: name), .a).encoded
                let reply = meridian.state
                    .reply(to: query, from: client, over: .tcp(idleTimeout: 0)).octets
                return try MessageReader.read(reply).answers.first?.data.presentation ?? ""
            }
        }

        /// Lets intervals pass until the answers are these.
        func awaits(_ expected: [String]) async throws -> Bool {
            for _ in 0..<200 {
                letIntervalPass()
                try await Task.sleep(for: .milliseconds(50))
                if try answers() == expected { return true }
            }
            return false
        }

        func awaitsFirstObservation() async throws -> Bool {
            for _ in 0..<1000 {
                if meridian.healthReports.first?.lastObservation != nil { return true }
                try await Task.sleep(for: .milliseconds(10))
            }
            return false
        }

        var zone: PublishedZone? {
            get throws { meridian.state.zone(at: try DomainName(presentation: "a.example")) }
        }

        func reconfigure(_ checks: String) async throws -> ReloadReport {
            try files.write("meridian.yaml", Self.configuration(checks))
            return await meridian.reload(.anything)
        }
    }

    private static let first = ["192.0.2.1", "192.0.2.1"]
    private static let other = ["192.0.2.2", "192.0.2.2"]

    @Test(
        "an endpoint that goes down is left, and taken again when it is back; no zone is compiled"
    )
    func downAndUp() async throws {
        let endpoint = try Endpoint()
        let check = "web: {http: \"127.0.0.1:\(endpoint.port)/\", interval: 10, failures: 1}"
        let world = try World(checks: check)
        #expect(try world.answers() == Self.first)
        #expect(try await world.awaitsFirstObservation())
        let zone = try #require(try world.zone)
        endpoint.stop()
        #expect(try await world.awaits(Self.other))
        let again = try Endpoint(port: endpoint.port)
        #expect(try await world.awaits(Self.first))
        #expect(try world.zone === zone)
        again.stop()
    }

    @Test(
        "a forced state is the last word, and survives a reload; one from the configuration counts"
    )
    func forced() async throws {
        let check = "http: \"127.0.0.1:9/\", interval: 30, failures: 10"
        let world = try World(checks: "web: {\(check), forced: unhealthy}")
        #expect(try world.answers() == Self.other, "from the first query on")
        let web = try #require(HealthCheckID("web"))
        #expect(world.meridian.force(.healthy, web))
        #expect(try world.answers() == Self.first)
        let zone = try #require(try world.zone)
        let report = try await world.reconfigure("web: {\(check), forced: unhealthy, latency: on}")
        #expect(!report.isPublished)
        #expect(try world.answers() == Self.first, "who spoke last is right")
        _ = try await world.reconfigure("web: {\(check)}")
        #expect(world.meridian.healthReports.map(\.forced) == [.automatic])
        _ = try await world.reconfigure("web: {\(check), forced: unhealthy}")
        #expect(try world.answers() == Self.other)
        #expect(try world.zone === zone)
    }

    @Test("health that changed while content was read anew is not lost")
    func reloads() async throws {
        let world = try World(checks: "web: {http: \"127.0.0.1:9/\", forced: unhealthy}")
        try world.files.write("zones/b.yaml", "zone: b.example\nrecords: {x: {A: 192.0.2.9}}\n")
        let report = await world.meridian.reload(.anything)
        #expect(report.isPublished)
        #expect(world.meridian.state.zoneCount == 2)
        #expect(try world.answers() == Self.other)
    }

    @Test("checks that come with a reload are made, and those that go count as healthy")
    func comeAndGo() async throws {
        let endpoint = try Endpoint()
        endpoint.stop()
        let world = try World(checks: "web: {http: 127.0.0.1, disabled: on}")
        let check = "web: {http: \"127.0.0.1:\(endpoint.port)/\", failures: 1}"
        _ = try await world.reconfigure(check)
        #expect(try await world.awaits(Self.other))
        _ = try await world.reconfigure("web: {http: 127.0.0.1, disabled: on}")
        #expect(try await world.awaits(Self.first))
    }
}
