import Foundation
import TestSupport
import Testing

@Suite("The commands on zone files")
struct ZoneCommandTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private static let zone = """
        zone: example.com
        records:
          www:
            CNAME:
              geo:
                CN: abc.cloudfront.cn
                default: xyz.cloudfront.net

        """

    @Test("convert writes the other forms, and what it wrote says the same")
    func convert() throws {
        let yaml = try workspace.write("example.com.yaml", Self.zone)
        let json = workspace.path + "/example.com.json"
        let written = try Command.meridian("zone", "convert", yaml, "-o", json)
        #expect(written.status == 0, "\(written.errors)")
        #expect(written.output.isEmpty)
        let listing = try String(contentsOfFile: json, encoding: .utf8)
        let head = "{\n    \"ResourceRecordSets\": [\n        {\n            \"Name\":"
        #expect(listing.hasPrefix(head))
        #expect(listing.contains("\"CountryCode\": \"*\""))
        let back = try Command.meridian("zone", "convert", json)
        #expect(back.status == 0)
        #expect(back.output == Self.zone)
        let diff = try Command.meridian("zone", "diff", yaml, json)
        #expect(diff.status == 0)
        #expect(diff.output == "none of 3 names and types change their answer\n")
    }

    @Test("convert refuses what a form cannot express, with the place and the reason")
    func refusals() throws {
        let yaml = try workspace.write("example.com.yaml", Self.zone)
        let master = try Command.meridian("zone", "convert", yaml, "--to", "zone")
        #expect(master.status == 1)
        #expect(master.output.isEmpty)
        #expect(
            master.errors.hasSuffix(
                """
                error: \(yaml):6:9: found geolocation routing at www.example.com. CNAME, expected \
                simple routing: a master file has nothing else

                """
            )
        )
        let other = try workspace.write(
            "other.yaml",
            "zone: example.com\nrecords: {x: {LOC: 1 N 1 E 1m}}\n"
        )
        let json = try Command.meridian("zone", "convert", other, "--to", "json")
        #expect(json.status == 1)
        #expect(json.errors.contains("\(other):2:15: found the type LOC at x.example.com., "))
        #expect(json.errors.contains("Route 53 knows no other"))
        let usage = try Command.meridian("zone", "convert", yaml, "-o", "x.txt")
        #expect(usage.status == 2)
        let missing = try Command.meridian("zone", "convert", workspace.path + "/none.yaml")
        #expect(missing.status == 1)
    }

    @Test("diff says which names change, and where")
    func diff() throws {
        let old = try workspace.write("old.yaml", Self.zone)
        let new = try workspace.write(
            "new.yaml",
            Self.zone.replacing("CN: abc", with: "JP: abc") + "  mail: {A: 192.0.2.1}\n"
        )
        let diff = try Command.meridian("zone", "diff", old, new)
        #expect(diff.status == 0, "\(diff.errors)")
        #expect(
            diff.output == """
                2 of 4 names and types change their answer

                mail.example.com. A: everywhere
                    NXDOMAIN → A 192.0.2.1

                www.example.com. CNAME: 2 of 332 places move

                CNAME abc.cloudfront.cn. → CNAME xyz.cloudfront.net.: 1 place
                    China (CN)

                CNAME xyz.cloudfront.net. → CNAME abc.cloudfront.cn.: 1 place
                    Japan (JP)

                """
        )
    }
}
