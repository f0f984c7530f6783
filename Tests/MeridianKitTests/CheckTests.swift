import MeridianKit
import Testing

@Suite("Checking content")
struct CheckTests {
    @Test(
        "a database is old from the 61st day on",
        arguments: [(0, false), (60, false), (61, true), (400, true)] as [(UInt64, Bool)]
    )
    func databaseAge(_ days: UInt64, _ isOld: Bool) throws {
        let content = try TestContent(configuration: "geo: {database: db.mmdb}")
        let source = try content.write(
            "list.csv",
            "# Generated: Wed, 01 Jan 2020 00:00:00 GMT\n192.0.2.0/24,CN\n"
        )
        _ = try LocationDatabase.build(output: content.directory + "/db.mmdb", sources: [source])
        let newYear2020: UInt64 = 1_577_836_800
        let report = content.check(at: newYear2020 + days * 86_400)
        #expect(report.problems.contains { $0.message.contains("days old") } == isOld)
        #expect(!report.isRefused)
        #expect(report.summary == "good: 0 zones, database of 2020-01-01")
    }

    @Test("two files for one zone, and networks that mean the same, are refused")
    func duplicates() throws {
        let zone = "zone: example.com\nrecords: {}\n"
        let zones = try TestContent(configuration: "", zones: ["a.yaml": zone, "b.yaml": zone])
        #expect(zones.check().isRefused)
        let networks = try TestContent(
            configuration: "networks: {192.0.2.0/24: CN, '::ffff:192.0.2.0/120': DE}"
        )
        let report = networks.check()
        #expect(report.isRefused)
        #expect(report.problems.first?.message.contains("given twice") == true)
    }

    @Test("all problems are told together, the summary last")
    func allProblems() throws {
        let content = try TestContent(
            configuration: "",
            zones: [
                "a.example.yaml": "zone: a.example\nrecords: {www: {A: x}}\n",
                "b.example.zone": "@ IN SOA ns1 host 1 2 3 4\n",
                "c.example.yaml": "zone: c.example\nrecords: {}\n",
            ]
        )
        let report = content.check()
        #expect(report.isRefused)
        for file in ["a.example.yaml:2:", "b.example.zone:1:"] {
            #expect(report.problems.contains { $0.message.contains(file) }, "\(file)")
        }
        #expect(report.summary.hasSuffix("1 zone, no location database"))
    }

    @Test("a private zone is told of and not served, not even beside a public one of its name")
    func privateZones() throws {
        let zone = "zone: example.com\nrecords: {x: {A: 192.0.2.1}}\n"
        let both = try TestContent(
            configuration: "",
            zones: ["a.yaml": zone.replacing(".1}", with: ".2}") + "private: on\n", "b.yaml": zone]
        )
        let report = both.check()
        #expect(!report.isRefused)
        #expect(report.summary == "good: 1 zone, no location database")
        #expect(
            report.problems.contains { problem in
                problem.severity == .warning
                    && problem.message.hasSuffix(
                        """
                        a.yaml:1:1: found the private zone example.com., expected a public one: it \
                        is never served
                        """
                    )
            }
        )
        let answer = try both.explain("x.example.com", from: "192.0.2.9").answer
        #expect(answer.first?.hasSuffix("192.0.2.1") == true)
    }
}
