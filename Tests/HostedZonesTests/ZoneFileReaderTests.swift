import DNSWire
import HostedZones
import OperatorFiles
import Testing

@Suite("Reading a zone file")
struct ZoneFileReaderTests {
    private let master = """
        $TTL 60
        @ SOA ns.example.net. h.example.net. 1 1h 15m 2w 5m
          NS ns.example.net.
        """

    private func read(
        _ path: String,
        zone: String? = nil,
        _ files: [String: String]
    ) throws -> ZoneReading {
        let name = try zone.map { try DomainName(presentation: $0) }
        return ZoneFileReader().read(
            ZoneFile(path: path, zone: name),
            contents: InMemoryFiles(files).read
        )
    }

    private func errors(_ reading: ZoneReading) -> [String] {
        reading.problems.filter { $0.severity == .error }.map(\.description)
    }

    @Test("the extension tells the format, the name of a master file its zone")
    func formats() throws {
        #expect(try read("a/x.zone", ["a/x.zone": master]).zone?.name.description == "x.")
        for path in ["a.yaml", "a.yml"] {
            let reading = try read(path, [path: "zone: example.net"])
            #expect(reading.zone?.name.description == "example.net.", "\(path)")
        }
        let json = try read("x.json", ["x.json": #"{"ResourceRecordSets": []}"#])
        #expect(json.zone?.name.description == "x.")
        #expect(
            errors(try read("db.other", ["db.other": ""])) == [
                "db.other:1:1: error: found 'db.other', expected a .zone, .yaml, .yml or .json file"
            ]
        )
    }

    @Test("a file whose zone is said may have any name")
    func named() throws {
        let reading = try read("db", zone: "example.com", ["db": master])
        #expect(reading.zone?.name.description == "example.com.")
    }

    @Test("a file that cannot be read is refused with the reason")
    func missing() throws {
        #expect(
            errors(try read("x.zone", [:])) == [
                "error: x.zone: cannot be read: there is no such file"
            ]
        )
    }

    @Test("a problem of the zone as a whole is placed at the start of its file")
    func places() throws {
        #expect(
            errors(try read("example.com.zone", ["example.com.zone": ""])) == [
                "example.com.zone:1:1: error: found no SOA record, expected one at example.com.",
                """
                example.com.zone:1:1: error: found no NS record at example.com., expected at least \
                one
                """,
            ]
        )
        let path = "a.yaml"
        #expect(
            try read(path, [path: "zone: a"]).problems.map(\.description) == [
                """
                a.yaml:1:1: warning: found the name server ns1.a. of a. without addresses in the \
                zone, expected A or AAAA records
                """
            ]
        )
    }

    @Test("a SOA record of another zone is refused")
    func wrongAuthority() throws {
        let text = "$ORIGIN example.net.\n" + master
        #expect(
            errors(try read("example.com.zone", ["example.com.zone": text])).contains(
                """
                example.com.zone:3:1: error: found a SOA record at example.net., expected it at \
                example.com. only
                """
            )
        )
    }
}
