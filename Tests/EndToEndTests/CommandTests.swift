import Foundation
import TestSupport
import Testing

@Suite("The commands that do not serve")
struct CommandTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.writeExampleZone()
    }

    @Test(
        "every command explains itself",
        arguments: [
            [], ["serve"], ["check"], ["explain"], ["coverage"], ["version"],
            ["zone"], ["zone", "convert"], ["zone", "diff"],
            ["geodb"], ["geodb", "build"], ["geodb", "lookup"], ["geodb", "info"],
        ]
    )
    func help(_ command: [String]) throws {
        let help = try OtherProgram(Product.meridian, command + ["--help"])
        #expect(help.status == 0)
        #expect(help.output.contains("OVERVIEW: "))
        #expect(help.output.contains("USAGE: " + (["meridian"] + command).joined(separator: " ")))
        #expect(help.errors.isEmpty)
    }

    @Test("version prints the version of the changelog")
    func version() throws {
        let version = try Command.meridian("version")
        let changelog = try String(
            contentsOfFile: Checkout.path("CHANGELOG.md"),
            encoding: .utf8
        )
        let newest = try #require(changelog.firstMatch(of: #/(?m)^## ([0-9.]+)/#)).output.1
        #expect(version.output == "meridian \(newest)\n")
    }

    @Test("check finds the shipped configuration good")
    func checkShipped() throws {
        let config = Checkout.path("config/meridian.yaml")
        let check = try Command.meridian("check", "--config", config)
        #expect(check.status == 0, "\(check.output)")
        #expect(check.lines.last?.hasPrefix("good: 1 zone, database of 20") == true)
    }

    @Test("check warns of geolocation without any locations, and of an old database")
    func checkWarnings() throws {
        let config = try workspace.configure()
        let check = try Command.meridian("check", "--config", config)
        #expect(check.status == 0)
        #expect(check.output.contains("warning: "))
        #expect(check.output.contains("every client gets the default"))

        // The date of a source becomes the date of the database.
        let source = try workspace.write(
            "old.csv",
            "# Generated: Wed, 01 Jan 2020 00:00:00 GMT\n192.0.2.0/24,CN\n"
        )
        let database = workspace.path + "/old.mmdb"
        _ = try Command.meridian("geodb", "build", "--output", database, source)
        try workspace.configure("geo: {database: old.mmdb}")
        let old = try Command.meridian("check", "--config", config)
        #expect(old.status == 0)
        #expect(old.output.contains("days old (built 2020-01-01)"))
    }

    @Test("explain says where the client is, which rule decides, and what was passed over")
    func explainText() throws {
        let config = try workspace.configure("geo: {database: \(Checkout.countryDatabase())}")
        let result = try Command.meridian(
            "explain",
            "www.example.com",
            "--from",
            "114.114.114.114",
            "--config",
            config
        )
        #expect(result.status == 0)
        for part in [
            "China (CN), Asia", "114.114.0.0/", "country.mmdb built 20", "SetIdentifier \"CN\"",
            "passed over: default", "www.example.com. 300 IN CNAME abc.cloudfront.cn.",
            "scope:       114.114.0.0/",
        ] {
            #expect(result.output.contains(part), "\(part)")
        }
    }

    @Test("explain as JSON agrees with what dig gets")
    func explainJSON() throws {
        let config = try workspace.configure("networks: {198.51.100.0/24: CN, 0.0.0.0/1: US-CA}")
        let result = try Command.meridian(
            "explain",
            "www.example.com",
            "A",
            "--from",
            "198.51.100.7",
            "--json",
            "--config",
            config
        )
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        )
        #expect(json["answer"] as? [String] == ["www.example.com. 300 IN CNAME abc.cloudfront.cn."])
        let scope = try #require(json["scope"] as? String)
        let location = try #require(json["location"] as? [String: Any])
        #expect(location["word"] as? String == "CN")
        #expect(location["source"] as? String == "own networks")
        #expect(location["network"] as? String == "198.51.100.0/24")
        let server = try RunningServer(config: config)
        let answer = try server.dig("www.example.com", "+subnet=198.51.100.7/32")
        let length = try #require(scope.split(separator: "/").last)
        #expect(answer.contains("CLIENT-SUBNET: 198.51.100.7/32/\(length)"))
    }
}
