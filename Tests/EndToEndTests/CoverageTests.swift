import Foundation
import TestSupport
import Testing

@Suite("meridian coverage")
struct CoverageTests {
    private let workspace: Workspace
    private let config: String

    init() throws {
        workspace = try Workspace()
        try workspace.writeExampleZone()
        config = try workspace.configure()
    }

    private func coverage(_ arguments: String...) throws -> OtherProgram {
        let all = ["coverage", "www.example.com"] + arguments + ["--config", config]
        let result = try Command.run(Product.meridian, all)
        #expect(result.status == 0, "\(result.errors)")
        return result
    }

    @Test("people read each answer and who gets it")
    func text() throws {
        let lines = try coverage().lines
        #expect(lines[0].hasPrefix("www.example.com. A: "))
        #expect(
            lines.dropFirst(2).prefix(2).map { $0.prefix(25) } == [
                "    everywhere except Chi", "CNAME abc.cloudfront.cn.:",
            ]
        )
        #expect(lines.last == "    China (CN)")
    }

    @Test("programs read every place as CSV (RFC 4180) and JSON, with the same answers")
    func formats() throws {
        let csv = try coverage("--csv").output
        let rows = csv.components(separatedBy: "\r\n").dropLast().map { $0.split(separator: ",") }
        #expect(rows[0] == ["place", "kind", "name", "share", "answer"])
        let json = try JSONSerialization.jsonObject(with: Data(coverage("--json").output.utf8))
        let places = try #require((json as? [String: Any])?["places"] as? [[String: Any]])
        #expect(places.count == rows.count - 1)
        let table = try coverage("--all").lines
        #expect(table.count == places.count)
        for (row, place) in zip(rows.dropFirst(), places) {
            #expect(place["place"] as? String == String(row[0]))
            let answer = try #require((place["answers"] as? [[String: Any]])?.first)
            let record = try #require((answer["records"] as? [String])?.first)
            #expect(record.hasSuffix(String(row[4])))
            #expect(
                row[4]
                    == (row[0] == "CN" ? "CNAME abc.cloudfront.cn." : "CNAME xyz.cloudfront.net.")
            )
        }
    }

    @Test("a diff with an older configuration tells what moved, and nothing else")
    func diff() throws {
        let old = try Workspace()
        try old.writeExampleZone()
        let oldConfig = try old.configure()
        #expect(
            try coverage("--diff", oldConfig).lines == [
                "www.example.com. A: none of 332 places move"
            ]
        )
        let zone = Workspace.exampleZone(ttl: 300)
        try workspace.write(
            "zones/example.com.yaml",
            zone.replacingOccurrences(of: "CN: abc", with: "HK: abc.cloudfront.cn, CN: abc")
        )
        #expect(
            try coverage("--diff", oldConfig).lines == [
                "www.example.com. A: 1 of 332 places move",
                "CNAME xyz.cloudfront.net. → CNAME abc.cloudfront.cn.: 1 place",
                "    Hong Kong (HK)",
            ]
        )
        let csv = try coverage("--diff", oldConfig, "--csv").output
        #expect(csv.contains("HK,country,Hong Kong,CNAME xyz.cloudfront.net.,CNAME abc"))
    }

    @Test(
        "words that make no sense are usage errors, content that is bad is refused",
        arguments: [
            (["a..b"], 2), (["www.example.com", "XYZ"], 2),
            (["www.example.com", "--csv", "--json"], 2),
            (["www.example.com", "--diff", "none.yaml"], 1),
        ] as [([String], Int32)]
    )
    func errors(_ arguments: [String], _ status: Int32) throws {
        let all = ["coverage"] + arguments + ["--config", config]
        let result = try Command.run(Product.meridian, all)
        #expect(result.status == status)
        #expect(!result.errors.isEmpty)
        #expect(result.output.isEmpty)
    }
}
