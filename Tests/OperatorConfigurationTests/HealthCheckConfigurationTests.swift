import HealthChecking
import OperatorConfiguration
import Testing

@Suite("Health checks in the configuration")
struct HealthCheckConfigurationTests {
    private func parse(_ checks: String) throws -> [HealthCheck] {
        let text = "health_checks: {\(checks)}"
        return try ConfigurationFile.parse(Array(text.utf8), path: "m").healthChecks.checks
    }

    private func same(
        _ type: HealthCheckType,
        forced: ForcedHealth = .automatic,
        _ change: (inout HealthCheckConfig) -> Void
    ) throws -> HealthCheck {
        var config = HealthCheckConfig(type: type)
        change(&config)
        let id = try #require(HealthCheckID("web"))
        return try HealthCheck(id: id, config: config, forced: forced)
    }

    @Test("endpoints: an address or a name, a port, a path, each where it is wanted")
    func endpoints() throws {
        #expect(
            try parse(#"web: {http: "192.0.2.1:8080/health", interval: 10, failures: 1}"#) == [
                same(.http) {
                    $0.ipAddress = "192.0.2.1"
                    $0.port = 8080
                    $0.resourcePath = "/health"
                    $0.requestInterval = 10
                    $0.failureThreshold = 1
                }
            ]
        )
        #expect(
            try parse("web: {https: www.example.com, sni: off, search: all is well}") == [
                same(.httpsStringMatch) {
                    $0.fullyQualifiedDomainName = "www.example.com"
                    $0.enableSNI = false
                    $0.searchString = "all is well"
                }
            ]
        )
        #expect(
            try parse(#"web: {http: "[2001:db8::1]:81/", host: www.example.com, latency: on}"#) == [
                same(.http) {
                    $0.ipAddress = "2001:db8::1"
                    $0.port = 81
                    $0.resourcePath = "/"
                    $0.fullyQualifiedDomainName = "www.example.com"
                    $0.measureLatency = true
                }
            ]
        )
        #expect(
            try parse(#"web: {tcp: "db.example.com:5432", inverted: on, disabled: on}"#) == [
                same(.tcp) {
                    $0.fullyQualifiedDomainName = "db.example.com"
                    $0.port = 5432
                    $0.inverted = true
                    $0.disabled = true
                }
            ]
        )
        #expect(
            try parse(#"web: {http: "[2001:db8::1]/a:b"}"#) == [
                same(.http) {
                    $0.ipAddress = "2001:db8::1"
                    $0.resourcePath = "/a:b"
                }
            ]
        )
    }

    @Test("checks that observe no endpoint, and forced states")
    func others() throws {
        let checks = try parse(
            #"""
            a: {http: 192.0.2.1, forced: unhealthy}, b: {calculated: [a], healthy: 1},
            web: {cloudwatch_alarm: {region: us-east-1, name: q}, without_data: unhealthy},
            d: {routing_control: "arn:x", forced: healthy}
            """#
        )
        #expect(checks.map(\.id.text) == ["a", "b", "web", "d"])
        #expect(checks.map(\.forced) == [.unhealthy, .automatic, .automatic, .healthy])
        #expect(checks.map(\.isUnobservable) == [false, false, true, true])
        #expect(
            try checks[2]
                == same(.cloudWatchMetric) {
                    $0.alarmIdentifier = AlarmIdentifier(region: "us-east-1", name: "q")
                    $0.insufficientDataHealthStatus = .unhealthy
                }
        )
    }

    @Test(
        "a bad check is refused where it is bad",
        arguments: [
            ("web: {}", "1:22: found a mapping, expected one of http, https, tcp, calculated"),
            ("web: {http: a, tcp: b}", "1:22: found a mapping, expected one of http"),
            ("web: {http: \"\"}", #"1:29: found "", expected HOST:PORT/PATH"#),
            ("web: {http: \"/health\"}", #"1:29: found "/health", expected HOST:PORT/PATH"#),
            ("web: {http: \"a:b\"}", #"1:29: found "a:b", expected HOST:PORT/PATH"#),
            ("web: {http: \"::1\"}", #"1:29: found "::1", expected HOST:PORT/PATH"#),
            ("web: {http: 192.0.2}", #"1:29: IPAddress: found "192.0.2", expected an IPv4"#),
            ("web: {http: \"a:0\"}", "1:29: Port: found 0, expected 1 to 65535"),
            ("web: {tcp: a}", "1:22: a health check of type TCP needs Port"),
            ("web: {http: a, interval: 11}", "1:42: RequestInterval: found 11, expected 10 or 30"),
            ("web: {http: a, failures: 11}", "1:42: FailureThreshold: found 11, expected 1 to 10"),
            ("web: {tcp: \"a:1\", search: x}", "1:43: SearchString does not belong to a health"),
            ("web: {http: a, host: b}", "1:38: found host beside an endpoint that is a name"),
            ("web: {http: a, forced: up}", #"1:40: found "up", expected healthy, unhealthy or"#),
            ("web: {http: a, port: 1}", #"1:32: found the unknown key "port", expected one of"#),
            (
                "web: {calculated: [b], healthy: 1}",
                "1:17: ChildHealthChecks of web: found b, which"
            ),
            ("web: {calculated: [web], healthy: 1}", "1:17: ChildHealthChecks of web: found web"),
            ("web: {calculated: []}", "1:22: a health check of type CALCULATED needs Health"),
            ("web: {http: a, regions: [us-east-1]}", "1:41: Regions: found 1, expected 3 or more"),
            ("web: {http: a, regions: [mars]}", #"1:42: found "mars", expected one of us-east-1"#),
            ("\"a b\": {http: a}", #"1:17: found "a b", expected 1 to 64 visible ASCII"#),
            ("web: {cloudwatch_alarm: {region: a}}", #"1:41: found a mapping without "name""#),
        ]
    )
    func refusals(_ text: String, _ part: String) {
        let error = #expect(throws: ConfigurationError.self) { try parse(text) }
        #expect(error?.problems.count == 1)
        let description = error?.description ?? ""
        #expect(description.hasPrefix("m:\(part)"), "\(description)")
    }
}
