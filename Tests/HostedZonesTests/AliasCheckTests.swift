import HostedZones
import Testing

@Suite("Checks of alias record sets")
struct AliasCheckTests {
    private func errors(_ records: [String]) throws -> [String] {
        let text = (["zone: a", "records:"] + records.map { "  " + $0 }).joined(separator: "\n")
        let reading = ZoneYAMLReader.read(Array(text.utf8), file: "z.yaml")
        #expect(reading.problems.isEmpty)
        return ZoneChecks.problems(of: try #require(reading.zone))
            .filter { $0.severity == .error }
            .map { $0.description.replacing("z.yaml:", with: "", maxReplacements: 1) }
    }

    /// `n0` to `n(count - 1)`, each an alias for the next, and at the end an address.
    private func chain(_ count: Int) -> [String] {
        (0..<count).map { "n\($0): {A: {alias: n\($0 + 1).a}}" } + ["n\(count): {A: 192.0.2.1}"]
    }

    @Test("a target must exist in the zone, with the same type")
    func targets() throws {
        #expect(try errors(["x: {A: {alias: y.a}}", "y: {A: 192.0.2.1}"]) == [])
        #expect(try errors(["x: {A: {alias: y.a}}", "y: {A: {geo: {CN: 192.0.2.1}}}"]) == [])
        #expect(try errors(["x: {A: {alias: elsewhere.example}}"]) == [])
        #expect(
            try errors(["x: {A: {alias: y.a}}", "y: {AAAA: '2001:db8::1'}"]) == [
                """
                3:7: error: Tried to create an alias that targets y.a., type A in zone a., but that \
                target was not found
                """
            ]
        )
    }

    @Test("a loop is refused, whatever its length, and also what leads into one")
    func loops() throws {
        let message = "expected a target that does not lead back to it"
        #expect(
            try errors(["x: {A: {alias: x.a}}"]) == [
                "3:7: error: found an alias from x.a. A to x.a., \(message)"
            ]
        )
        #expect(
            try errors([
                "x: {A: {geo: {CN: {alias: y.a}, default: 192.0.2.1}}}",
                "y: {A: {alias: z.a}}",
                "z: {A: {weighted: {a: {weight: 1, alias: y.a}}}}",
            ]) == [
                "3:17: error: found an alias from x.a. A to y.a., \(message)",
                "4:7: error: found an alias from y.a. A to z.a., \(message)",
                "5:22: error: found an alias from z.a. A to y.a., \(message)",
            ]
        )
    }

    @Test("sixteen aliases one behind the other are allowed, one more is not")
    func depth() throws {
        #expect(try errors(chain(16)) == [])
        let tooLong = try errors(chain(17))
        #expect(
            tooLong.first == """
                3:8: error: found an alias from n0.a. A to n1.a., expected at most 16 aliases one \
                behind the other
                """
        )
    }

    @Test("what two ways lead to is no loop")
    func diamonds() throws {
        #expect(
            try errors([
                "x: {A: {geo: {CN: {alias: y.a}, default: {alias: z.a}}}}",
                "y: {A: {alias: end.a}}", "z: {A: {alias: end.a}}", "end: {A: 192.0.2.1}",
            ]) == []
        )
    }

    @Test("a tree that one query could not be made to look through is refused")
    func size() throws {
        // Each level has two ways to the next: 2¹³ record sets at the end of the way.
        let levels = (0..<13).map { level in
            """
            n\(level): {A: {weighted: {a: {weight: 1, alias: n\(level + 1).a}, \
            b: {weight: 1, alias: n\(level + 1).a}}}}
            """
        }
        let found = try errors(levels + ["n13: {A: 192.0.2.1}"])
        #expect(
            found.first == """
                3:23: error: found an alias from n0.a. A to n1.a., expected at most 4096 record sets \
                below it, each counted as often as it is reached
                """
        )
        #expect(try errors(Array(levels.dropFirst(4)) + ["n13: {A: 192.0.2.1}"]) == [])
        // 1,021 below each of them.
        let wide = (0..<5).map { "w\($0): {weight: 1, alias: n5.a}" }.joined(separator: ", ")
        let group = "x: {A: {weighted: {\(wide)}}}"
        let together = try errors([group] + levels.dropFirst(5) + ["n13: {A: 192.0.2.1}"])
        #expect(together.count == 1)
        #expect(together.first?.contains("from x.a. A to n5.a., expected at most 4096") == true)
    }
}
