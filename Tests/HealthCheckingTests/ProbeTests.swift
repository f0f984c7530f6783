import Addressing
import Foundation
import HealthChecking
import Synchronization
import Testing

/// Probes of real servers on this machine; see `Fixtures/endpoint.py` for what they answer.
@Suite("Probes", .timeLimit(.minutes(2)))
struct ProbeTests {
    static let patient = ProbeLimits(
        connection: .seconds(600),
        bareConnection: .seconds(600),
        status: .seconds(600),
        body: .seconds(600)
    )
    private let ports: EndpointServers.Ports

    init() throws { ports = try EndpointServers.running.get().ports }

    /// What one probe finds.
    private func probe(
        _ type: HealthCheckType = .http,
        port: Int,
        limits: ProbeLimits = patient,
        _ change: (inout HealthCheckConfig) -> Void = { _ in }
    ) async throws -> Observation {
        let check = try check("check", type) {
            $0.ipAddress = "127.0.0.1"
            $0.port = port
            $0.measureLatency = true
            change(&$0)
        }
        return try await firstObservation(of: check, limits: limits)
    }

    @Test(
        "an HTTP status of 2xx or 3xx is a success, every other one a failure",
        arguments: [
            ("/status/200/OK", "Success: HTTP Status Code 200, OK"),
            ("/status/204/No/Content", "Success: HTTP Status Code 204, No Content"),
            ("/status/399/Almost", "Success: HTTP Status Code 399, Almost"),
            ("/status/400/Bad/Request", "Failure: HTTP Status Code 400, Bad Request"),
            ("/status/404/Not/Found", "Failure: HTTP Status Code 404, Not Found"),
            ("/status/503", "Failure: HTTP Status Code 503"),
            ("/status/600/Odd", "Failure: HTTP Status Code 600, Odd"),
            // A redirection is not followed: behind it is a 500.
            ("/redirect", "Success: HTTP Status Code 302, Found"),
            ("/early", "Success: HTTP Status Code 204, No Content"),
            // Headers do not matter once there is a status.
            ("/holdheaders", "Success: HTTP Status Code 200, OK"),
            ("/endlessheaders", "Success: HTTP Status Code 200, OK"),
            ("/endless/a", "Success: HTTP Status Code 200, OK"),
        ]
    )
    func statuses(_ path: String, _ expected: String) async throws {
        for (type, port) in [(HealthCheckType.http, ports.http), (.https, ports.https)] {
            let observation = try await probe(type, port: port) { $0.resourcePath = path }
            #expect("\(observation.result)" == expected)
            #expect(observation.address == .ipv4(0x7f00_0001))
        }
    }

    @Test(
        "an endpoint that goes away without a final status fails",
        arguments: ["/close", "/reset", "/interim/199"]
    )
    func noStatus(_ path: String) async throws {
        for (type, port) in [(HealthCheckType.http, ports.http), (.https, ports.https)] {
            let observation = try await probe(type, port: port) { $0.resourcePath = path }
            guard case .failure(.noResponse) = observation.result else {
                Issue.record("\(type) \(path): \(observation.result)")
                continue
            }
        }
    }

    @Test("what is not HTTP fails")
    func notHTTP() async throws {
        let observation = try await probe(port: ports.http) { $0.resourcePath = "/other" }
        guard case .failure(.notHTTP) = observation.result else {
            Issue.record("\(observation.result)")
            return
        }
    }

    @Test(
        "the string must stand wholly in the first 5120 octets of the body",
        arguments: [
            ("/body/0/fine", true), ("/body/0/FINE", false), ("/body/5116/fine", true),
            ("/body/5117/fine", false), ("/body/5116/fine/100000", true),
            ("/body/5117/fine/100000", false), ("/body/5115/ffine/1", true),
            ("/body/100000/fine", false), ("/body/0/fin", false), ("/chunked/fi/ne", true),
            ("/chunked/fi/in/e", false), ("/endless/fine", true), ("/endless/other", false),
        ]
    )
    func search(_ path: String, _ isFound: Bool) async throws {
        let status = HTTPStatus(code: 200, reason: "OK")
        let expected: ProbeResult =
            isFound ? .success(.response(status)) : .failure(.stringNotFound(status))
        for (type, port) in [
            (HealthCheckType.httpStringMatch, ports.http), (.httpsStringMatch, ports.https),
        ] {
            let observation = try await probe(type, port: port) {
                $0.resourcePath = path
                $0.searchString = "fine"
            }
            #expect(observation.result == expected)
        }
    }

    @Test("a status that fails is not made good by the body, which is not even awaited")
    func failingStatusWithString() async throws {
        let observation = try await probe(.httpStringMatch, port: ports.http) {
            $0.resourcePath = "/failingbody/fine"
        }
        let status = HTTPStatus(code: 503, reason: "Service Unavailable")
        #expect(observation.result == .failure(.status(status)))
    }

    @Test("a body that is cut short fails, even if the string has come")
    func cutBody() async throws {
        let observation = try await probe(.httpStringMatch, port: ports.http) {
            $0.resourcePath = "/cut/fine"
        }
        let status = HTTPStatus(code: 200, reason: "OK")
        #expect(observation.result == .failure(.bodyCutShort(status)))
    }

    @Test("headers without an end fail a probe that waits for the body")
    func endlessHeaders() async throws {
        let observation = try await probe(.httpStringMatch, port: ports.http) {
            $0.resourcePath = "/endlessheaders"
        }
        #expect(observation.result == .failure(.headersTooLong))
    }

    /// Short limits for what never comes; the others are too long to be over in this test.
    struct Slowness: Sendable {
        let path: String
        let type: HealthCheckType
        let limit: any WritableKeyPath<ProbeLimits, Duration> & Sendable
        let failure: ProbeFailure
    }

    static let slowness: [Slowness] = {
        let status = HTTPStatus(code: 200, reason: "OK")
        return [
            Slowness(
                path: "/holdstatus",
                type: .http,
                limit: \.status,
                failure: .statusTimedOut
            ),
            Slowness(
                path: "/holdstatus",
                type: .httpStringMatch,
                limit: \.status,
                failure: .statusTimedOut
            ),
            Slowness(
                path: "/holdheaders",
                type: .httpStringMatch,
                limit: \.body,
                failure: .bodyTimedOut(status)
            ),
            Slowness(
                path: "/holdbody/fine",
                type: .httpStringMatch,
                limit: \.body,
                failure: .bodyTimedOut(status)
            ),
        ]
    }()

    @Test("each part of a response has a limit of its own", arguments: slowness)
    func tooSlow(_ slowness: Slowness) async throws {
        for (isTLS, port) in [(false, ports.http), (true, ports.https)] {
            let type: HealthCheckType =
                switch (slowness.type, isTLS) {
                case (.http, true): .https
                case (.httpStringMatch, true): .httpsStringMatch
                default: slowness.type
                }
            var limits = Self.patient
            limits[keyPath: slowness.limit] = .milliseconds(isTLS ? 500 : 50)
            let observation = try await probe(type, port: port, limits: limits) {
                $0.resourcePath = slowness.path
            }
            #expect(observation.result == .failure(slowness.failure))
        }
    }

    @Test("a TLS handshake that does not come to an end is over with the limit of the status")
    func silentTLS() async throws {
        var limits = Self.patient
        limits.status = .milliseconds(50)
        // The plain server waits for an empty line, which a ClientHello does not have.
        let observation = try await probe(.https, port: ports.http, limits: limits)
        #expect(observation.result == .failure(.statusTimedOut))
    }

    @Test("a connection that does not come about is over with its limit, TCP's or HTTP's")
    func noConnection() async throws {
        var short = Self.patient
        short.connection = .milliseconds(50)
        let http = try await probe(port: ports.full, limits: short)
        #expect(http.result == .failure(.connectionTimedOut))
        short = Self.patient
        short.bareConnection = .milliseconds(50)
        let tcp = try await probe(.tcp, port: ports.full, limits: short)
        #expect(tcp.result == .failure(.connectionTimedOut))
    }

    @Test("a TCP probe succeeds with the connection, and fails where nobody listens")
    func bareConnection() async throws {
        let observation = try await probe(.tcp, port: ports.http)
        #expect(observation.result == .success(.connected))
        #expect(observation.latency?.toConnection ?? .zero > .zero)
        for type in [HealthCheckType.tcp, .http, .https] {
            let refused = try await probe(type, port: ports.refusing)
            #expect(refused.result == .failure(.notConnected(reason: "Connection refused")))
        }
    }

    @Test("no TLS where TLS is wanted fails")
    func plainBehindTLS() async throws {
        let observation = try await probe(.http, port: ports.https)
        #expect(observation.result.health == .unhealthy)
    }

    @Test(
        "the request names the host, and so does the ClientHello unless SNI is off",
        arguments: [
            (.httpStringMatch, "www.example.com", nil, "Host: www.example.com:PORT"),
            (.httpStringMatch, nil, nil, "Host: 127.0.0.1:PORT"),
            (.httpsStringMatch, "www.example.com", nil, "server name: www.example.com\r\n"),
            (.httpsStringMatch, "www.example.com", nil, "Host: www.example.com:PORT"),
            (.httpsStringMatch, "www.example.com", false, "server name: none\r\n"),
            (.httpsStringMatch, "www.example.com", false, "Host: www.example.com:PORT"),
            (.httpsStringMatch, nil, nil, "server name: none\r\n"),
            (.httpStringMatch, nil, nil, "GET /echo/../a?b=%20&c HTTP/1.1\r\n"),
            (.httpStringMatch, nil, nil, "User-Agent: Meridian-Health-Check\r\n"),
        ] as [(HealthCheckType, String?, Bool?, String)]
    )
    func request(_ type: HealthCheckType, _ name: String?, _ sni: Bool?, _ expected: String)
        async throws
    {
        let port = type.isHTTPS ? ports.https : ports.http
        let observation = try await probe(type, port: port) {
            $0.fullyQualifiedDomainName = name
            $0.enableSNI = sni
            $0.resourcePath = "/echo/../a?b=%20&c"
            $0.searchString = expected.replacing("PORT", with: "\(port)")
        }
        #expect(observation.result.health == .healthy, "\(observation.result)")
    }

    @Test("an endpoint that needs SNI fails without it, and with it succeeds")
    func neededName() async throws {
        let with = try await probe(.https, port: ports.httpsWithName) {
            $0.fullyQualifiedDomainName = "www.example.com"
            $0.resourcePath = "/status/200"
        }
        #expect(with.result.health == .healthy)
        let without = try await probe(.https, port: ports.httpsWithName) {
            $0.fullyQualifiedDomainName = "www.example.com"
            $0.enableSNI = false
            $0.resourcePath = "/status/200"
        }
        guard case .failure(.tlsFailed(let reason)) = without.result else {
            Issue.record("\(without.result)")
            return
        }
        #expect(reason.contains("handshake failure"))
    }

    @Test("an endpoint may have an IPv6 address")
    func ipv6() async throws {
        guard let port = ports.httpIPv6 else { return }
        let observation = try await probe(.httpStringMatch, port: port) {
            $0.ipAddress = "::1"
            $0.resourcePath = "/echo"
            $0.searchString = "Host: [::1]:\(port)"
        }
        #expect(observation.result.health == .healthy, "\(observation.result)")
        #expect(observation.address == .ipv6(1))
    }

    @Test("a name without an address is resolved for the probe")
    func name() async throws {
        let observation = try await probe(.httpStringMatch, port: ports.http) {
            $0.ipAddress = nil
            $0.fullyQualifiedDomainName = "localhost"
            $0.resourcePath = "/echo"
            $0.searchString = "Host: localhost:\(ports.http)"
        }
        #expect(observation.result.health == .healthy, "\(observation.result)")
        #expect(observation.address == .ipv4(0x7f00_0001))
    }

    @Test(
        "a name that is not resolved fails; a lookup that was not made says nothing",
        arguments: [
            (
                NameLookup.failed(reason: "no A record"),
                "Failure: DNS resolution failed: no A record"
            ),
            (.notMade(reason: "out of memory"), "Not checked: out of memory"),
        ]
    )
    func unresolvedName(_ lookup: NameLookup, _ expected: String) async throws {
        let check = try check {
            $0.ipAddress = nil
            $0.fullyQualifiedDomainName = "www.example.com"
        }
        let observation = try await firstObservation(of: check, lookUp: { _ in lookup })
        #expect("\(observation.result)" == expected)
        #expect(observation.address == nil)
    }

    @Test("a probe for which there is no descriptor says nothing about the endpoint")
    func noDescriptor() async {
        await #expect(processExitsWith: .success) {
            let check = try check("check") {
                $0.ipAddress = nil
                $0.fullyQualifiedDomainName = "www.example.com"
                $0.failureThreshold = 1
            }
            let observation = try await firstObservation(of: check) { _ in
                DescriptorLimit.lowerToNothing()
                return .address(.ipv4(0x7f00_0001))
            }
            #expect(observation.result == .notMade(reason: "Too many open files"))
        }
    }

    @Test("a proxy of the environment is not used")
    func proxy() async {
        await #expect(processExitsWith: .success) {
            // SAFETY: this process has no other thread yet that looks at the environment.
            unsafe setenv("http_proxy", "http://127.0.0.1:1", 1)
            unsafe setenv("all_proxy", "http://127.0.0.1:1", 1)
            let port = try EndpointServers.running.get().ports.http
            let check = try check("check") {
                $0.ipAddress = "127.0.0.1"
                $0.port = port
                $0.resourcePath = "/status/200"
            }
            let observation = try await firstObservation(of: check, limits: Self.patient)
            #expect(observation.result.health == .healthy)
        }
    }
}
