import Addressing
import HealthChecking
import Testing

@Suite("HealthCheck")
struct HealthCheckTests {
    /// One set of elements that is not a health check.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let type: HealthCheckType
        let problem: HealthCheckProblem
        let message: String
        let change: @Sendable (inout HealthCheckConfig) -> Void

        init(
            _ type: HealthCheckType,
            _ problem: HealthCheckProblem,
            _ message: String,
            _ change: @escaping @Sendable (inout HealthCheckConfig) -> Void
        ) {
            self.type = type
            self.problem = problem
            self.message = message
            self.change = change
        }

        var testDescription: String { message }
    }

    static let refusals: [Refusal] = [
        Refusal(
            .http,
            .noEndpoint(.http),
            "a health check of type HTTP needs IPAddress or FullyQualifiedDomainName"
        ) {
            $0.ipAddress = nil
        },
        Refusal(.tcp, .missing(.port, .tcp), "a health check of type TCP needs Port") {
            $0.port = nil
        },
        Refusal(
            .httpStringMatch,
            .missing(.searchString, .httpStringMatch),
            "a health check of type HTTP_STR_MATCH needs SearchString"
        ) { $0.searchString = nil },
        Refusal(
            .http,
            .misplaced(.searchString, .http),
            "SearchString does not belong to a health check of type HTTP"
        ) {
            $0.searchString = "ok"
        },
        Refusal(
            .http,
            .misplaced(.enableSNI, .http),
            "EnableSNI does not belong to a health check of type HTTP"
        ) {
            $0.enableSNI = false
        },
        Refusal(
            .tcp,
            .misplaced(.resourcePath, .tcp),
            "ResourcePath does not belong to a health check of type TCP"
        ) {
            $0.resourcePath = "/"
        },
        Refusal(
            .https,
            .misplaced(.healthThreshold, .https),
            "HealthThreshold does not belong to a health check of type HTTPS"
        ) { $0.healthThreshold = 1 },
        Refusal(
            .calculated,
            .misplaced(.ipAddress, .calculated),
            "IPAddress does not belong to a health check of type CALCULATED"
        ) { $0.ipAddress = "192.0.2.1" },
        Refusal(
            .cloudWatchMetric,
            .misplaced(.port, .cloudWatchMetric),
            "Port does not belong to a health check of type CLOUDWATCH_METRIC"
        ) { $0.port = 80 },
        Refusal(
            .http,
            .misplaced(.alarmIdentifier, .http),
            "AlarmIdentifier does not belong to a health check of type HTTP"
        ) { $0.alarmIdentifier = AlarmIdentifier(region: "us-east-1", name: "a") },
        Refusal(
            .cloudWatchMetric,
            .missing(.alarmIdentifier, .cloudWatchMetric),
            "a health check of type CLOUDWATCH_METRIC needs AlarmIdentifier"
        ) { _ in },
        Refusal(
            .recoveryControl,
            .missing(.routingControlArn, .recoveryControl),
            "a health check of type RECOVERY_CONTROL needs RoutingControlArn"
        ) { _ in },
        Refusal(
            .calculated,
            .missing(.healthThreshold, .calculated),
            "a health check of type CALCULATED needs HealthThreshold"
        ) { _ in },
        Refusal(
            .http,
            .notAnAddress(found: "192.0.2.256"),
            "IPAddress: found \"192.0.2.256\", expected an IPv4 or IPv6 address"
        ) {
            $0.ipAddress = "192.0.2.256"
        },
        Refusal(
            .http,
            .unusableAddress(found: .ipv4(0xe000_0001)),
            "IPAddress: found 224.0.0.1, expected the address of an endpoint"
        ) {
            $0.ipAddress = "224.0.0.1"
        },
        Refusal(
            .http,
            .unusableAddress(found: .ipv6(0)),
            "IPAddress: found ::, expected the address of an endpoint"
        ) {
            $0.ipAddress = "::"
        },
        Refusal(
            .http,
            .notADomainName(found: "www..example.com"),
            "FullyQualifiedDomainName: found \"www..example.com\", expected a name such as www.example.com"
        ) { $0.fullyQualifiedDomainName = "www..example.com" },
        Refusal(
            .http,
            .notADomainName(found: "a\r\nX: b"),
            "FullyQualifiedDomainName: found \"a\r\nX: b\", expected a name such as www.example.com"
        ) { $0.fullyQualifiedDomainName = "a\r\nX: b" },
        Refusal(
            .http,
            .badLength(.fullyQualifiedDomainName, found: 256, expected: 1...255),
            "FullyQualifiedDomainName: found 256 characters, expected 1 to 255"
        ) { $0.fullyQualifiedDomainName = String(repeating: "a.", count: 128) },
        Refusal(
            .http,
            .notAPath(found: "/a b"),
            "ResourcePath: found \"/a b\", expected visible ASCII characters without spaces"
        ) { $0.resourcePath = "/a b" },
        Refusal(
            .http,
            .badLength(.resourcePath, found: 256, expected: 1...255),
            "ResourcePath: found 256 characters, expected 1 to 255"
        ) { $0.resourcePath = "/" + String(repeating: "a", count: 255) },
        Refusal(
            .httpStringMatch,
            .badLength(.searchString, found: 0, expected: 1...255),
            "SearchString: found 0 characters, expected 1 to 255"
        ) { $0.searchString = "" },
        Refusal(
            .http,
            .outOfRange(.port, found: 65536, expected: 1...65535),
            "Port: found 65536, expected 1 to 65535"
        ) {
            $0.port = 65536
        },
        Refusal(
            .http,
            .outOfRange(.failureThreshold, found: 11, expected: 1...10),
            "FailureThreshold: found 11, expected 1 to 10"
        ) { $0.failureThreshold = 11 },
        Refusal(
            .calculated,
            .outOfRange(.healthThreshold, found: 257, expected: 0...256),
            "HealthThreshold: found 257, expected 0 to 256"
        ) { $0.healthThreshold = 257 },
        Refusal(.http, .notAnInterval(found: 20), "RequestInterval: found 20, expected 10 or 30") {
            $0.requestInterval = 20
        },
        Refusal(
            .http,
            .tooFewRegions(found: 2, least: 3),
            "Regions: found 2, expected 3 or more, each once"
        ) { $0.regions = [.usEast1, .euWest1, .usEast1] },
        Refusal(
            .calculated,
            .tooManyChildren(found: 256, most: 255),
            "ChildHealthChecks: found 256, expected at most 255"
        ) { $0.childHealthChecks = (0..<256).compactMap { HealthCheckID("child-\($0)") } },
    ]

    @Test(
        "what is not a health check is refused, with what was found and expected",
        arguments: refusals
    )
    func refusal(_ refusal: Refusal) {
        #expect(throws: refusal.problem) { try check("check", refusal.type, refusal.change) }
        #expect("\(refusal.problem)" == refusal.message)
    }

    @Test("elements that are not given have Route 53's defaults")
    func defaults() throws {
        let check = try check()
        let endpoint = try #require(check.endpoint)
        #expect(endpoint.host == .address(.ipv4(0xc000_0201)))
        #expect(endpoint.port == 80)
        #expect(endpoint.interval == .standard)
        #expect(endpoint.failureThreshold == 3)
        #expect(!endpoint.measuresLatency)
        #expect(!check.isInverted)
        #expect(!check.isDisabled)
        #expect(endpoint.request?.path == "/")
        #expect(endpoint.request?.searchString == nil)
        #expect(endpoint.request?.security == .plain)
    }

    @Test(
        "the header Host is the name, or else the address, with the port unless it is the usual one",
        arguments: [
            (.http, "192.0.2.1", "www.example.com", nil, "www.example.com"),
            (.http, "192.0.2.1", "www.example.com", 80, "www.example.com"),
            (.http, "192.0.2.1", "www.example.com.", 443, "www.example.com:443"),
            (.https, "192.0.2.1", "www.example.com", nil, "www.example.com"),
            (.https, nil, "www.example.com", 443, "www.example.com"),
            (.httpsStringMatch, nil, "www.example.com", 80, "www.example.com:80"),
            (.http, "192.0.2.1", nil, nil, "192.0.2.1"),
            (.http, "192.0.2.1", nil, 8080, "192.0.2.1:8080"),
            (.http, "2001:db8::1", nil, 80, "[2001:db8::1]"),
            (.http, "::ffff:192.0.2.1", nil, 81, "192.0.2.1:81"),
        ] as [(HealthCheckType, String?, String?, Int?, String)]
    )
    func hostHeader(
        _ type: HealthCheckType,
        _ address: String?,
        _ name: String?,
        _ port: Int?,
        _ expected: String
    ) throws {
        let check = try check("check", type) {
            $0.ipAddress = address
            $0.fullyQualifiedDomainName = name
            $0.port = port
        }
        #expect(check.endpoint?.request?.host == expected)
    }

    @Test(
        "the name is sent in the ClientHello unless that is switched off, or there is none",
        arguments: [
            ("www.example.com", nil, "www.example.com"),
            ("www.example.com", true, "www.example.com"),
            ("www.example.com", false, nil), (nil, true, nil),
        ] as [(String?, Bool?, String?)]
    )
    func serverName(_ name: String?, _ isEnabled: Bool?, _ expected: String?) throws {
        let check = try check("check", .https) {
            $0.fullyQualifiedDomainName = name
            $0.enableSNI = isEnabled
        }
        #expect(check.endpoint?.request?.security == .tls(serverName: expected))
    }

    @Test("a path gets its leading slash, and keeps its query")
    func path() throws {
        let check = try check { $0.resourcePath = "welcome.html?language=jp&login=y" }
        #expect(check.endpoint?.request?.path == "/welcome.html?language=jp&login=y")
    }

    @Test("an endpoint without an address is resolved by its name, without the dot at its end")
    func name() throws {
        let check = try check {
            $0.ipAddress = nil
            $0.fullyQualifiedDomainName = "www.example.com."
        }
        #expect(check.endpoint?.host == .name("www.example.com"))
    }

    @Test(
        "a check of an alarm has the health that it is to have without data",
        arguments: [
            (nil, .healthy), (.healthy, .healthy), (.lastKnownStatus, .healthy),
            (.unhealthy, .unhealthy),
        ]
            as [(InsufficientDataHealthStatus?, Health)]
    )
    func alarm(_ status: InsufficientDataHealthStatus?, _ expected: Health) throws {
        let check = try check("check", .cloudWatchMetric) {
            $0.alarmIdentifier = AlarmIdentifier(region: "us-east-1", name: "errors")
            $0.insufficientDataHealthStatus = status
        }
        #expect(check.subject == .unobservable(expected))
        #expect(check.isUnobservable)
    }

    @Test("an identifier is 1 to 64 visible ASCII characters")
    func identifier() {
        #expect(HealthCheckID("7c1b7e5c-9e5c-4c4e-8a3f-0f0f0f0f0f0f") != nil)
        #expect(HealthCheckID(String(repeating: "a", count: 64)) != nil)
        for text in ["", String(repeating: "a", count: 65), "a b", "ä"] {
            #expect(HealthCheckID(text) == nil)
        }
    }

    @Test("a child counts once")
    func childTwice() throws {
        let problem = HealthCheckProblem.childTwice(try "web".asHealthCheckID)
        #expect(throws: problem) { try calculated("both", of: ["web", "web"], threshold: 1) }
        #expect("\(problem)" == "ChildHealthChecks: found web twice")
    }

    @Test("checks that speak of each other must fit together")
    func sets() throws {
        let web = try check("web")
        let both = try calculated("both", of: ["web"], threshold: 1)
        #expect(try HealthCheckSet([both, web]).checks == [both, web])
        #expect(throws: HealthCheckSetProblem.idTwice(web.id)) { try HealthCheckSet([web, web]) }
        #expect(throws: HealthCheckSetProblem.unknownChild(web.id, of: both.id)) {
            try HealthCheckSet([both])
        }
        let above = try calculated("above", of: ["both"], threshold: 1)
        #expect(throws: HealthCheckSetProblem.calculatedChild(both.id, of: above.id)) {
            try HealthCheckSet([web, both, above])
        }
        let loop = try calculated("loop", of: ["loop"], threshold: 1)
        #expect(throws: HealthCheckSetProblem.calculatedChild(loop.id, of: loop.id)) {
            try HealthCheckSet([loop])
        }
    }
}
