import Answering
import DNSWire
import Foundation
import MeridianKit
import Testing

@Suite("What is bad stays as it was when it was last good")
struct LastGoodTests {
    private func zone(_ address: String, _ name: String = "a.example") -> String {
        "zone: \(name)\nrecords: {x: {A: \(address)}}\n"
    }

    private func errors(_ report: ReloadReport) -> [String] {
        report.problems.filter { $0.severity == .error }.map(\.message)
    }

    @Test("a zone that broke answers as before, its place is told, and mended it counts again")
    func brokenZone() async throws {
        let world = try ReloadWorld(["zones/a.yaml": zone("192.0.2.1")])
        try world.start()
        try world.files.write("zones/a.yaml", zone("192.0.2"))
        let broken = try await world.reload()
        #expect(errors(broken).count == 1)
        #expect(errors(broken).first?.contains("zones/a.yaml:2:") == true)
        #expect(try world.answer("x.a.example", .a) == "192.0.2.1")
        try world.files.write("zones/a.yaml", zone("still wrong"))
        _ = try await world.reload()
        #expect(try world.answer("x.a.example", .a) == "192.0.2.1")
        try world.files.write("zones/a.yaml", zone("192.0.2.2"))
        #expect(errors(try await world.reload()) == [])
        #expect(try world.answer("x.a.example", .a) == "192.0.2.2")
    }

    @Test("a zone that can be read but not published stays, and does not stop the others")
    func unpublishable() async throws {
        let world = try ReloadWorld([
            "zones/a.yaml": zone("192.0.2.1"), "zones/b.yaml": zone("192.0.2.1", "b.example"),
        ])
        try world.start()
        // 300 strings of 240 octets are more than a message can hold.
        let texts = (0..<300).map { "\(1000 + $0)" + String(repeating: "x", count: 236) }
        try world.files.write(
            "zones/a.yaml",
            "zone: a.example\nrecords: {long: {TXT: [\(texts.joined(separator: ", "))]}}\n"
        )
        try world.files.write("zones/b.yaml", zone("192.0.2.2", "b.example"))
        let report = try await world.reload()
        #expect(report.words == ["a.yaml refused", "b.yaml zone"])
        #expect(errors(report).first?.contains("long.a.example. TXT") == true)
        #expect(errors(report).first?.contains("stays as it was") == true)
        #expect(try world.answer("x.a.example", .a) == "192.0.2.1")
        #expect(try world.answer("x.b.example", .a) == "192.0.2.2")
    }

    @Test("a zone whose file is gone is served no longer, unless the configuration names the file")
    func goneFiles() async throws {
        let world = try ReloadWorld(
            configuration: "zones: [zones, single.yaml]\n",
            ["zones/a.yaml": zone("192.0.2.1"), "single.yaml": zone("192.0.2.2", "b.example")]
        )
        try world.start()
        for name in ["zones/a.yaml", "single.yaml"] {
            try FileManager.default.removeItem(atPath: world.path(name))
        }
        let report = try await world.reload()
        #expect(report.words == ["a.yaml removed", "single.yaml refused"])
        #expect(try world.answer("x.a.example", .a) == "REFUSED")
        #expect(try world.answer("x.b.example", .a) == "192.0.2.2")
    }

    @Test("a directory that cannot be read keeps its zones")
    func lostDirectory() async throws {
        let world = try ReloadWorld(["zones/a.yaml": zone("192.0.2.1")])
        try world.start()
        try FileManager.default.moveItem(
            atPath: world.path("zones"),
            toPath: world.path("aside")
        )
        let report = try await world.reload()
        #expect(
            errors(report).contains {
                $0.hasSuffix("zones/: cannot be read: there is no such file")
            }
        )
        #expect(try world.answer("x.a.example", .a) == "192.0.2.1")
        try FileManager.default.moveItem(
            atPath: world.path("aside"),
            toPath: world.path("zones")
        )
        try world.files.write("zones/a.yaml", zone("192.0.2.9"))
        #expect(errors(try await world.reload()) == [])
        #expect(try world.answer("x.a.example", .a) == "192.0.2.9")
    }

    @Test("of two files for one zone the first is served, and the other one once that is gone")
    func twoFiles() async throws {
        let world = try ReloadWorld(["zones/b.yaml": zone("192.0.2.2")])
        try world.start()
        try world.files.write("zones/c.yaml", zone("192.0.2.3"))
        let second = try await world.reload("zones/c.yaml")
        #expect(
            errors(second).first?.contains("zones/c.yaml:1:1: found the zone a.example.") == true
        )
        #expect(try world.answer("x.a.example", .a) == "192.0.2.2")
        #expect(!second.isPublished)

        try world.files.write("zones/a.yaml", zone("192.0.2.1"))
        _ = try await world.reload("zones/a.yaml")
        #expect(try world.answer("x.a.example", .a) == "192.0.2.1")

        try FileManager.default.removeItem(atPath: world.path("zones/a.yaml"))
        let third = try await world.reload("zones/a.yaml")
        #expect(third.words == ["a.yaml removed"])
        #expect(try world.answer("x.a.example", .a) == "192.0.2.2")

        try FileManager.default.removeItem(atPath: world.path("zones/b.yaml"))
        _ = try await world.reload("zones/b.yaml")
        #expect(try world.answer("x.a.example", .a) == "192.0.2.3")
        #expect(try world.state.zoneCount == 1)
    }

    @Test("a zone that moves from one file to another is served all the time")
    func movedZone() async throws {
        let world = try ReloadWorld(["zones/a.yaml": zone("192.0.2.1")])
        try world.start()
        try FileManager.default.moveItem(
            atPath: world.path("zones/a.yaml"),
            toPath: world.path("zones/z.yaml")
        )
        let report = try await world.reload("zones/a.yaml", "zones/z.yaml")
        #expect(report.words == ["a.yaml removed", "z.yaml zone"])
        #expect(try world.answer("x.a.example", .a) == "192.0.2.1")
        #expect(try world.state.zoneCount == 1)
    }

    @Test("a name for a file's zone that changed is no reason to serve the old zone")
    func renamedZone() async throws {
        let record = "@ 60 SOA ns.example.net. h.example.net. 1 2 3 4 5\n@ 60 NS ns.example.net.\n"
        let world = try ReloadWorld(
            configuration: "zones: [{zone: a.example, file: db}]\n",
            ["db": record]
        )
        try world.start()
        try world.files.write(
            "meridian.yaml",
            ReloadWorld.head + "zones: [{zone: b.example, file: db}]\n"
        )
        #expect(try await world.reload().words == ["meridian.yaml settings", "db zone"])
        #expect(try world.answer("a.example", .soa) == "REFUSED")
        #expect(try world.answer("b.example", .soa).hasPrefix("ns.example.net."))
    }

    @Test("an included file may come, go and change; without it the zone stays as it was")
    func includes() async throws {
        let master =
            "$TTL 60\n@ SOA ns.example.net. h.example.net. 1 2 3 4 5\n@ NS ns.example.net.\n"
        let world = try ReloadWorld([
            "zones/a.example.zone": master + "$INCLUDE ../parts/x.inc\n",
            "parts/x.inc": "$INCLUDE y.inc\n", "parts/y.inc": "x A 192.0.2.1\n",
        ])
        try world.start()
        try world.files.write("parts/y.inc", "x A 192.0.2.2\n")
        #expect(try await world.reload("parts/y.inc").words == ["a.example.zone zone"])
        #expect(try world.answer("x.a.example", .a) == "192.0.2.2")
        try FileManager.default.removeItem(atPath: world.path("parts/y.inc"))
        let broken = try await world.reload("parts/y.inc")
        #expect(errors(broken).first?.contains("parts/x.inc:1:10: found") == true)
        #expect(try world.answer("x.a.example", .a) == "192.0.2.2")
        try world.files.write("parts/y.inc", "x A 192.0.2.3\n")
        #expect(try await world.reload("parts/y.inc").words == ["a.example.zone zone"])
        #expect(try world.answer("x.a.example", .a) == "192.0.2.3")
        // What is included no longer does not matter any more.
        try world.files.write("parts/x.inc", "x A 192.0.2.4\n")
        _ = try await world.reload("parts/x.inc")
        try world.files.write("parts/y.inc", "x A 192.0.2.5\n")
        #expect(try await world.reload("parts/y.inc").words == [])
        #expect(try await world.reload().words == [])
    }
}
