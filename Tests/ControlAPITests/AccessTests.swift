import ControlAPI
import Testing

@Suite("Access to the control API", .timeLimit(.minutes(2)))
struct AccessTests {
    private static let list = "/2013-04-01/tags/hostedzone/Z1"

    @Test(
        "without credentials this machine gets in, and no web page",
        arguments: [
            ("Host", "localhost", true), ("Host", "LOCALHOST:8053", true),
            ("Host", "127.0.0.1:8053", true), ("Host", "127.8.8.8", true),
            ("Host", "[::1]:8053", true), ("Host", "dns.example:80", true),
            ("Host", "evil.example", false), ("Host", "127.0.0.1.evil.example", false),
            ("Host", "localhost.evil.example", false), ("Host", "192.0.2.1", false),
            ("Host", "", false), ("Origin", "http://localhost", false), ("Origin", "null", false),
        ]
    )
    func hosts(_ name: String, _ value: String, _ isAdmitted: Bool) async throws {
        try await RunningControlServer.run(hosts: ["dns.example"]) { server in
            for target in [Self.list, "/v1/state", "/openapi.json"] {
                let answer = try await server.ask("GET", target, fields: [(name, value)])
                #expect(answer.status == (isAdmitted ? 200 : 403), "\(target)")
            }
        }
    }

    @Test("more requests a second than are allowed are throttled, until time passes")
    func throttling() async throws {
        try await RunningControlServer.run(requestsPerSecond: 3) { server in
            for _ in 0..<3 { #expect(try await server.ask("GET", Self.list).status == 200) }
            let refused = try await server.ask("GET", Self.list)
            #expect(refused.status == 400)
            #expect(refused.code == "Throttling")
            #expect(refused.message == "Rate exceeded")
            server.clock.move(by: 1)
            for _ in 0..<3 { #expect(try await server.ask("GET", Self.list).status == 200) }
            #expect(try await server.ask("GET", Self.list).status == 400)
        }
    }

    /// A request as botocore 1.x has signed it: `SigV4Auth(…, "route53", region)` with the key of
    /// AWS's own examples, at 2023-11-14 22:13:20 UTC, for `http://localhost`.
    struct SignedRequest: Sendable, CustomStringConvertible {
        var method = "GET"
        var target = list
        var body = ""
        var region = "us-east-1"
        var token: String?
        let signature: String

        var description: String { "\(method) \(target) \(region)" }

        var fields: [(name: String, value: String)] {
            let headers = token == nil ? "" : ";x-amz-security-token"
            let authorization = """
                AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20231114/\(region)/route53/aws4_request, \
                SignedHeaders=host;x-amz-date\(headers), Signature=\(signature)
                """
            let fields = [("X-Amz-Date", "20231114T221320Z"), ("Authorization", authorization)]
            return fields + (token.map { [("X-Amz-Security-Token", $0)] } ?? [])
        }
    }

    private static let plain = SignedRequest(
        signature: "d394d1be8c1dc0fcc713010cd2ae224a5cba71b0d59244409c60415d052aba86"
    )
    private static let signed = [
        plain,
        SignedRequest(
            target: "/2013-04-01/geolocations?startcountrycode=CN&maxitems=2",
            signature: "afd12414e300725bd0ef52bdba02329a33d7de601a837d85315e88284fd9f7e3"
        ),
        SignedRequest(
            target: "/2013-04-01/tags/hostedzone/%2Fhostedzone%2FZ1",
            signature: "e7448449513fd31ad90fcf715a71eb0a6baed350290a5e390435934d34bc0f74"
        ),
        SignedRequest(
            method: "POST",
            body: """
                <ChangeTagsForResourceRequest \
                xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><AddTags><Tag><Key>k</Key>\
                <Value>v</Value></Tag></AddTags></ChangeTagsForResourceRequest>
                """,
            signature: "e6c0ca38b9803d426c7294eba25c5c4adce8eeedfce1ae9dbebeccb6a1f4ea4e"
        ),
        SignedRequest(
            region: "cn-northwest-1",
            token: "a/session+token==",
            signature: "1e2b19fd1c85cfce5538da137db642d002ec2ad7ac8209ce6c631ab36fe446fc"
        ),
    ]

    private static let credentials = [
        ControlServerOptions.Credential(
            accessKeyID: "AKIDEXAMPLE",
            secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
        )
    ]

    private static func ask(
        _ server: RunningControlServer,
        _ request: SignedRequest
    ) async throws -> HTTPAnswer {
        try await server.ask(request.method, request.target, request.body, fields: request.fields)
    }

    @Test(
        "what botocore has signed is admitted; another secret, path or body is not",
        arguments: signed
    )
    func signatures(_ request: SignedRequest) async throws {
        try await RunningControlServer.run(credentials: Self.credentials) { server in
            let answer = try await Self.ask(server, request)
            #expect(answer.status == 200, "\(answer.body)")
            for spoil in [
                { (request: inout SignedRequest) in request.target += "x" },
                { request in request.target += "/" }, { request in request.body += " " },
                { request in request.method = request.method == "GET" ? "POST" : "GET" },
                { request in request.token = "another" },
            ] {
                var spoilt = request
                spoil(&spoilt)
                let answer = try await Self.ask(server, spoilt)
                #expect(answer.code == "SignatureDoesNotMatch", "\(spoilt) \(answer.body)")
            }
        }
        let others = [
            ControlServerOptions.Credential(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "another")
        ]
        try await RunningControlServer.run(credentials: others) { server in
            let answer = try await Self.ask(server, request)
            #expect(answer.code == "SignatureDoesNotMatch")
        }
    }

    @Test(
        "a signature counts five minutes, both ways",
        arguments: [
            (300, nil), (301, "RequestExpired"), (-300, nil), (-301, "SignatureDoesNotMatch"),
        ]
    )
    func clocks(_ seconds: Int, _ code: String?) async throws {
        try await RunningControlServer.run(credentials: Self.credentials) { server in
            server.clock.move(by: seconds)
            let answer = try await Self.ask(server, Self.plain)
            #expect(answer.code == code)
        }
    }

    @Test("who names no credentials that are known is refused before the body is there")
    func strangers() async throws {
        let stranger = Self.plain.fields.map { field in
            (field.name, field.value.replacing("AKIDEXAMPLE", with: "AKIDNOBODY"))
        }
        let attempts: [(fields: [(String, String)], code: String)] = [
            ([], "MissingAuthenticationToken"), (stranger, "InvalidClientTokenId"),
        ]
        try await RunningControlServer.run(credentials: Self.credentials) { server in
            for attempt in attempts {
                let fields = attempt.fields + [("Content-Length", "1000000")]
                let answer = try await server.ask("POST", Self.list, fields: fields)
                #expect(answer.status == 403)
                #expect(answer.code == attempt.code)
            }
            let answer = try await server.ask("GET", "/v1/state")
            #expect(answer.status == 403)
            #expect(answer.body.contains("MissingAuthenticationToken"))
        }
    }
}
