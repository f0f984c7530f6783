import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Expectations")
struct ExpectationTests {
    private let workspace: Workspace
    private let config: String

    init() throws {
        workspace = try Workspace()
        config = try workspace.configure("networks: {127.0.0.0/8: CN}")
        try writeZone(cn: "abc.cloudfront.cn")
    }

    /// With text that needs escaping in every format.
    private func writeZone(cn: String, expecting: String = "abc.cloudfront.cn") throws {
        try workspace.write(
            "zones/example.com.yaml",
            """
            zone: example.com
            records:
              www: {CNAME: {geo: {CN: \(cn), default: xyz.cloudfront.net}}}
              text: {TXT: 'a "b" <c> & # TODO d'}
            expect:
              - {from: CN, name: www, CNAME: \(expecting)}
              - {from: [default, US-CA, continent-AS], name: www, CNAME: xyz.cloudfront.net}
              - {from: 127.0.0.0/8, name: www, CNAME: \(expecting)}
              - {from: DE, name: text, TXT: 'a "b" <c> & # TODO d', A: NODATA}
              - {from: DE, name: gone, A: NXDOMAIN}
            """
        )
    }

    private func check(_ format: String) throws -> OtherProgram {
        try Command.meridian("check", "--config", config, "--format", format)
    }

    @Test("check tells what was expected, what came, for whom, and why; and exits with 1")
    func text() throws {
        let good = try check("text")
        #expect(good.status == 0)
        #expect(good.lines.suffix(2).first == "8 of 8 expectations are met")
        try writeZone(cn: "abc.cloudfront.cn", expecting: "other.cloudfront.cn")
        let bad = try check("text")
        #expect(bad.status == 1)
        for line in [
            "zones/example.com.yaml:6:27: an expectation fails",
            "    expected  www.example.com. CNAME other.cloudfront.cn. from CN",
            "    found     CNAME abc.cloudfront.cn.", "    client    China (CN), Asia",
            "    because   ", "    client    127.0.0.0, in China (CN), Asia",
            "6 of 8 expectations are met", "refused: serve would not start",
        ] {
            #expect(bad.output.contains(line), "\(line)")
        }
    }

    @Test("check --format junit is XML with a test for each expectation")
    func junit() throws {
        for (expecting, failures) in [("abc.cloudfront.cn", 0), ("other.cloudfront.cn", 2)] {
            try writeZone(cn: "abc.cloudfront.cn", expecting: expecting)
            let result = try check("junit")
            #expect(result.status == (failures == 0 ? 0 : 1))
            let document = try XMLDocument(xmlString: result.output)
            let root = try #require(document.rootElement())
            #expect(root.attribute(forName: "tests")?.stringValue == "9")
            #expect(root.attribute(forName: "failures")?.stringValue == "\(failures)")
            #expect(try root.nodes(forXPath: "testsuite/testcase").count == 9)
            #expect(try root.nodes(forXPath: "//failure").count == failures)
            let names = try root.nodes(forXPath: "testsuite/testcase/@name").map(\.stringValue)
            #expect(names.contains("text.example.com. TXT \"a \\\"b\\\" <c> & # TODO d\" from DE"))
        }
    }

    @Test("check --format tap is read by prove, another program, as so many good and bad tests")
    func tap() throws {
        for (expecting, failures) in [("abc.cloudfront.cn", 0), ("other.cloudfront.cn", 2)] {
            try writeZone(cn: "abc.cloudfront.cn", expecting: expecting)
            let result = try check("tap")
            let file = try workspace.write("report.tap", result.output)
            let prove = try Command.run("/usr/bin/prove", ["--exec", "/bin/cat", file])
            #expect(prove.output.contains("Files=1, Tests=9,"), "\(prove.output)")
            #expect(prove.output.contains("Result: \(failures == 0 ? "PASS" : "FAIL")"))
            #expect(!prove.output.contains("Parse errors"))
            // In the name of a test it would be a directive.
            #expect(!prove.output.contains("TODO"))
            #expect(failures == 0 || prove.output.contains("Failed \(failures)/9 subtests"))
        }
    }

    @Test("a reload that fails an expectation is refused and logged, and the old zone answers")
    func reload() throws {
        let server = try RunningServer(config: config)
        try server.during(andAwait: "reloaded: 1 zone") { try writeZone(cn: "other.cloudfront.cn") }
        #expect(
            server.logText.contains("expected www.example.com. CNAME abc.cloudfront.cn. from CN")
        )
        #expect(server.logText.contains("zones/example.com.yaml: refused, it stays as it was"))
        #expect(try server.dig("www.example.com", "+short") == "abc.cloudfront.cn.\n")
        try server.during(andAwait: "reloaded: 1 zone") {
            try writeZone(cn: "other.cloudfront.cn", expecting: "other.cloudfront.cn")
        }
        #expect(try server.dig("www.example.com", "+short") == "other.cloudfront.cn.\n")
    }

    @Test("a location database that fails an expectation is refused, and the old one stays in use")
    func database() throws {
        let list = try workspace.write("list.csv", "127.0.0.0/8,CN\n")
        let database = workspace.path + "/db.mmdb"
        let build = ["geodb", "build", "--output", database, list]
        #expect(try Command.run(Product.meridian, build).status == 0)
        try workspace.configure("geo: {database: db.mmdb}")
        let server = try RunningServer(config: config)
        try workspace.write("list.csv", "127.0.0.0/8,CN\n127.255.0.0/16,HK\n")
        try server.during(andAwait: "reloaded: 1 zone") {
            _ = try Command.run(Product.meridian, build)
        }
        #expect(
            server.logText.contains("found CNAME xyz.cloudfront.net. for a client in 127.255.0.0")
        )
        #expect(server.logText.contains("is refused for what would change"))
        #expect(
            try server.dig("www.example.com", "+subnet=127.255.0.1/32", "+short")
                == "abc.cloudfront.cn.\n"
        )
    }

    @Test("a location database that moves too much is refused, and the log says how much")
    func movedTooMuch() throws {
        let list = try workspace.write("list.csv", "127.0.0.0/8,CN\n")
        let database = workspace.path + "/db.mmdb"
        let build = ["geodb", "build", "--output", database, list]
        #expect(try Command.run(Product.meridian, build).status == 0)
        try workspace.write("zones/example.com.yaml", Workspace.exampleZone(ttl: 300))
        try workspace.configure("geo: {database: db.mmdb, max_moved_percent: 49}")
        let server = try RunningServer(config: config)
        try workspace.write("list.csv", "127.0.0.0/9,CN\n127.128.0.0/9,HK\n")
        try server.during(andAwait: "reloaded: 1 zone") {
            _ = try Command.run(Product.meridian, build)
        }
        #expect(
            server.logText.contains("found another answer for 50.00 % of IPv4 and 0.00 % of IPv6")
        )
        let china = "abc.cloudfront.cn.\n"
        #expect(try server.dig("www.example.com", "+subnet=127.255.0.1/32", "+short") == china)
    }

    @Test("a server whose only zone fails an expectation does not start")
    func start() throws {
        try writeZone(cn: "other.cloudfront.cn")
        let result = try Command.meridian("serve", "--config", config)
        #expect(result.status == 1)
        #expect(result.errors.contains("found CNAME other.cloudfront.cn."))
    }
}
