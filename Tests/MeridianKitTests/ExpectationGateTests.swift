import Addressing
import Answering
import DNSWire
import Foundation
import Geography
import MeridianKit
import TestSupport
import Testing

@Suite("Refusing what is not expected")
struct ExpectationGateTests {
    private static func zone(_ name: String, _ address: String, expecting: String? = nil) -> String
    {
        let zone = "zone: \(name)\nrecords: {x: {A: {geo: {CN: \(address), default: 192.0.2.9}}}}\n"
        return zone + (expecting.map { "expect: [\($0)]\n" } ?? "")
    }

    private static func buildDatabase(in world: ReloadWorld, _ lines: String...) throws {
        let list = try world.files.write("list.csv", lines.joined(separator: "\n") + "\n")
        _ = try LocationDatabase.build(output: world.path("db.mmdb"), sources: [list])
    }

    /// One zone that expects something of a place, and one that does of an address.
    private func makeWorld(_ configuration: String = "", _ files: [String: String] = [:]) throws
        -> ReloadWorld
    {
        let zones = [
            "zones/a.yaml": Self.zone(
                "a.example",
                "192.0.2.1",
                expecting: "{from: CN, name: x, A: 192.0.2.1}"
            ),
            "zones/b.yaml": Self.zone(
                "b.example",
                "192.0.2.2",
                expecting: "{from: 127.0.0.0/8, name: x, A: 192.0.2.2}"
            ),
        ]
        let world = try ReloadWorld(
            configuration: "geo: {database: db.mmdb}\n" + configuration,
            zones.merging(files) { $1 }
        )
        try Self.buildDatabase(in: world, "127.0.0.0/8,CN")
        try world.start()
        return world
    }

    @Test("a zone that no longer does what is expected of it is refused, and stays as it was")
    func zone() async throws {
        let world = try makeWorld()
        let expecting = "{from: CN, name: x, A: 192.0.2.1}"
        try world.files.write(
            "zones/a.yaml",
            Self.zone("a.example", "192.0.2.3", expecting: expecting)
        )
        let report = try await world.reload()
        #expect(report.words == ["a.yaml refused"])
        #expect(!report.isPublished)
        let problems = report.problems.map(\.message)
        #expect(
            problems.contains {
                $0.contains("expected x.a.example. A 192.0.2.1 from CN, found A 192.0.2.3")
            }
        )
        #expect(problems.contains { $0.hasSuffix("it stays as it was") })
        #expect(try world.answer("x.a.example", .a) == "192.0.2.1")
        #expect(try await world.reload().words == [], "it is not read again and again")

        try world.files.write("zones/a.yaml", Self.zone("a.example", "192.0.2.3"))
        #expect(try await world.reload().words == ["a.yaml zone"])
        #expect(try world.answer("x.a.example", .a) == "192.0.2.3")
    }

    @Test("a new zone that does not do what is expected of it is not served; others are")
    func newZone() async throws {
        let world = try makeWorld()
        try world.files.write("zones/a.yaml", Self.zone("a.example", "192.0.2.1"))
        try world.files.write(
            "zones/c.yaml",
            Self.zone("c.example", "192.0.2.1", expecting: "{from: DE, name: x, A: 192.0.2.1}")
        )
        let report = try await world.reload()
        #expect(report.words == ["a.yaml zone", "c.yaml refused"])
        #expect(report.isPublished)
        #expect(try world.answer("x.c.example", .a) == "REFUSED")
    }

    @Test("a database with which expectations fail is refused, and tried again with other zones")
    func database() async throws {
        let world = try makeWorld()
        try Self.buildDatabase(in: world, "127.0.0.0/8,CN", "127.64.0.0/24,DE")
        let report = try await world.reload()
        #expect(report.words == ["db.mmdb refused"])
        #expect(!report.isPublished)
        let problems = report.problems.map(\.message)
        #expect(
            problems.contains {
                $0.contains("found A 192.0.2.9 for a client in 127.64.0.0, in Germany (DE), Europe")
            }
        )
        #expect(problems.contains { $0.contains("db.mmdb of ") && $0.hasSuffix("stays in use") })
        #expect(
            try world.state.locations.location(of: .ipv4(127 << 24 | 64 << 16)).country?.code
                == "CN"
        )
        #expect(try await world.reload().words == [], "it is not read again and again")

        // The zone no longer minds.
        try world.files.write("zones/b.yaml", Self.zone("b.example", "192.0.2.2"))
        #expect(try await world.reload().words == ["b.yaml zone", "db.mmdb database"])
        #expect(
            try world.state.locations.location(of: .ipv4(127 << 24 | 64 << 16)).country?.code
                == "DE"
        )
    }

    @Test("a refused zone is tried again with another database")
    func heldZone() async throws {
        let world = try makeWorld()
        let expecting = "{from: 127.0.0.1, name: x, A: 192.0.2.9}"
        try world.files.write(
            "zones/a.yaml",
            Self.zone("a.example", "192.0.2.3", expecting: expecting)
        )
        #expect(try await world.reload().words == ["a.yaml refused"])
        try world.files.write("zones/b.yaml", Self.zone("b.example", "192.0.2.2"))
        try Self.buildDatabase(in: world, "127.0.0.0/8,DE")
        #expect(
            try await world.reload().words == ["db.mmdb database", "a.yaml zone", "b.yaml zone"]
        )
        #expect(try world.answer("x.a.example", .a) == "192.0.2.9")
    }

    @Test("networks of the configuration with which expectations fail stay as they were")
    func networks() async throws {
        let world = try makeWorld()
        let lines = ReloadWorld.head + "geo: {database: db.mmdb}\n"
        try world.files.write("meridian.yaml", lines + "networks: {127.0.0.0/16: DE}\n")
        let report = try await world.reload()
        #expect(!report.isPublished)
        #expect(report.problems.contains { $0.message.contains("networks: refused") })
        #expect(try world.answer("x.b.example", .a) == "192.0.2.2")
    }

    @Test(
        "a zone is to blame for what fails in a zone that leads to it, or that loses a name to it"
    )
    func otherZones() async throws {
        let world = try makeWorld(
            "",
            [
                "zones/a.yaml": """
                zone: a.example
                records: {www: {CNAME: x.b.example}}
                expect: [{from: CN, name: www, A: 192.0.2.2}]
                """,
                "zones/c.yaml": """
                zone: c.example
                records: {y.sub: {A: 192.0.2.7}}
                expect: [{from: DE, name: y.sub, A: 192.0.2.7}]
                """,
            ]
        )
        try world.files.write("zones/b.yaml", Self.zone("b.example", "192.0.2.3"))
        try world.files.write("zones/s.yaml", "zone: sub.c.example\nrecords: {}\n")
        try world.files.write("zones/z.yaml", "zone: z.example\nrecords: {}\n")
        let report = try await world.reload()
        #expect(report.words == ["b.yaml refused", "s.yaml refused", "z.yaml zone"])
        #expect(try world.answer("x.b.example", .a) == "192.0.2.2")
        #expect(try world.answer("y.sub.c.example", .a) == "192.0.2.7")
    }

    @Test("files of expectations are read beside zone files and by the configuration's word")
    func files() async throws {
        let world = try makeWorld(
            "expectations: [wanted.yaml]\n",
            [
                "wanted.yaml": "expect: [{from: CN, name: x.c.example, A: 192.0.2.4}]\n",
                "zones/c.yaml": Self.zone("c.example", "192.0.2.4"),
                "zones/d.example.zone":
                    "$TTL 60\n@ SOA ns.example.net. h.example.net. 1 1h 15m 2w 5m\n"
                    + "  NS ns.example.net.\nx A 192.0.2.5\n",
                "zones/d.example.expect.yaml": "expect: [{from: CN, name: x, A: 192.0.2.5}]\n",
            ]
        )
        try world.files.write("zones/c.yaml", Self.zone("c.example", "192.0.2.3"))
        #expect(try await world.reload("zones/c.yaml").words == ["c.yaml refused"])

        let beside = "zones/d.example.expect.yaml"
        try world.files.write(beside, "expect: [{from: CN, name: x, A: 192.0.2.6}]\n")
        #expect(try await world.reload(beside).words == ["d.example.zone refused"])
        try FileManager.default.removeItem(atPath: world.path(beside))
        #expect(try await world.reload(beside).words == ["d.example.zone zone"])
        try world.files.write(beside, "expect: [{from: CN, name: x, A: 192.0.2.6}]\n")
        #expect(try await world.reload(beside).words == ["d.example.zone refused"])

        try world.files.write("wanted.yaml", "expect: [{from: CN, name: x.c.example}]\n")
        #expect(try await world.reload().words == ["wanted.yaml refused"])
        // The zone that was refused is tried again.
        try world.files.write(
            "wanted.yaml",
            "expect: [{from: CN, name: x.c.example, A: 192.0.2.3}]\n"
        )
        #expect(try await world.reload().words.contains("c.yaml zone"))
        #expect(try world.answer("x.c.example", .a) == "192.0.2.3")
    }

    @Test("a bad file of expectations refuses the start, and so does failing in the only zone")
    func start() throws {
        for (name, text) in [
            ("meridian.yaml", "expectations: [none.yaml]\n"),
            (
                "zones/z.yaml",
                Self.zone("z.example", "192.0.2.1", expecting: "{from: CN, name: x, A: NODATA}")
            ),
        ] {
            let world = try ReloadWorld()
            try world.files.write(name, (name.hasPrefix("m") ? ReloadWorld.head : "") + text)
            #expect(throws: MeridianError.self) { try world.start() }
            #expect(world.files.check().isRefused)
        }
    }

    @Test("what a rare lot gives is explained by that lot")
    func rareLot() throws {
        let content = try TestContent(configuration: "")
        try content.write(
            "zones/z.yaml",
            """
            zone: z.example
            records:
              x: {A: {weighted: {a: {weight: 255, value: 192.0.2.1}, b: {weight: 1, \
            value: 192.0.2.2}}}}
            expect: [{from: CN, name: x, A: 192.0.2.1}]
            """
        )
        let text = content.check().text
        #expect(text.contains("because   weighted: weight 1, SetIdentifier \"b\""), "\(text)")
    }

    @Test(
        "the networks of IP-based rules are boundaries, whether client subnets count or not",
        arguments: ["on", "off"]
    )
    func blocks(_ ecs: String) throws {
        let content = try TestContent(
            configuration: "cidr_collections: {c: {a: [192.0.2.0/24], b: [192.0.3.0/24]}}\n"
        )
        for (network, isMet) in [
            ("192.0.2.0/24", true), ("192.0.2.128/25", true), ("192.0.2.0/23", false),
            ("192.0.0.0/22", false), ("192.0.3.0/24", false),
        ] {
            try content.write(
                "zones/z.yaml",
                """
                zone: z.example
                ecs: \(ecs)
                records: {x: {A: {cidr: {c/a: 192.0.2.1, c/b: 192.0.2.2, c/*: 192.0.2.3}}}}
                expect: [{from: \(network), name: x, A: 192.0.2.1}]
                """
            )
            #expect(content.check().isRefused != isMet, "\(network)")
        }
    }

    @Test("an expectation of a whole network fails wherever in it the answer is another")
    func boundaries() throws {
        let content = try TestContent(
            configuration: "networks: {192.0.2.0/24: CN, 192.0.2.77/32: DE, 2001:db8::/32: CN}\n"
        )
        let verdicts = { (network: String, ecs: String) in
            try content.write(
                "zones/z.yaml",
                "ecs: \(ecs)\n"
                    + Self.zone(
                        "z.example",
                        "192.0.2.1",
                        expecting: "{from: '\(network)', name: x, A: 192.0.2.1}"
                    )
            )
            return !content.check().isRefused
        }
        for ecs in ["on", "off"] {
            #expect(try !verdicts("192.0.2.0/24", ecs))
            #expect(try verdicts("192.0.2.0/26", ecs))
            #expect(try !verdicts("192.0.2.64/26", ecs))
            #expect(try verdicts("192.0.2.78/31", ecs))
            #expect(try verdicts("192.0.2.128/25", ecs))
            #expect(try !verdicts("0.0.0.0/0", ecs))
            #expect(try verdicts("2001:db8::/32", ecs))
            #expect(try !verdicts("2001:db8::/31", ecs))
            #expect(try verdicts("::ffff:192.0.2.128/121", ecs))
            #expect(try !verdicts("::ffff:192.0.2.0/120", ecs))
        }
    }
}
