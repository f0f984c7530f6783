import DNSWire
import HostedZones
import Testing

@Suite("Serial numbers of changed zones")
struct SerialCheckTests {
    private func summary(
        _ serial: Int,
        _ records: String,
        path: String = "example.com.zone"
    ) throws -> ZoneSummary {
        let text = """
            $TTL 60
            @ SOA ns.example.net. h.example.net. \(serial) 1h 15m 2w 5m
              NS ns.example.net.
            \(records)
            """
        let file = ZoneFile(path: path, zone: try DomainName(presentation: "example.com"))
        let reading = ZoneFileReader().read(file, contents: InMemoryFiles([path: text]).read)
        return ZoneSummary(of: try #require(reading.zone), in: file)
    }

    @Test(
        "changed data without a risen serial number is reported (RFC 1982)",
        arguments: [
            (5, 5, "www A 192.0.2.1", false), (5, 6, "www A 192.0.2.2", false),
            (5, 5, "www A 192.0.2.2", true), (5, 4, "www A 192.0.2.2", true),
            (5, 4, "www A 192.0.2.1", true), (4_294_967_295, 0, "www A 192.0.2.2", false),
            (5, 5, "www 61 A 192.0.2.1", true), (5, 5, "web A 192.0.2.1", true),
            (5, 5, "www A 192.0.2.1\nwww A 192.0.2.2", true), (5, 5, "", true),
        ]
    )
    func changes(_ before: Int, _ after: Int, _ record: String, _ isReported: Bool) throws {
        let old = try #require(try summary(before, "www A 192.0.2.1").serialCheck)
        let new = try #require(try summary(after, "; moved\n" + record).serialCheck)
        let problem = new.problem(after: old)
        #expect((problem != nil) == isReported)
        if isReported {
            #expect(
                problem?.description == """
                    example.com.zone:2:1: warning: found serial number \(after) with changed data, \
                    expected one ahead of \(before) (RFC 1982)
                    """
            )
        }
    }

    @Test("the order of records and record sets, and the spelling of names, are no data")
    func order() throws {
        let old = try summary(5, "www A 192.0.2.1\nwww A 192.0.2.2\nx TXT a")
        let new = try summary(5, "x TXT a\nWWW A 192.0.2.2\nwww A 192.0.2.1")
        #expect(try #require(new.serialCheck).problem(after: try #require(old.serialCheck)) == nil)
    }
}
