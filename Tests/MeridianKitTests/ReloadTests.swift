import DNSWire
import Foundation
import MeridianKit
import Testing

@Suite("Reading anew what has changed")
struct ReloadTests {
    /// A world in which every file and option matters to something.
    private func makeWorld() throws -> ReloadWorld {
        let world = try ReloadWorld(
            configuration: Self.options,
            [
                "zones/a.yaml": "zone: a.example\nrecords: {x: {A: 192.0.2.1}}\n",
                "zones/b.yaml":
                    "zone: b.example\necs: on\nrecords: {'@': {NS: ns.example.net}}\n",
                "zones/c.example.zone": Self.master + "$INCLUDE part.inc\n",
                "zones/d.yaml": """
                zone: d.example
                records:
                  '@': {NS: ns.example.net}
                  x: {A: {geo: {default: {alias: cdn.example}}}}

                """,
                "zones/part.inc": "x A 192.0.2.3\n",
                "zones/notes.txt": "nothing",
                "secret": "000102030405060708090a0b0c0d0e0f\n",
            ]
        )
        try Self.buildDatabase(in: world, country: "CN")
        try world.start()
        return world
    }

    private static let options = """
        geo: {database: db.mmdb}
        cookies: {secret_file: secret}

        """

    private static let master = """
        $TTL 60
        @ SOA ns.example.net. h.example.net. 1 1h 15m 2w 5m
          NS ns.example.net.

        """

    private static func buildDatabase(in world: ReloadWorld, country: String) throws {
        let list = try world.files.write("list.csv", "127.0.0.0/8,\(country)\n")
        _ = try LocationDatabase.build(output: world.path("db.mmdb"), sources: [list])
    }

    /// A change, and what has to be done for it.
    struct Row: CustomTestStringConvertible {
        let file: String
        let content: Content
        let work: [String]
        let isPublished: Bool

        enum Content {
            case text(String)
            case moreConfiguration(String)
            case database(String)
            case none
        }

        init(_ file: String, _ content: Content, _ work: [String], isPublished: Bool = true) {
            self.file = file
            self.content = content
            self.work = work
            self.isPublished = isPublished
        }

        var testDescription: String { "\(file) \(content)" }
    }

    static let rows: [Row] = [
        Row("zones/a.yaml", .text("zone: a.example\nrecords: {}\n"), ["a.yaml zone"]),
        Row("zones/a.yaml", .text("zone: other.example\n"), ["a.yaml zone"]),
        Row("zones/a.yaml", .text("zone: \n"), ["a.yaml refused"], isPublished: false),
        Row("zones/a.yaml", .none, ["a.yaml removed"]),
        Row("zones/part.inc", .text("y A 192.0.2.4\n"), ["c.example.zone zone"]),
        Row("zones/part.inc", .none, ["c.example.zone refused"], isPublished: false),
        Row("zones/new.yaml", .text("zone: new.example\n"), ["new.yaml zone"]),
        Row("zones/notes.txt", .text("other"), [], isPublished: false),
        Row("zones/.a.yaml.swp", .text("zone: c.example\n"), [], isPublished: false),
        Row("db.mmdb", .database("DE"), ["db.mmdb database"]),
        Row("db.mmdb", .text("no database"), ["db.mmdb refused"], isPublished: false),
        Row("db.mmdb", .none, ["db.mmdb refused"], isPublished: false),
        Row("secret", .text("ff0102030405060708090a0b0c0d0e0f\n"), ["meridian.yaml settings"]),
        Row("secret", .text("no secret"), ["meridian.yaml refused"], isPublished: false),
        Row(
            "meridian.yaml",
            .moreConfiguration("# words"),
            ["meridian.yaml settings"],
            isPublished: false
        ),
        Row(
            "meridian.yaml",
            .moreConfiguration("bogus: 1"),
            ["meridian.yaml refused"],
            isPublished: false
        ),
        Row(
            "meridian.yaml",
            .moreConfiguration("name_servers: [ns.example.org]"),
            ["meridian.yaml settings", "a.yaml zone"]
        ),
        Row(
            "meridian.yaml",
            .moreConfiguration("ecs: off"),
            ["meridian.yaml settings"]
        ),
        Row(
            "meridian.yaml",
            .moreConfiguration("networks: {192.0.2.0/24: CN}"),
            ["meridian.yaml settings"]
        ),
        Row(
            "meridian.yaml",
            .moreConfiguration("identity: {nsid: x}"),
            ["meridian.yaml settings"]
        ),
        Row(
            "meridian.yaml",
            .moreConfiguration("alias_targets: {cdn.example: 192.0.2.9}"),
            ["meridian.yaml settings", "d.yaml zone"]
        ),
        Row(
            "meridian.yaml",
            .moreConfiguration("cidr_collections: {c: {l: [192.0.2.0/24]}}"),
            ["meridian.yaml settings", "d.yaml zone"]
        ),
        Row(
            "meridian.yaml",
            .moreConfiguration("health_checks: {h: {http: 192.0.2.1}}"),
            ["meridian.yaml settings", "d.yaml zone"]
        ),
        Row(
            "meridian.yaml",
            .moreConfiguration("proximity: {unknown: eu-west-1}"),
            ["meridian.yaml settings", "d.yaml zone"]
        ),
        Row(
            "meridian.yaml",
            .moreConfiguration("tcp: {connections: 7}"),
            ["meridian.yaml settings"],
            isPublished: false
        ),
        Row(
            "meridian.yaml",
            .moreConfiguration("zones: [zones/a.yaml, zones/c.example.zone, zones/d.yaml]"),
            ["meridian.yaml settings", "b.yaml removed"]
        ),
        Row(
            "meridian.yaml",
            .text(ReloadWorld.head),
            ["meridian.yaml settings"]
        ),
    ]

    @Test("a change costs what depends on it, and nothing else is read", arguments: rows)
    func costs(_ row: Row) async throws {
        // Whether a full look finds the change, or somebody says where it is.
        for names in [[], [row.file]] {
            let world = try makeWorld()
            #expect(try await world.reload().words == [])
            try change(row, in: world)
            let report = try await names.isEmpty ? world.reload() : world.reload(row.file)
            #expect(report.words == row.work)
            #expect(report.isPublished == row.isPublished)
            let again = try await world.reload()
            #expect(again.words == [], "nothing is read twice, be it good or bad")
            #expect(!again.isPublished)
        }
    }

    private func change(_ row: Row, in world: ReloadWorld) throws {
        switch row.content {
        case .text(let text): try world.files.write(row.file, text)
        case .moreConfiguration(let line):
            try world.files.write(row.file, ReloadWorld.head + Self.options + line + "\n")
        case .database(let country): try Self.buildDatabase(in: world, country: country)
        case .none: try FileManager.default.removeItem(atPath: world.path(row.file))
        }
    }

    @Test("a zone whose references come to exist, or go, is read again and answers accordingly")
    func references() async throws {
        let world = try makeWorld()
        #expect(try world.answer("x.d.example", .a) == "NOERROR")
        for address in ["192.0.2.8", "192.0.2.9"] {
            let line = "alias_targets: {CDN.example: [\(address), '2001:db8::1']}\n"
            try world.files.write("meridian.yaml", ReloadWorld.head + Self.options + line)
            _ = try await world.reload()
            #expect(try world.answer("x.d.example", .a) == address)
        }
    }

    @Test("what did not change is not looked at when somebody says what did")
    func otherFiles() async throws {
        let world = try makeWorld()
        try world.files.write("zones/a.yaml", "zone: a.example\nrecords: {}\n")
        try world.files.write("zones/b.yaml", "zone: b.example\nrecords: {}\n")
        #expect(try await world.reload("zones/b.yaml").words == ["b.yaml zone"])
        #expect(try await world.reload().words == ["a.yaml zone"])
    }

    @Test("a file of the same size, changed within the grain of the clock, is read again")
    func youngFiles() async throws {
        let world = try makeWorld()
        for number in 1...50 {
            let address = "192.0.2.\(100 + number)"
            // In place: neither the inode nor the size changes.
            try Data("zone: a.example\nrecords: {x: {A: \(address)}}\n".utf8)
                .write(to: URL(filePath: world.path("zones/a.yaml")))
            #expect(try await world.reload().words == ["a.yaml zone"])
            #expect(try world.answer("x.a.example", .a) == address)
        }
    }

    @Test("a file that was touched, but has the same content, is not compiled again")
    func touched() async throws {
        let world = try makeWorld()
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -1)],
            ofItemAtPath: world.path("zones/a.yaml")
        )
        #expect(try await world.reload().words == [])
    }
}
