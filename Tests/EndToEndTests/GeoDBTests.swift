import Foundation
import TestSupport
import Testing

@Suite("meridian geodb")
struct GeoDBTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test("the country database that is built says what mmdblookup reads in it")
    func countryDatabase() throws {
        for address in ["114.114.114.114", "8.8.8.8", "193.0.6.139", "240e::1", "2001:4860::8888"] {
            let ours = try Command.meridian(
                "geodb",
                "lookup",
                address,
                "--database",
                Checkout.countryDatabase()
            )
            let theirs = try Command.run(
                "/usr/bin/mmdblookup",
                ["--file", Checkout.countryDatabase(), "--ip", address, "country", "iso_code"]
            )
            let code = try #require(theirs.output.firstMatch(of: #/"([A-Z]{2})"/#)).output.1
            #expect(ours.output.contains("(\(code))"), "\(address)")
            #expect(ours.output.contains("\"iso_code\": \"\(code)\""), "\(address)")
        }
        let info = try Command.meridian("geodb", "info", Checkout.countryDatabase())
        #expect(info.output.contains("CC BY-SA 4.0"))
        #expect(info.output.contains(#/built: +20\d\d-\d\d-\d\d/#))
    }

    @Test("a CSV of networks becomes a database that mmdblookup reads")
    func csv() throws {
        let list = try workspace.write(
            "list.csv",
            "network,country,subdivision\n198.51.100.0/24,CN\n203.0.113.0/24,US,CA\n2001:db8::/32,DE\n"
        )
        let output = workspace.path + "/own.mmdb"
        let built = try Command.meridian("geodb", "build", "--output", output, list)
        #expect(built.status == 0, "\(built.errors)")
        #expect(built.output.contains("3 networks"))
        #expect(!built.output.contains("IPFire"), "the data is not theirs")
        for (address, path, value) in [
            ("198.51.100.9", ["country", "iso_code"], "CN"),
            ("203.0.113.9", ["subdivisions", "0", "iso_code"], "CA"),
            ("2001:db8::9", ["continent", "code"], "EU"),
        ] {
            let found = try Command.run(
                "/usr/bin/mmdblookup",
                ["--file", output, "--ip", address] + path
            )
            #expect(found.output.contains("\"\(value)\""), "\(address): \(found.errors)")
        }
    }

    @Test(
        "a bad source is refused with its line",
        arguments: [
            ("x.csv", "198.51.100.0/24,CN\n198.51.100.1/24,CN\n", "x.csv:2: "),
            ("x.csv", "198.51.100.0/24,XX\n", "x.csv:1: "),
            ("x.csv", "", "x.csv: "),
            ("geoip", "16777216,16777471\n", "geoip:1: "),
        ]
    )
    func badSources(_ name: String, _ text: String, _ place: String) throws {
        let source = try workspace.write(name, text)
        let output = workspace.path + "/out.mmdb"
        let result = try Command.meridian("geodb", "build", "--output", output, source)
        #expect(result.status == 1)
        #expect(result.errors.contains(place), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: output))
    }

    @Test("a database that is none is refused", arguments: ["lookup", "info"])
    func badDatabase(_ command: String) throws {
        let file = try workspace.write("x.mmdb", "nothing")
        let arguments =
            command == "info"
            ? ["geodb", "info", file] : ["geodb", "lookup", "192.0.2.1", "--database", file]
        let result = try OtherProgram(Product.meridian, arguments)
        #expect(result.status == 1)
        #expect(result.errors.contains("not a MaxMind DB"))
    }
}
