import DNSWire
import Testing

@Suite("Domain names")
struct DomainNameTests {
    @Test(
        "keep their spelling in text",
        arguments: [
            (".", [0]),
            ("a.", [1, 0x61, 0]),
            ("A.b.", [1, 0x41, 1, 0x62, 0]),
            ("\\000.", [1, 0, 0]),
            ("\\.\\\\.", [2, 0x2e, 0x5c, 0]),
            ("\\255\\127\\032.", [3, 255, 127, 32, 0]),
            ("\\\"\\;\\(\\)\\@\\$.", [6, 0x22, 0x3b, 0x28, 0x29, 0x40, 0x24, 0]),
            ("*.a.", [1, 0x2a, 1, 0x61, 0]),
        ] as [(String, [UInt8])]
    )
    func spelling(_ text: String, _ wire: [UInt8]) throws {
        let name = try DomainName(presentation: text)
        #expect(name.wire == wire)
        #expect(name.description == text)
    }

    @Test("compare and hash without regard to ASCII case, and to nothing else")
    func folding() throws {
        let lower = try DomainName(presentation: "www.example.com.")
        let upper = try DomainName(presentation: "WWW.eXample.COM.")
        #expect(lower == upper)
        #expect(lower.hashValue == upper.hashValue)
        #expect(upper.folded == lower.wire)
        // 0xC0 and 0xE0 differ as A and a do, `[` and `{` as well.
        for (one, other) in [("\\192.", "\\224."), ("\\091.", "\\123."), ("\\064.", "\\096.")] {
            #expect(try DomainName(presentation: one) != DomainName(presentation: other))
        }
    }

    @Test("stand in canonical order (RFC 4034 §6.1)")
    func order() throws {
        let sorted = [
            "example.", "a.example.", "yljkjljk.a.example.", "Z.a.example.", "zABC.a.EXAMPLE.",
            "aa.example.", "b.example.", "z.example.", "\\001.z.example.", "*.z.example.",
            "\\200.z.example.",
        ]
        let names = try sorted.map { try DomainName(presentation: $0) }
        for (index, name) in names.enumerated() {
            for (otherIndex, other) in names.enumerated() {
                #expect((name < other) == (index < otherIndex), "\(name) \(other)")
            }
        }
    }

    @Test("have at most 63 octets in a label, 127 labels, and 255 octets in all")
    func limits() throws {
        let label = String(repeating: "a", count: 63)
        #expect(try DomainName(presentation: label).wire.count == 65)
        #expect(throws: NameError.labelTooLong(length: 64)) {
            try DomainName(presentation: label + "a")
        }
        let most = String(repeating: "a.", count: 127)
        #expect(try DomainName(presentation: most).labelCount == DomainName.maximumLabelCount)
        #expect(throws: NameError.nameTooLong(length: 257)) {
            try DomainName(presentation: most + "a.")
        }
        let long = [label, label, label].joined(separator: ".") + "."
        let longest = try DomainName(presentation: long + String(repeating: "b", count: 61))
        #expect(longest.wire.count == DomainName.maximumLength)
        #expect(throws: NameError.nameTooLong(length: 256)) {
            try DomainName(presentation: long + String(repeating: "b", count: 62))
        }
    }

    @Test(
        "are refused with the reason",
        arguments: [
            ("", NameError.empty), ("..", .emptyLabel), ("a..", .emptyLabel), (".a", .emptyLabel),
            ("a\\", .badEscape("\\")), ("\\25", .badEscape("\\25")),
            ("\\256", .badEscape("\\256")), ("\\1x2", .badEscape("\\1x2")),
        ]
    )
    func malformed(_ text: String, _ error: NameError) {
        #expect(throws: error) { try DomainName(presentation: text) }
    }

    @Test("are at or below an ancestor on whole labels")
    func ancestry() throws {
        let apex = try DomainName(presentation: "Example.com.")
        for (text, isAtOrBelow) in [
            ("example.COM.", true), ("a.b.example.com.", true), ("com.", false), (".", false),
            ("badexample.com.", false), ("example.com.net.", false),
        ] {
            #expect(try DomainName(presentation: text).isAtOrBelow(apex) == isAtOrBelow, "\(text)")
        }
        #expect(apex.isAtOrBelow(.root))
        #expect(!apex.isBelow(apex))
    }

    @Test("have a suffix replaced, unless they get too long")
    func replacing() throws {
        let old = try DomainName(presentation: "old.example.")
        let new = try DomainName(presentation: "new.")
        let name = try DomainName(presentation: "a.b.OLD.example.")
        #expect(try name.replacing(suffix: old, with: new).description == "a.b.new.")
        let long = try DomainName(presentation: String(repeating: "a.", count: 125) + "old.")
        let tooLong = try DomainName(presentation: "longer.example.")
        #expect(throws: NameError.self) {
            try long.replacing(suffix: DomainName(presentation: "old."), with: tooLong)
        }
    }
}
