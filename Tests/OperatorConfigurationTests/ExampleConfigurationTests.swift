import Foundation
import OperatorConfiguration
import TestSupport
import Testing

/// `config/meridian.yaml` documents every option. These tests keep it true.
@Suite("The commented example of the configuration")
struct ExampleConfigurationTests {
    private static let path = Checkout.path("config/meridian.yaml")

    /// What the file sets, besides showing defaults.
    private var expected: ServerConfiguration {
        var configuration = ServerConfiguration()
        let directory = String(Self.path.dropLast("meridian.yaml".count))
        configuration.zones = [.path(directory + "zones/")]
        configuration.geoDatabase = directory.dropLast("config/".count) + "geodb/country.mmdb"
        return configuration
    }

    @Test("it loads, and changes nothing but the database")
    func loads() throws {
        #expect(try ConfigurationFile.read(Self.path) == expected)
    }

    @Test("each default that it shows is the real one")
    func shownDefaults() throws {
        var shown = try ConfigurationFile.parse(Array(try uncommented().utf8), path: Self.path)
        #expect(shown.listen == ServerConfiguration.defaultListen)
        shown.listen = nil
        #expect(shown.httpListen == ServerConfiguration.defaultHTTPListen)
        shown.httpListen = nil
        // To write the default down is to state it.
        shown.statesZones = false
        #expect(shown == expected)
    }

    @Test("it shows every option there is")
    func complete() throws {
        // The error about an unknown key lists those that are known.
        let text = try uncommented()
        let sections = ["geo", "tcp", "edns", "cookies", "identity", "proximity", "http", "api"]
        for section in [""] + sections {
            let probe = section.isEmpty ? "xyzzy: 1" : "\(section): {xyzzy: 1}"
            let error = try #require(throws: ConfigurationError.self) {
                try ConfigurationFile.parse(Array(probe.utf8), path: "m")
            }
            let list = try #require(error.description.split(separator: "one of ").last)
            let indent = section.isEmpty ? "" : "  "
            for key in list.split(separator: ", ") {
                #expect(text.contains("\n\(indent)\(key):"), "\(section) \(key)")
            }
        }
    }

    /// The file with the `#` taken away wherever a key follows at once.
    private func uncommented() throws -> String {
        try String(contentsOfFile: Self.path, encoding: .utf8)
            .replacing(/(?m)^( *)#([a-z_]+:)/) { "\($0.output.1)\($0.output.2)" }
    }
}
