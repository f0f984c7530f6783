import OperatorFiles
import StrictYAML
import Testing

@Suite("Reading YAML and JSON into nodes")
struct YAMLReaderTests {
    @Test(
        "a plain scalar stays the text that was written",
        arguments: [
            "NO", "ON", "Y", "1:30", "0755", "1e3", "0x1F", "2026-06-25", "=", ".inf", "~x",
        ]
    )
    func plainScalars(_ text: String) throws {
        let fields = try YAMLReader.read("key: \(text)", file: "f").entries()
        #expect(try fields[0].value.text() == text)
    }

    @Test("quotes are taken off, and remembered")
    func quoting() throws {
        let items = try YAMLReader.read(#"[a, "b", 'c', "null", null]"#, file: "f").items()
        let styles = items.map { node -> YAMLNode.Scalar.Style? in
            if case .scalar(let scalar) = node.content { scalar.style } else { nil }
        }
        #expect(styles == [.plain, .quoted, .quoted, .quoted, .plain])
        #expect(items.map(\.isNull) == [false, false, false, false, true])
    }

    @Test("lines and columns count from 1, columns in octets")
    func locations() throws {
        let text = "a: 1\nbé: {c: \"é\", d: 2}\nlist:\n  - x\n  - y\n"
        let root = try YAMLReader.read(text, file: "dir/f.yaml")
        let entries = try root.entries()
        #expect("\(entries[0].value.location)" == "dir/f.yaml:1:4")
        #expect("\(entries[1].key.location)" == "dir/f.yaml:2:1")
        #expect("\(try entries[1].value.entries()[1].key.location)" == "dir/f.yaml:2:16")
        #expect("\(try entries[2].value.items()[1].location)" == "dir/f.yaml:5:5")
    }

    @Test("JSON is read, with its places")
    func json() throws {
        let text = "{\n\t\"Changes\": [\n\t\t{\"TTL\":300,\"Name\":\"\\u0061\\/b\"}]\n}"
        let change = try YAMLReader.read(text, file: "f").entries()[0].value.items()[0].entries()
        #expect(try change[0].value.integer(in: 0...400) == 300)
        #expect(try change[1].value.text() == "a/b")
        #expect("\(change[1].key.location)" == "f:3:14")
    }

    @Test("an empty text is null", arguments: ["", "\n", "# only a comment\n", "---\n"])
    func empty(_ text: String) throws { #expect(try YAMLReader.read(text, file: "f").isNull) }

    @Test(
        "what is not plain data is refused, with its place",
        arguments: [
            ("a: 1\nb: 2\na: 3\n", #"f:3:1: found the key "a" again (first at 1:1), expected"#),
            ("{x: {k: 1, k: 2}}", #"f:1:12: found the key "k" again (first at 1:6), expected"#),
            ("\"k\": 1\nj: 0\nk: 2\nk: 3", #"f:3:1: found the key "k" again (first at 1:1)"#),
            ("a: &x 1\nb: *x\n", #"f:1:4: found the anchor "&x", expected"#),
            ("b: *x\n", "f:1:4: found"),
            ("<<: {a: 1}\n", #"f:1:1: found the merge key "<<", expected"#),
            ("a: !!binary aGk=\n", #"f:1:4: found the tag "tag:yaml.org,2002:binary""#),
            ("a: !!set {b}\n", #"f:1:4: found the tag "tag:yaml.org,2002:set""#),
            ("? [a, b]\n: 1\n", "f:1:3: found a list, expected a text as key"),
            ("a: 1\n--- \nb: 2\n", "f:2:1: found \"--- \", expected valid YAML"),
            ("a: [1, 2\n", "f:2:1: found the end of the file, expected valid YAML"),
            ("a: 1\n b: 2\n", "f:2:3: found \": 2\", expected valid YAML"),
            ("a: \"é\u{1}\"", "f:1:7: found the character 1, expected readable text"),
            ("a:\n\t- b\n", #"f:2:1: found "\t- b", expected valid YAML"#),
        ] as [(String, String)]
    )
    func refusals(_ text: String, _ start: String) {
        #expect(refusal(of: text)?.hasPrefix(start) == true, "\(refusal(of: text) ?? "read")")
    }

    @Test("octets that are not UTF-8 are refused where they stand")
    func notUTF8() {
        let octets = Array("a: 1\nb: é".utf8) + [0xff, 0x20]
        let error = #expect(throws: YAMLError.self) { try YAMLReader.read(octets, file: "f") }
        #expect(error.map { "\($0.location)" } == "f:2:6")
    }

    @Test("deep nesting is refused and does not exhaust the stack", arguments: [70, 900, 100_000])
    func deepNesting(_ depth: Int) {
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(refusal(of: text) != nil)
    }

    @Test("a text that would unfold into billions of values is refused at once")
    func billionLaughs() {
        var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1...40 {
            let aliases = [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(refusal(of: text)?.contains("anchor") == true)
    }

    private func refusal(of text: String) -> String? {
        do {
            _ = try YAMLReader.read(text, file: "f")
            return nil
        } catch {
            return "\(error)"
        }
    }
}
