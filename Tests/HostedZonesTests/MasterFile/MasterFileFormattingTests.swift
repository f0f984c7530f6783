import DNSWire
import HostedZones
import TestSupport
import Testing

/// Writes the same records in all the ways that RFC 1035 §5.1 allows.
private struct Formatter {
    var random: SeededRandom
    private var text = ""
    /// What the last record left to be left out.
    private var lastOwner: String?

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// One record as a line of words: owner, TTL, type, values.
    struct Record {
        let owner: String
        let ttl: Int
        let type: String
        let values: [String]
    }

    private mutating func blank(isInParentheses: Bool) -> String {
        let blanks = [" ", "\t", "  ", " \t "]
        guard isInParentheses else { return random.pick(blanks) }
        return random.pick(blanks + ["\n", "\r\n", " ; ) \" comment (\n", "\n\n\t"])
    }

    /// A word of letters, some of them escaped.
    private mutating func escaped(_ word: String) -> String {
        guard random.chance(30) else { return word }
        return word.map { character in
            guard let octet = character.asciiValue, character.isLetter, random.chance(20) else {
                return String(character)
            }
            return octet < 100 ? "\\0\(octet)" : "\\\(octet)"
        }
        .joined()
    }

    private mutating func owner(_ record: Record) -> String {
        if record.owner == lastOwner, random.chance(60) { return random.pick([" ", "\t"]) }
        let suffix = ".example.com."
        let owner =
            switch (record.owner, record.owner.hasSuffix(suffix)) {
            case ("example.com.", _): random.pick(["@", "example.com."])
            case (_, true) where random.chance(70): String(record.owner.dropLast(suffix.count))
            default: record.owner
            }
        return owner == "@" ? owner : escaped(owner)
    }

    mutating func write(_ record: Record) {
        if random.chance(10) { text += random.pick(["\n", "; comment\n", "  ; x\r\n", "\t\n"]) }
        var words = random.pick([
            ["\(record.ttl)", "IN"], ["IN", "\(record.ttl)"], ["\(record.ttl)"],
            ["class1", "\(record.ttl)s"],
        ])
        words.append(random.chance(20) ? record.type.lowercased() : record.type)
        words += record.values
        let first = owner(record)
        text += first
        let opening = random.chance(30) ? random.number(in: 0...(words.count - 1)) : nil
        for (position, word) in words.enumerated() {
            text += blank(isInParentheses: opening.map { position > $0 } ?? false)
            if position == opening { text += random.pick(["(", "( ", "(\n "]) }
            text += word
        }
        if opening != nil { text += blank(isInParentheses: true) + ")" }
        text += random.pick(["", " ", " ; comment \" ("]) + random.pick(["\n", "\r\n"])
        lastOwner = record.owner
    }

    /// What was written so far.
    var whole: String { text }
}

@Suite("Master files however they are formatted")
struct MasterFileFormattingTests {
    private func record(_ random: inout SeededRandom) -> Formatter.Record {
        let owner = random.pick([
            "example.com.", "www.example.com.", "a.b.example.com.", "Mail.example.com.",
            "h\(random.number(in: 0...40)).example.com.",
        ])
        let number = random.number(in: 0...255)
        let (type, values): (String, [String]) = random.pick([
            ("A", ["192.0.2.\(number)"]), ("AAAA", ["2001:db8::\(number)"]),
            ("MX", ["\(number)", "mail.example.com."]), ("NS", ["ns\(number).example.net."]),
            ("TXT", ["\"a;b (\(number))\"", "\"\\\"\"", "c"]),
            ("SRV", ["1", "2", "\(number)", "x.example.com."]),
            ("CAA", ["0", "issue", "\"ca\(number).example\""]),
            ("HTTPS", ["\(number)", ".", "alpn=\"h2,h3\"", "port=\(number)"]),
            ("TYPE65280", ["\\#", "2", "0a", number < 16 ? "0\(number % 10)" : "ff"]),
            ("DS", ["\(number)", "13", "200", "00", "ab"]),
        ])
        return .init(owner: owner, ttl: 300, type: type, values: values)
    }

    @Test("the same records are read from any formatting", arguments: 0..<100 as Range<UInt64>)
    func formatting(_ seed: UInt64) throws {
        var formatter = Formatter(seed: seed)
        var plain = ""
        for _ in 0..<60 {
            let record = record(&formatter.random)
            let values = record.values.joined(separator: " ")
            plain += "\(record.owner) \(record.ttl) IN \(record.type) \(values)\n"
            formatter.write(record)
        }
        let expected = try readMasterFile(plain)
        let found = try readMasterFile(formatter.whole)
        // Only warnings: records that come twice, in both.
        #expect(found.problems.map(\.message) == expected.problems.map(\.message))
        #expect(
            try lines(of: found.recordSets) == lines(of: expected.recordSets),
            "\(formatter.whole)"
        )
    }
}
