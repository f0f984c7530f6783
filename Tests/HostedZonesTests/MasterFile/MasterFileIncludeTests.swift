import DNSWire
import HostedZones
import OperatorFiles
import Testing

@Suite("$INCLUDE")
struct MasterFileIncludeTests {
    @Test("origin and owner are afterwards what they were, $TTL stays")
    func scope() throws {
        let (recordSets, problems) = try readMasterFile(
            """
            $TTL 60
            www A 192.0.2.1
            $INCLUDE "hosts file.inc" sub ; a comment
             TYPE65280 \\# 0
            @ A 192.0.2.4
            """,
            beside: [
                "hosts file.inc":
                    " TYPE65281 \\# 0\na A 192.0.2.2\n$TTL 30\n$ORIGIN b\n@ A 192.0.2.3"
            ]
        )
        #expect(problems.isEmpty)
        #expect(
            try lines(of: recordSets) == [
                "www.example.com. 60 A 192.0.2.1",
                "www.example.com. 60 TYPE65281 \\# 0",
                "a.sub.example.com. 60 A 192.0.2.2",
                "b.sub.example.com. 30 A 192.0.2.3",
                "www.example.com. 30 TYPE65280 \\# 0",
                "example.com. 30 A 192.0.2.4",
            ]
        )
    }

    @Test("paths are relative to the including file, and sources name the included one")
    func paths() throws {
        let files = InMemoryFiles([
            "zones/example.com.zone": "$TTL 60\n$INCLUDE parts/a.inc\n",
            "zones/parts/a.inc": "$INCLUDE ../b.inc\n$INCLUDE ./c.inc\n$INCLUDE /srv/d.inc",
            "zones/b.inc": "b A 192.0.2.1",
            "zones/parts/c.inc": "\n c 192.0.2.1",
            "/srv/d.inc": "d B 192.0.2.1",
        ])
        let (zone, problems) = try MasterFileReader.read(
            "zones/example.com.zone",
            zone: DomainName(presentation: "example.com"),
            contents: files.read
        )
        #expect(zone.recordSets.compactMap(\.source?.description) == ["zones/b.inc:1:1"])
        #expect(
            problems.map(\.description) == [
                "zones/parts/c.inc:2:2: error: found a blank owner name in the first record, "
                    + "expected an owner name, or '@' for the zone itself",
                "/srv/d.inc:1:3: error: found 'B', expected a type such as A or TYPE65280",
            ]
        )
    }

    @Test("a circle is refused with the whole chain")
    func circle() throws {
        let (_, problems) = try readMasterFile(
            "$TTL 60\n$INCLUDE a.inc",
            beside: [
                "a.inc": "\n$INCLUDE x/../b.inc", "b.inc": "$INCLUDE ./example.com.zone\nx A 1.2.3",
            ]
        )
        #expect(
            problems.map(\.description) == [
                """
                b.inc:1:10: error: found './example.com.zone', expected a file that is not being \
                read already: example.com.zone > a.inc > b.inc > example.com.zone
                """,
                "b.inc:2:5: error: found '1.2.3', expected an IPv4 address such as 192.0.2.1",
            ]
        )
    }

    @Test("the depth is bounded where no circle is seen")
    func depth() throws {
        let nested = (0..<40).map { ("\($0).inc", "$INCLUDE \($0 + 1).inc") }
        let (_, problems) = try readMasterFile(
            "$INCLUDE 0.inc",
            beside: Dictionary(uniqueKeysWithValues: nested)
        )
        let problem = try #require(problems.first)
        #expect(problems.count == 1)
        #expect(problem.location?.file == "15.inc")
        #expect(problem.message.contains("expected at most 16 files inside each other"))
    }
}
