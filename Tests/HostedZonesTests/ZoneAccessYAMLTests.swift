import Addressing
import HostedZones
import Testing

@Suite("Who may ask, in a YAML zone")
struct ZoneAccessYAMLTests {
    private static let text = """
        zone: a.example
        allow: [10.0.0.0/8, "2001:db8::/32"]
        deny: [10.1.0.0/16]
        refused: drop
        """

    private func read(_ text: String) -> ZoneReading {
        ZoneYAMLReader.read(Array(text.utf8), file: "z.yaml")
    }

    @Test("it is read, and comes back as it was")
    func roundTrip() throws {
        let zone = try #require(read(Self.text).zone)
        let access = try #require(zone.access)
        #expect(access.allow.map(\.description) == ["10.0.0.0/8", "2001:db8::/32"])
        #expect(access.deny.map(\.description) == ["10.1.0.0/16"])
        #expect(access.refusal == .drop)
        #expect(read(ZoneYAMLWriter.text(of: zone)).zone?.access == access)
        let open = try #require(read("zone: a.example\n").zone)
        #expect(open.access == nil)
        #expect(!ZoneYAMLWriter.text(of: open).contains("allow"))
    }

    @Test("no other format can say it, and so none is written")
    func otherFormats() throws {
        let zone = try #require(read(Self.text).zone)
        #expect(throws: ZoneProblem.self) { try MasterFileWriter.text(of: zone) }
    }

    @Test(
        "a mistake in it refuses the zone: it might stand open else",
        arguments: [
            ("allow: []", "2:8: error: found a list, expected at least one network"),
            ("allow: [10.0.0.1/8]", "2:9: error: found \"10.0.0.1/8\", expected a network"),
            ("alow: [10.0.0.0/8]", "2:1: error: found the unknown key \"alow\""),
            ("refused: drop", "2:10: error: found refused without allow and deny"),
        ]
    )
    func mistakes(_ line: String, _ message: String) {
        let reading = read("zone: a.example\n\(line)\n")
        #expect(reading.zone == nil)
        let text = reading.problems.map { "\($0)" }.joined()
        #expect(text.contains(message), "\(text)")
    }
}
