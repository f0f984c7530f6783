import Foundation
import TestSupport
import Testing

/// The examples in `config/examples/china`, as they stand.
@Suite("The three China set-ups")
struct ChinaExampleTests {
    private static let folder = "config/examples/china"

    /// What the folder holds, so that no example goes untested.
    static let names: [String] = {
        let path = Checkout.path(folder)
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return entries.filter { $0 != "README.md" }.sorted()
    }()

    @Test("there are three")
    func count() { #expect(Self.names == ["connected-region", "global-origin", "local-origin"]) }

    @Test("check finds them good, without a warning, and all expectations met", arguments: names)
    func good(_ name: String) throws {
        let config = Checkout.path("\(Self.folder)/\(name)/meridian.yaml")
        let check = try Command.meridian("check", "--config", config)
        #expect(check.status == 0)
        let match = try #require(check.lines.first?.firstMatch(of: #/^(\d+) of (\d+) expect/#))
        #expect(match.output.1 == match.output.2)
        #expect(check.lines.count == 2, "\(check.output)")
    }

    @Test("an answer that is not meant for a place fails their expectations", arguments: names)
    func expectations(_ name: String) throws {
        let workspace = try Workspace()
        let copy = workspace.path + "/copy"
        try FileManager.default.copyItem(
            atPath: Checkout.path("\(Self.folder)/\(name)"),
            toPath: copy
        )
        let config = copy + "/meridian.yaml"
        let zones = try FileManager.default.contentsOfDirectory(atPath: copy + "/zones")
        for zone in zones {
            let path = "\(copy)/zones/\(zone)"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            // One rule at a time is given to another country.
            for range in text.ranges(of: "        CN: ") {
                let broken = text.replacingCharacters(in: range, with: "        JP: ")
                try broken.write(toFile: path, atomically: true, encoding: .utf8)
                #expect(try Command.meridian("check", "--config", config).status == 1)
            }
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(try Command.meridian("check", "--config", config).status == 0)
    }

    @Test(
        "a server with them answers as the drawings say",
        arguments: [
            ("global-origin", "198.51.100.7", "www.example.com", "abc.cloudfront.cn."),
            ("global-origin", "203.0.113.7", "www.example.com", "xyz.cloudfront.net."),
            (
                "connected-region", "198.51.100.7", "origin.example.com",
                "origin-singapore.example.com."
            ),
            (
                "connected-region", "203.0.113.7", "origin.example.com",
                "origin-frankfurt.example.com."
            ),
            ("local-origin", "198.51.100.7", "www.example.com", "www.example.cn."),
            ("local-origin", "198.51.100.7", "www.example.cn", "abc.cloudfront.cn."),
            ("local-origin", "203.0.113.7", "www.example.cn", "www.example.com."),
            ("local-origin", "203.0.113.7", "www.example.com", "xyz.cloudfront.net."),
        ]
    )
    func served(_ name: String, _ client: String, _ question: String, _ answer: String) throws {
        let server = try RunningServer(
            config: Checkout.path("\(Self.folder)/\(name)/meridian.yaml"),
            listen: ["127.0.0.1:0"]
        )
        let output = try server.dig(question, "+subnet=\(client)/32", "+short")
        #expect(output == answer + "\n")
    }
}
