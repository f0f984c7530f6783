import Foundation
import TestSupport
import Testing

/// What a test suite in any language reads back from the executable.
@Suite("The last queries, over standard input and output")
struct RecordedQueriesTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.writeExampleZone()
    }

    private var zone: String { workspace.path + "/zones/example.com.yaml" }

    private struct Reply: Decodable {
        let event: String
        let queries: [Query]
    }

    private struct Query: Decodable, Equatable {
        let number: Int
        var client: String?
        var clientSubnet: String?
        var transport: String?
        var name: String?
        var type: String?
        var reply: String?
        var status: String?
        var answer: [String]
        var rule: String?
        var setIdentifier: String?
        var location: String?
        var scope: Int?
    }

    private func queries(_ server: ServerUnderTest, _ command: String) throws -> [Query] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let line = try server.ask(command)
        #expect(line.filter { $0 == "\n" }.count == 1)
        let reply = try decoder.decode(Reply.self, from: Data(line.utf8))
        #expect(reply.event == "queries")
        return reply.queries
    }

    @Test("each says who asked for what, what was answered, and why")
    func all() throws {
        let server = try ServerUnderTest(zone, "--network=198.51.100.0/24=CN")
        #expect(try queries(server, "queries").isEmpty)
        _ = try server.dig("www.example.com", "AAAA", "+subnet=198.51.100.7/32")
        _ = try server.dig("example.org", "+tcp", "+noedns")
        #expect(
            try queries(server, "queries") == [
                Query(
                    number: 1,
                    client: "127.0.0.1",
                    clientSubnet: "198.51.100.7/32",
                    transport: "udp",
                    name: "www.example.com.",
                    type: "AAAA",
                    reply: "answer",
                    status: "NOERROR",
                    answer: ["www.example.com. 300 IN CNAME abc.cloudfront.cn."],
                    rule: "CN",
                    setIdentifier: "CN",
                    location: "CN",
                    scope: 24
                ),
                Query(
                    number: 2,
                    client: "127.0.0.1",
                    transport: "tcp",
                    name: "example.org.",
                    type: "A",
                    reply: "error",
                    status: "REFUSED",
                    answer: [],
                    location: "none"
                ),
            ]
        )
        #expect(try queries(server, "queries 1").map(\.number) == [2])
        #expect(try queries(server, "queries 2").isEmpty)
        #expect(try server.ask("queries all").contains("\"event\":\"error\""))
    }

    @Test("a zone that does not look at client subnets takes the location of the packet")
    func withoutSubnet() throws {
        let text = Workspace.exampleZone(ttl: 60) + "\necs: off\n"
        let file = try workspace.write("off.yaml", text)
        let server = try ServerUnderTest(file, "--network=198.51.100.0/24=CN")
        _ = try server.dig("www.example.com", "+subnet=198.51.100.0/24")
        let query = try #require(try queries(server, "queries").first)
        #expect(query.rule == "default")
        #expect(query.location == "none")
        #expect(query.clientSubnet == "198.51.100.0/24")
    }

    @Test("messages that are none are there too, as far as they can be read")
    func malformed() throws {
        let server = try ServerUnderTest(zone)
        let script =
            "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
            + "for m in (b'short', bytes(12)): s.sendto(m, ('127.0.0.1', \(server.port)))"
        #expect(try Command.run("/usr/bin/python3", ["-c", script]).status == 0)
        _ = try server.dig("www.example.com")
        let found = try queries(server, "queries")
        #expect(found.map(\.reply) == ["dropped", "error", "answer"])
        #expect(found.map(\.name) == [nil, nil, "www.example.com."])
        #expect(found.map(\.status) == [nil, "FORMERR", "NOERROR"])
    }

    @Test("the last 1,024 are kept")
    func bounded() throws {
        let server = try ServerUnderTest(zone)
        let names = (1...1030).map { "n\($0).example.com" }
        let list = try workspace.write("names", names.joined(separator: "\n") + "\n")
        _ = try server.dig("+short", "-f", list)
        let found = try queries(server, "queries")
        #expect(found.count == 1024)
        #expect(found.map(\.number) == Array(7...1030))
        #expect(found.map(\.name) == names.dropFirst(6).map { "\($0)." })
    }
}
