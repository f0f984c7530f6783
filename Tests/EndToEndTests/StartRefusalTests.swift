import Foundation
import TestSupport
import Testing

@Suite("Refusing to start, in a sentence that helps")
struct StartRefusalTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.writeExampleZone()
    }

    private var config: String { workspace.path + "/meridian.yaml" }

    @Test("a port that another server has is refused, though both would share it")
    func portInUse() throws {
        try workspace.configure()
        let first = try RunningServer(config: config)
        let address = "127.0.0.1:\(first.port)"
        let second = try Command.meridian("serve", "--config", config, "--listen", address)
        #expect(second.status == 3)
        #expect(second.errors.contains("cannot listen on \(address)"))
        #expect(second.errors.contains("already uses this port"))
        #expect(try first.dig("www.example.com").contains("NOERROR"))
    }

    @Test("a configured address that this machine does not have is refused")
    func missingAddress() throws {
        try workspace.configure()
        let result = try Command.meridian(
            "serve",
            "--config",
            config,
            "--listen",
            "192.0.2.1:5353"
        )
        #expect(result.status == 3)
        #expect(result.errors.contains("192.0.2.1"))
    }

    @Test(
        "a word on the command line that makes no sense is a usage error",
        arguments: [
            ["serve", "--listen", "localhost"], ["serve", "--bogus"], ["bogus"],
            ["explain", "www.example.com"], ["explain", "a..b", "--from", "192.0.2.1"],
            ["explain", "www.example.com", "XYZ", "--from", "192.0.2.1"],
            ["explain", "www.example.com", "--from", "China"], ["geodb", "lookup", "x"],
            ["geodb", "build"],
        ]
    )
    func usage(_ arguments: [String]) throws {
        try workspace.configure()
        try FileManager.default.createDirectory(
            atPath: workspace.path + "/config",
            withIntermediateDirectories: true
        )
        try workspace.write("config/meridian.yaml", "zones: [../zones]\n")
        let result = try OtherProgram(Product.meridian, arguments, in: workspace.path)
        #expect(result.status == 2, "\(result.errors)")
        #expect(!result.errors.isEmpty)
        #expect(result.output.isEmpty)
    }

    @Test("without any configuration it says where it looked")
    func noConfiguration() throws {
        let result = try OtherProgram(Product.meridian, ["serve"], in: workspace.path)
        #expect(result.status == 2)
        #expect(result.errors.contains("config/meridian.yaml"))
        #expect(result.errors.contains("/etc/meridian/meridian.yaml"))
        #expect(result.errors.contains("--config"))
    }

    @Test(
        "content that cannot be served is refused, with the place",
        arguments: [
            ("workers: 0", "meridian.yaml:3:10: found \"0\", expected a whole number"),
            ("zone: []", "did you mean \"zones\"?"),
            ("geo: {database: missing.mmdb}", "missing.mmdb: the location database cannot be read"),
            ("geo: {database: meridian.yaml}", "meridian.yaml: not a MaxMind DB"),
            ("zones: [zones/, missing.zone]", "missing.zone"),
            ("zones: [missing/]", "missing/, expected a file or directory that exists"),
            (
                "zones: [meridian.yaml/x]",
                "meridian.yaml/x: cannot be read: part of the path is a file"
            ),
            ("cookies: {secret_file: missing}", "missing: cannot be read"),
            ("cookies: {secret_file: meridian.yaml}", "expected a secret of 16 octets"),
        ]
    )
    func badContent(_ line: String, _ message: String) throws {
        try workspace.write("meridian.yaml", "listen: [\"127.0.0.1:0\"]\n\n\(line)\n")
        let serve = try Command.meridian("serve", "--config", config)
        #expect(serve.status == 1)
        #expect(serve.errors.contains(message), "\(serve.errors)")
        let check = try Command.meridian("check", "--config", config)
        #expect(check.status == 1)
        #expect(check.output.contains(message), "\(check.output)")
    }

    @Test("a directory without zone files is warned about, by name")
    func noZones() throws {
        try FileManager.default.createDirectory(
            atPath: workspace.path + "/empty",
            withIntermediateDirectories: true
        )
        try workspace.write("empty/notes.txt", "")
        try workspace.configure("zones: [empty]")
        let check = try Command.meridian("check", "--config", config)
        #expect(check.status == 0)
        #expect(check.output.contains("found no zone file in \(workspace.path)/empty, expected"))
    }

    @Test("a directory in place of the configuration is named as such")
    func directory() throws {
        let result = try Command.meridian("serve", "--config", workspace.path)
        #expect(result.status == 1)
        #expect(result.errors.contains("\(workspace.path): cannot be read: it is a directory"))
    }

    @Test("a missing configuration file is named")
    func missingConfiguration() throws {
        let result = try Command.meridian("serve", "--config", config)
        #expect(result.status == 1)
        #expect(result.errors.contains("\(config): cannot be read: there is no such file"))
    }

    @Test("one bad zone does not stop the others, but no good zone at all does")
    func badZone() throws {
        try workspace.configure()
        try workspace.write("zones/bad.yaml", "zone: bad.example\nrecords: {www: {A: 300.1.2.3}}\n")
        let server = try RunningServer(config: config)
        #expect(server.logText.contains("zones/bad.yaml:2:"))
        #expect(try server.dig("www.example.com").contains("NOERROR"))
        #expect(try server.dig("www.bad.example").contains("REFUSED"))
        let check = try Command.meridian("check", "--config", config)
        #expect(check.status == 1)
        #expect(check.output.contains("300.1.2.3"))

        try FileManager.default.removeItem(atPath: workspace.path + "/zones/example.com.yaml")
        let serve = try Command.meridian("serve", "--config", config)
        #expect(serve.status == 1)
        #expect(serve.errors.contains("zones/bad.yaml:2:"))
    }
}
