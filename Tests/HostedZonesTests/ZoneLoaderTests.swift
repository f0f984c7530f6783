import DNSWire
import Foundation
import HostedZones
import Testing

/// A directory of its own for one test, removed at the end.
private final class ScratchDirectory {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("zones-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            Issue.record(error)
        }
    }
}

@Suite("ZoneLoader")
struct ZoneLoaderTests {
    private let directory: ScratchDirectory

    init() throws { directory = try ScratchDirectory() }

    private func masterFile(serial: Int, address: String = "192.0.2.1") -> String {
        """
        $TTL 60
        @ SOA ns.example.net. h.example.net. \(serial) 1h 15m 2w 5m
          NS ns.example.net.
        www A \(address)
        """
    }

    private func load(
        _ sources: [ZoneFileSource]? = nil,
        previous: ZoneLoadResult? = nil
    ) -> ZoneLoadResult {
        ZoneLoader(sources: sources ?? [.path(directory.path)]).load(previous: previous)
    }

    /// The names of the files and what became of them.
    private func states(_ result: ZoneLoadResult) -> [String] {
        result.files.map { file in
            let name = file.path.split(separator: "/").last ?? ""
            switch file.state {
            case .good(let zone): return "\(name) good \(zone.name)"
            case .stale(let zone): return "\(name) stale \(zone.name)"
            case .refused: return "\(name) refused"
            }
        }
    }

    private func recordSets(_ result: ZoneLoadResult) -> [[ResourceRecordSet]] {
        result.zones.map { Array($0.recordSets) }
    }

    /// Problems as text, the directory left out.
    private func problems(_ result: ZoneLoadResult) -> [String] {
        result.problems.map { "\($0)".replacingOccurrences(of: directory.path + "/", with: "") }
    }

    @Test("a directory is read by extension, and one bad zone stops no other")
    func directories() throws {
        try directory.write("example.com.zone", masterFile(serial: 1))
        try directory.write("example.net.yaml", "zone: example.net")
        try directory.write("example.org.yml", "zone: example.org\nrecord: {}")
        try directory.write("example.info.json", "{}")
        try directory.write("part.inc", "nonsense")
        try directory.write(".hidden.zone", "nonsense")
        let result = load()
        #expect(
            states(result) == [
                "example.com.zone good example.com.", "example.info.json refused",
                "example.net.yaml good example.net.", "example.org.yml refused",
            ]
        )
        #expect(
            problems(result).filter { $0.contains("error") } == [
                """
                example.info.json:1:1: error: found a JSON file, expected .zone or .yaml: this \
                version reads no JSON zones
                """,
                """
                example.org.yml:2:1: error: found the unknown key "record", expected one of zone, \
                ecs, records (did you mean "records"?)
                """,
            ]
        )
        #expect(result.zones.map(\.name.description) == ["example.com.", "example.net."])
    }

    @Test("a file alone, with its zone named, or missing")
    func files() throws {
        try directory.write("db.other", "")
        try directory.write("db.example", masterFile(serial: 1))
        try directory.write("x.zone", masterFile(serial: 1))
        let path = directory.path
        let example = try DomainName(presentation: "example.com")
        let result = load([
            .file(zone: example, path: "\(path)/db.example"), .path("\(path)/x.zone"),
            .path("\(path)/missing.zone"), .path("\(path)/db.other"), .path("\(path)/missing/"),
        ])
        #expect(
            states(result) == [
                "db.example good example.com.", "db.other refused",
                "missing.zone refused", "x.zone good x.",
            ]
        )
        #expect(
            problems(result) == [
                "error: missing/: cannot be read: there is no such file",
                "db.other:1:1: error: found 'db.other', expected a .zone, .yaml or .yml file",
                "error: missing.zone: cannot be read: there is no such file",
            ]
        )
    }

    @Test("a zone named for a file in a directory counts for that file, in whatever order")
    func namedInDirectory() throws {
        try directory.write("db.zone", masterFile(serial: 1))
        let zone = try DomainName(presentation: "example.com")
        let named = ZoneFileSource.file(zone: zone, path: "\(directory.path)/db.zone")
        for sources in [[named, .path(directory.path)], [.path(directory.path), named]] {
            #expect(states(load(sources)) == ["db.zone good example.com."])
        }
    }

    @Test("a problem of the zone as a whole is placed at the start of its file")
    func places() throws {
        try directory.write("example.com.zone", "")
        try directory.write("a.yaml", "zone: a")
        #expect(
            problems(load()) == [
                """
                a.yaml:1:1: warning: found the name server ns1.a. of a. without addresses in the \
                zone, expected A or AAAA records
                """,
                "example.com.zone:1:1: error: found no SOA record, expected one at example.com.",
                """
                example.com.zone:1:1: error: found no NS record at example.com., expected at least \
                one
                """,
            ]
        )
    }

    @Test("a SOA record of another zone is refused")
    func wrongAuthority() throws {
        try directory.write("example.com.zone", "$ORIGIN example.net.\n" + masterFile(serial: 1))
        let messages = problems(load())
        #expect(
            messages.contains(
                """
                example.com.zone:3:1: error: found a SOA record at example.net., expected it at \
                example.com. only
                """
            )
        )
    }

    @Test("of two files for one zone the first is served, and both are named")
    func secondFile() throws {
        try directory.write("example.com.zone", masterFile(serial: 1))
        try directory.write("b.yaml", "zone: EXAMPLE.com")
        let result = load()
        #expect(states(result) == ["b.yaml good EXAMPLE.com.", "example.com.zone refused"])
        #expect(
            problems(result).last == """
                example.com.zone:1:1: error: found the zone example.com. in example.com.zone, \
                expected it in one file: b.yaml holds it already, and is served
                """
        )
        try directory.remove("b.yaml")
        #expect(states(load(previous: result)) == ["example.com.zone good example.com."])
    }

    @Test("a file that turned bad keeps its last good zone, one that is gone does not")
    func lastGoodZone() throws {
        try directory.write("example.com.zone", masterFile(serial: 1))
        try directory.write("a.yaml", "zone: a\nrecords: {x: {A: 192.0.2.1}}")
        let first = load()
        try directory.write("example.com.zone", "www 60 A 192.0.2")
        try directory.write("a.yaml", "zone: a\nrecords: {x: {A: 192.0.2}}")
        let second = load(previous: first)
        #expect(states(second) == ["a.yaml stale a.", "example.com.zone stale example.com."])
        #expect(recordSets(second) == recordSets(first))
        let third = load(previous: second)
        #expect(recordSets(third) == recordSets(first))
        try directory.remove("a.yaml")
        try directory.write("example.com.zone", masterFile(serial: 2))
        #expect(states(load(previous: third)) == ["example.com.zone good example.com."])
    }

    @Test("a directory that cannot be read keeps its zones")
    func lostDirectory() throws {
        try directory.write("example.com.zone", masterFile(serial: 1))
        let first = load()
        let aside = directory.path + ".aside"
        try FileManager.default.moveItem(atPath: directory.path, toPath: aside)
        let second = load(previous: first)
        try FileManager.default.moveItem(atPath: aside, toPath: directory.path)
        #expect(recordSets(second) == recordSets(first))
        #expect(second.hasErrors)
    }

    static let serials: [(Int, Int, String, Bool)] = [
        (5, 5, "192.0.2.1", false), (5, 6, "192.0.2.2", false), (5, 5, "192.0.2.2", true),
        (5, 4, "192.0.2.2", true), (5, 4, "192.0.2.1", true),
        (4_294_967_295, 0, "192.0.2.2", false),
    ]

    @Test("changed data without a risen serial number is reported", arguments: serials)
    func serialNumbers(_ before: Int, _ after: Int, _ address: String, _ isReported: Bool) throws {
        try directory.write("example.com.zone", masterFile(serial: before))
        let first = load()
        #expect(first.problems.isEmpty)
        try directory.write(
            "example.com.zone",
            "; moved\n" + masterFile(serial: after, address: address)
        )
        #expect(
            problems(load(previous: first))
                == (isReported
                    ? [
                        """
                        example.com.zone:3:1: warning: found serial number \(after) with changed data, \
                        expected one ahead of \(before) (RFC 1982)
                        """
                    ] : [])
        )
    }
}
