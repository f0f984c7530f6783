import Foundation
import MeridianKit
import Testing

@Suite("Explaining answers")
struct ExplanationTests {
    private let content: TestContent

    init() throws {
        content = try TestContent(
            configuration: """
                networks:
                  198.51.100.0/24: CN
                  198.51.100.128/25: US-CA
                  203.0.113.0/24: continent-AS
                  192.0.2.0/24: none
                """,
            zones: [
                "example.com.yaml": """
                zone: example.com
                records:
                  www: {CNAME: {geo: {CN: a.example.net, continent-AS: b.example.net, \
                default: c.example.net}}}
                  partial: {A: {geo: {CN: 192.0.2.1}}}
                  alias: {CNAME: www.example.com}
                  dead: {CNAME: partial.example.com}
                  plain: {A: 192.0.2.7}
                  "*.wild": {A: {geo: {CN: 192.0.2.2, default: 192.0.2.3}}}
                  tree: {A: {geo: {CN: {alias: {name: offices.example.com, health: on}}, \
                default: {alias: near.example.com}}}}
                  offices: {A: {failover: {primary: {alias: {name: near.example.com, health: on}}, \
                secondary: 192.0.2.9}}}
                  near: {A: {latency: {eu-west-1: 192.0.2.5, ap-northeast-1: 192.0.2.6}}}
                """
            ]
        )
    }

    @Test("a health check that the configuration forces counts, also where nobody probes")
    func forcedHealth() throws {
        let check = "{cloudwatch_alarm: {region: us-east-1, name: web}, without_data: healthy"
        let zone = """
            zone: example.com
            records:
              www: {A: {failover: {primary: {health: web, value: 192.0.2.1}, secondary: 192.0.2.2}}}
            """
        for (forced, address) in [("", "192.0.2.1"), (", forced: unhealthy", "192.0.2.2")] {
            let content = try TestContent(
                configuration: "health_checks:\n  web: \(check)\(forced)}\n",
                zones: ["example.com.yaml": zone]
            )
            let (explanation, _) = try Meridian.explain(
                name: "www.example.com",
                type: "A",
                from: "192.0.2.7",
                configurationPath: content.configuration
            )
            #expect(explanation.text.contains(" A \(address)"), "\(explanation.text)")
        }
    }

    @Test(
        "the record set is chosen by the smallest region that holds the client",
        arguments: [
            ("198.51.100.1", "CN", ["continent-AS", "default"]),
            ("203.0.113.1", "continent-AS", ["default", "CN"]),
            ("198.51.100.129", "default", ["CN", "continent-AS"]),
            ("192.0.2.1", "default", ["CN", "continent-AS"]),
            ("2001:db8::1", "default", ["CN", "continent-AS"]),
            ("::ffff:198.51.100.1", "CN", ["continent-AS", "default"]),
        ]
    )
    func choice(_ client: String, _ chosen: String, _ passedOver: [String]) throws {
        let explanation = try content.explain("www.example.com", from: client)
        let routing = try #require(explanation.routing)
        #expect(routing.chosen.map(\.rule) == [chosen])
        #expect(routing.chosen.map(\.setIdentifier) == [chosen])
        #expect(Set(routing.recordSets.map(\.rule).filter { $0 != chosen }) == Set(passedOver))
        #expect(explanation.zone == "example.com.")
        #expect(explanation.status == "NOERROR")
    }

    @Test(
        "the scope is the widest network with the same answer",
        arguments: [
            ("198.51.100.1", "198.51.100.0/25"), ("198.51.100.129", "198.51.100.128/25"),
            ("203.0.113.77", "203.0.113.0/24"), ("8.8.8.8", "0.0.0.0/1"),
            ("2001:db8::1", "2000::/3"),
        ]
    )
    func scope(_ client: String, _ scope: String) throws {
        // ::ffff:0:0/96 and 64:ff9b::/96 are IPv4: the scope in IPv6 leaves them out.
        #expect(try content.explain("www.example.com", from: client).scope == scope)
    }

    @Test("without a match and without a default the answer is empty, and says so")
    func noMatch() throws {
        for name in ["partial.example.com", "dead.example.com"] {
            let explanation = try content.explain(name, from: "203.0.113.1")
            let routing = try #require(explanation.routing)
            #expect(routing.chosen.isEmpty)
            #expect(routing.name == "partial.example.com.")
            #expect(routing.type == "A")
            #expect(routing.recordSets.map(\.rule) == ["CN"])
            #expect(explanation.status == "NOERROR")
            #expect(explanation.text.contains("none matches, and there is no default"))
        }
    }

    @Test("the routed name behind an alias and the one of a wildcard are explained")
    func aliasAndWildcard() throws {
        let alias = try content.explain("alias.example.com", from: "198.51.100.1")
        #expect(alias.routing?.name == "www.example.com.")
        #expect(alias.answer.count == 2)
        let wild = try content.explain("x.wild.example.com", from: "198.51.100.1")
        #expect(wild.routing?.chosen.map(\.rule) == ["CN"])
        #expect(wild.answer == ["x.wild.example.com. 300 IN A 192.0.2.2"])
    }

    @Test(
        "answers without routing say what there is",
        arguments: [
            ("plain.example.com", "NOERROR", 1), ("none.example.com", "NXDOMAIN", 0),
            ("example.org", "REFUSED", 0), ("example.com", "NOERROR", 0),
        ]
    )
    func unrouted(_ name: String, _ status: String, _ records: Int) throws {
        let explanation = try content.explain(name, from: "198.51.100.1")
        #expect(explanation.routing == nil)
        #expect(explanation.status == status)
        #expect(explanation.answer.count == records)
    }

    @Test("a tree of policies is told from the top to the records")
    func tree() throws {
        let explanation = try content.explain("tree.example.com", from: "198.51.100.1")
        var policies: [String] = []
        var routing = explanation.routing
        while let step = routing {
            policies.append("\(step.policy) at \(step.name)")
            routing = step.chosen.first?.alias?.routing
        }
        #expect(
            policies == [
                "geolocation at tree.example.com.", "failover at offices.example.com.",
                "latency at near.example.com.",
            ]
        )
        #expect(explanation.routing?.chosen.first?.health == .healthy)
        let told = explanation.text.split(separator: "\n").map(String.init)
        for line in [
            "rule:        CN, SetIdentifier \"CN\": the most specific match, healthy",
            "alias of:    offices.example.com.",
            "  policy:      failover at offices.example.com. A",
            "  rule:        primary, SetIdentifier \"primary\": it comes first, healthy",
            "    client in:   198.51.100.0/25",
            "    rule:        ap-northeast-1, SetIdentifier \"ap-northeast-1\": the nearest",
            "    passed over: eu-west-1, SetIdentifier \"eu-west-1\": comes after ap-northeast-1",
            "  passed over: secondary, SetIdentifier \"secondary\": comes after primary",
        ] {
            #expect(told.contains(line), "\(line)")
        }
    }

    @Test("the location says where it is from")
    func location() throws {
        let own = try content.explain("www.example.com", from: "198.51.100.200").location
        #expect(own.source == .ownNetworks)
        #expect(own.network == "198.51.100.128/25")
        #expect(own.word == "US-CA")
        #expect(own.file == content.configuration)
        let nowhere = try content.explain("www.example.com", from: "8.8.8.8").location
        #expect(nowhere.source == .nothing)
        #expect(nowhere.word == "none")
    }

    @Test("the JSON form has all of it")
    func json() throws {
        let explanation = try content.explain("www.example.com", from: "198.51.100.1")
        let json = try JSONSerialization.jsonObject(with: Data(explanation.json.utf8))
        let keys = try #require(json as? [String: Any]).keys.sorted()
        #expect(
            keys == [
                "answer", "client", "location", "question", "routing", "scope", "status", "zone",
            ]
        )
    }

    @Test(
        "words that make no sense are usage errors",
        arguments: [("a..b", "A", "192.0.2.1"), ("a", "XYZ", "192.0.2.1"), ("a", "A", "192.0.2")]
    )
    func usage(_ name: String, _ type: String, _ address: String) {
        let error = #expect(throws: MeridianError.self) {
            try content.explain(name, type, from: address)
        }
        guard case .usage = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
