import Foundation
import MeridianTesting
import Testing

/// Clients in China get CloudFront China, everyone else gets CloudFront Global.
struct ChinaTests {
    static let zone: TestZone = """
        zone: example.com
        records:
          www:
            CNAME:
              geo:
                CN: abc.cloudfront.cn        # CloudFront China
                default: xyz.cloudfront.net  # CloudFront Global
        """

    @Test(arguments: [
        ("198.51.100.0/24", "abc.cloudfront.cn."),
        ("2001:db8:7::/48", "abc.cloudfront.cn."),
        ("203.0.113.0/24", "xyz.cloudfront.net."),
    ])
    func target(subnet: String, target: String) async throws {
        let server = try await TestServer(
            zones: [Self.zone],
            networks: ["198.51.100.0/24": "CN", "2001:db8::/32": "CN"]
        )
        #expect(try dig(server, "www.example.com", "+subnet=\(subnet)") == target)

        let query = try #require(server.queries.last)
        #expect(query.clientSubnet == subnet)
        #expect(query.answer == ["www.example.com. 300 IN CNAME \(target)"])
        #expect(query.setIdentifier == (target.hasSuffix("cn.") ? "CN" : "default"))
        await server.stop()
    }

    @Test func changedZone() async throws {
        let server = try await TestServer(zones: [Self.zone])
        #expect(try dig(server, "www.example.com") == "xyz.cloudfront.net.")
        try await server.replaceZones([], records: ["www.example.com 60 A 192.0.2.1"])
        #expect(try dig(server, "www.example.com") == "192.0.2.1")
        await server.stop()
    }
}

/// What `dig` prints. Here your own code would ask.
func dig(_ server: TestServer, _ arguments: String...) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["dig", "@\(server.address)", "-p", "\(server.port)", "+short"] + arguments
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.trimmingCharacters(in: .newlines)
}
