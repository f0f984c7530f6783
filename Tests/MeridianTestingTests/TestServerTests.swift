import Foundation
import MeridianKit
import MeridianTesting
import TestSupport
import Testing

@Suite("A server inside of a test")
struct TestServerTests {
    private static let china: TestZone = """
        zone: example.com
        records:
          www:
            CNAME:
              geo: {CN: abc.cloudfront.cn, default: xyz.cloudfront.net}
        """

    @Test(
        "clients in China get CloudFront China, all others CloudFront Global, and why is recorded"
    )
    func china() async throws {
        let server = try await TestServer(
            zones: [Self.china],
            networks: ["198.51.100.0/24": "CN", "2001:db8::/32": "CN", "203.0.113.0/24": "US-CA"]
        )
        #expect(
            try server.dig("www.example.com", "+subnet=198.51.100.0/24") == "abc.cloudfront.cn."
        )
        #expect(try server.dig("www.example.com", "+tcp") == "xyz.cloudfront.net.")
        #expect(try server.dig("none.example.com") == "")
        let queries = server.queries
        try #require(queries.map(\.number) == [1, 2, 3])
        let first = try #require(queries.first)
        #expect(first.name == "www.example.com.")
        #expect(first.type == "A")
        #expect(first.client == "127.0.0.1")
        #expect(first.clientSubnet == "198.51.100.0/24")
        #expect(first.transport == .udp)
        #expect(first.reply == .answer)
        #expect(first.status == "NOERROR")
        #expect(first.answer == ["www.example.com. 300 IN CNAME abc.cloudfront.cn."])
        #expect(first.scope == 24)
        #expect(first.zone == "example.com.")
        #expect(first.location == "CN")
        #expect(first.network == "198.51.100.0/24")
        #expect(first.rule == "CN")
        #expect(first.setIdentifier == "CN")
        #expect(queries[1].transport == .tcp)
        #expect(queries[1].clientSubnet == nil)
        #expect(queries[1].scope == nil)
        #expect(queries[1].location == "none")
        #expect(queries[1].setIdentifier == "default")
        #expect(queries[2].reply == .nameError)
        #expect(queries[2].status == "NXDOMAIN")
        #expect(queries[2].rule == nil)
        let explanation = try server.explain("www.example.com", from: "2001:db8::7")
        #expect(explanation.answer == ["www.example.com. 300 IN CNAME abc.cloudfront.cn."])
        await server.stop()
        #expect(server.queries.count == 3)
    }

    @Test("several servers run at a time, each with its own answers")
    func several() async throws {
        let servers = try await withThrowingTaskGroup { group in
            for number in 1...8 {
                group.addTask {
                    (number, try await TestServer(records: ["a.test A 192.0.2.\(number)"]))
                }
            }
            var servers: [(number: Int, server: TestServer)] = []
            for try await server in group { servers.append(server) }
            return servers
        }
        #expect(Set(servers.map(\.server.port)).count == 8)
        for (number, server) in servers {
            #expect(try server.dig("a.test") == "192.0.2.\(number)")
            #expect(server.queries.count == 1)
        }
    }

    @Test("zones change while it serves, or stay all as they were")
    func replace() async throws {
        let server = try await TestServer(zones: [Self.china], records: ["a.test A 192.0.2.1"])
        try await server.replaceZones(
            [.masterFile(Self.master, zone: "example.org")],
            records: ["a.test A 192.0.2.2"]
        )
        #expect(try server.dig("www.example.org") == "192.0.2.80")
        #expect(try server.dig("a.test") == "192.0.2.2")
        #expect(try server.dig("www.example.com") == "")
        #expect(server.queries.last?.status == "REFUSED")

        let error = await #expect(throws: MeridianError.self) {
            try await server.replaceZones(["zone: example.net\nrecords: {www: {A: 300.1.2.3}}"])
        }
        let message = error?.description ?? ""
        #expect(message.contains("zones[0].yaml:2:20: found"), "\(message)")
        #expect(try server.dig("a.test") == "192.0.2.2")
        await server.stop()
    }

    @Test("what was answered before a change is told from what it was answered from")
    func queriesBeforeChange() async throws {
        let networks = ["127.0.0.0/8": "CN"]
        let server = try await TestServer(zones: [Self.china], networks: networks)
        #expect(try server.dig("www.example.com") == "abc.cloudfront.cn.")
        try await server.replaceZones([])
        #expect(server.queries.first?.zone == "example.com.")
        #expect(server.queries.first?.setIdentifier == "CN")
        await server.stop()
    }

    private static let master = """
        $TTL 300
        @ SOA ns1 hostmaster 1 7200 900 1209600 300
        @ NS ns1
        ns1 A 192.0.2.53
        www A 192.0.2.80
        """

    @Test("zone files and directories are read from where they are")
    func files() async throws {
        let directory = try TemporaryDirectory()
        try directory.file("zones/example.org.zone", Self.master)
        let file = try directory.file("single.yaml", "zone: a.test\nrecords: {www: {A: 192.0.2.7}}")
        let server = try await TestServer(
            zones: [
                .file(URL(filePath: directory.path + "/zones")), .file(URL(filePath: file)),
            ]
        )
        #expect(try server.dig("www.example.org") == "192.0.2.80")
        #expect(try server.dig("www.a.test") == "192.0.2.7")
        await server.stop()
    }

    @Test("the database locates everybody else")
    func database() async throws {
        let server = try await TestServer(
            zones: [Self.china],
            networks: ["114.114.114.0/25": "US"],
            database: URL(filePath: try Checkout.countryDatabase())
        )
        #expect(
            try server.dig("www.example.com", "+subnet=114.114.114.128/25") == "abc.cloudfront.cn."
        )
        #expect(
            try server.dig("www.example.com", "+subnet=114.114.114.0/25") == "xyz.cloudfront.net."
        )
        await server.stop()
    }

    @Test("with the same seed weighted record sets are drawn in the same order, else in another")
    func seed() async throws {
        let zone: TestZone = """
            zone: a.test
            records:
              www:
                A:
                  weighted:
                    one: {weight: 1, value: 192.0.2.1}
                    two: {weight: 1, value: 192.0.2.2}
            """
        var draws: [[String?]] = []
        for seed: UInt64 in [5, 5, 6] {
            let server = try await TestServer(zones: [zone], seed: seed)
            for _ in 0..<32 { _ = try server.dig("www.a.test") }
            await server.stop()
            draws.append(server.queries.map(\.setIdentifier))
        }
        #expect(draws[0].count == 32)
        #expect(Set(draws[0]) == ["one", "two"])
        #expect(draws[0] == draws[1])
        #expect(draws[0] != draws[2])
    }

    @Test("record sets come as Route 53's JSON, and what else they need from a configuration")
    func json() async throws {
        let directory = try TemporaryDirectory()
        let configuration = try directory.file(
            "meridian.yaml",
            "listen: [\"192.0.2.1:53\"]\nzones: []\nalias_targets: {x.example.net: [192.0.2.9]}\n"
        )
        let text = """
            {"ResourceRecordSets": [
              {"Name": "a.test.", "Type": "A", "AliasTarget": {"HostedZoneId": "Z2FDTNDATAQYW2",
               "DNSName": "x.example.net.", "EvaluateTargetHealth": false}},
              {"Name": "www.a.test.", "Type": "A", "TTL": 60,
               "ResourceRecords": [{"Value": "192.0.2.1"}]}
            ]}
            """
        let server = try await TestServer(
            zones: [.json(text, zone: "a.test")],
            configuration: URL(filePath: configuration)
        )
        #expect(server.address == "127.0.0.1")
        #expect(try server.dig("www.a.test") == "192.0.2.1")
        #expect(try server.dig("a.test") == "192.0.2.9")
        await server.stop()
    }

    @Test("a health check is what the test wants it to be")
    func health() async throws {
        let directory = try TemporaryDirectory()
        let configuration = try directory.file(
            "meridian.yaml",
            """
            zones: []
            health_checks:
              web: {cloudwatch_alarm: {region: us-east-1, name: web}, without_data: healthy}
            """
        )
        let zone: TestZone = """
            zone: a.test
            records:
              www:
                A: {failover: {primary: {health: web, value: 192.0.2.1}, secondary: 192.0.2.2}}
            """
        let server = try await TestServer(
            zones: [zone],
            configuration: URL(filePath: configuration)
        )
        #expect(try server.dig("www.a.test") == "192.0.2.1")
        try server.forceHealth(of: "web", to: "unhealthy")
        #expect(try server.dig("www.a.test") == "192.0.2.2")
        #expect(throws: MeridianError.self) { try server.forceHealth(of: "db", to: "healthy") }
        await server.stop()
    }

    @Test("only so many queries are kept")
    func bounded() async throws {
        let server = try await TestServer(records: ["a.test A 192.0.2.1"], recordedQueries: 2)
        for name in ["a.test", "b.a.test", "c.a.test"] { _ = try server.dig(name) }
        #expect(server.queries.map(\.name) == ["b.a.test.", "c.a.test."])
        #expect(server.queries.map(\.number) == [2, 3])
        let silent = try await TestServer(records: ["a.test A 192.0.2.1"], recordedQueries: 0)
        _ = try silent.dig("a.test")
        #expect(silent.queries.isEmpty)
        await server.stop()
        await silent.stop()
    }

    @Test("a server that is stopped, or forgotten, gives its port back")
    func end() async throws {
        let stopped = try await TestServer()
        var ports = [stopped.port]
        await stopped.stop()
        var forgotten: TestServer? = try await TestServer()
        ports.append(try #require(forgotten).port)
        forgotten = nil
        for port in ports {
            // Whoever listens there would have the connection, and no status 9 would come back.
            let asked = try OtherProgram(
                "/usr/bin/dig",
                ["@127.0.0.1", "-p", "\(port)", "+tcp", "+tries=1", "+time=5", "a.test"]
            )
            #expect(asked.status == 9, "\(asked.output)")
        }
    }

    @Test(
        "what is wrong is said in a sentence",
        arguments: [
            (["zone: a..b"], [], [:], "zones[0].yaml:1:7: found"),
            (["zone: a.test", "zone: a.test"], [], [:], "expected it in one file: zones[0].yaml"),
            ([], ["a.test A"], [:], "record 1:1:9: found"),
            ([], [], ["198.51.100.0/24": "China"], "network: found \"198.51.100.0/24=China\""),
        ] as [([TestZone], [String], [String: String], String)]
    )
    func errors(
        _ zones: [TestZone],
        _ records: [String],
        _ networks: [String: String],
        _ message: String
    ) async throws {
        let error = await #expect(throws: MeridianError.self) {
            _ = try await TestServer(zones: zones, records: records, networks: networks)
        }
        let said = error?.description ?? ""
        #expect(said.contains(message), "\(said)")
    }
}

extension TestServer {
    /// What `dig +short` prints.
    fileprivate func dig(_ arguments: String...) throws -> String {
        let all = ["@\(address)", "-p", "\(port)", "+short", "+tries=2", "+time=5"] + arguments
        return try OtherProgram("/usr/bin/dig", all).lines.joined(separator: " ")
    }
}
