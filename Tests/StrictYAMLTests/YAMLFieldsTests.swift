import StrictYAML
import Testing

@Suite("Taking values out of nodes")
struct YAMLFieldsTests {
    @Test(
        "flags are read in YAML's and in plain words",
        arguments: [
            ("on", true), ("true", true), ("yes", true),
            ("off", false), ("false", false), ("no", false), ("\"no\"", false),
        ]
    )
    func flags(_ text: String, _ value: Bool) throws {
        #expect(try node(text).flag() == value)
    }

    @Test(
        "a wrong value is refused with what was expected",
        arguments: [
            ("abc", #"f:1:4: found "abc", expected a whole number from 1 to 9"#),
            ("10", #"f:1:4: found "10", expected a whole number from 1 to 9"#),
            ("0x1", #"f:1:4: found "0x1", expected a whole number from 1 to 9"#),
            ("+1", #"f:1:4: found "+1", expected a whole number from 1 to 9"#),
            ("-x", #"f:1:4: found "-x", expected a whole number from 1 to 9"#),
            ("", "f:1:3: found nothing, expected a whole number from 1 to 9"),
            ("[1]", "f:1:4: found a list, expected a whole number from 1 to 9"),
            ("{b: 1}", "f:1:4: found a mapping, expected a whole number from 1 to 9"),
        ]
    )
    func wrongIntegers(_ text: String, _ message: String) {
        let error = #expect(throws: YAMLError.self) { try node(text).integer(in: 1...9) }
        #expect(error?.description == message)
    }

    @Test("an unknown key is refused with the keys that are known, and the closest of them")
    func unknownKeys() throws {
        let root = try YAMLReader.read("listen: 1\nlsiten: 2\nfoo: 3\n", file: "f")
        var fields = try root.fields()
        #expect(try fields.take("listen")?.text() == "1")
        #expect(fields.take("zones") == nil)
        #expect(
            fields.strangers.map(\.description) == [
                #"f:2:1: found the unknown key "lsiten", expected one of listen, zones "#
                    + #"(did you mean "listen"?)"#,
                #"f:3:1: found the unknown key "foo", expected one of listen, zones"#,
            ]
        )
        #expect(throws: YAMLError.self) { try fields.refuseOthers() }
    }

    @Test("a required key that is missing is named")
    func missingKey() throws {
        var fields = try YAMLReader.read("a:\n  b: 1\n", file: "f").entries()[0].value.fields()
        let error = #expect(throws: YAMLError.self) { try fields.require("zone") }
        #expect(
            error?.description
                == #"f:2:3: found a mapping without "zone", expected the key "zone""#
        )
    }

    @Test("a key without a value is an empty list and an empty mapping")
    func nothing() throws {
        #expect(try node("").items().isEmpty)
        #expect(try node("").entries().isEmpty)
        #expect(throws: YAMLError.self) { try node("x").items() }
    }

    @Test(
        "suggestions stay close to what was written",
        arguments: [("zone", "zones"), ("Listen", "listen"), ("geodb", nil), ("idle", nil)]
            as [(String, String?)]
    )
    func suggestions(_ word: String, _ expected: String?) {
        #expect(Suggestion.closest(to: word, in: ["listen", "zones", "geo"]) == expected)
    }

    private func node(_ text: String) throws -> YAMLNode {
        try YAMLReader.read("a: \(text)", file: "f").entries()[0].value
    }
}
