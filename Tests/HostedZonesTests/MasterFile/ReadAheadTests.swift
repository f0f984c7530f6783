import DNSWire
import HostedZones
import OperatorFiles
import TestSupport
import Testing

/// Writes master files with everything in them that matters to where they can be cut.
private struct ZoneWriter {
    var random: SeededRandom
    private var text = "$TTL 300\n@ SOA ns1 hostmaster 1 2 3 4 5\n NS ns1\n"

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    private mutating func owner() -> String {
        random.pick(weighted: [
            "h\(random.number(in: 0...200))": 6, "": 3, "@": 1, "a.b\(random.number(in: 0...9))": 1,
            "x\\.y": 1, "H7.example.com.": 1,
        ])
    }

    private mutating func ttl() -> String {
        random.pick(weighted: ["": 6, "300 ": 2, "1h IN ": 1, "IN ": 3, "in 60 ": 1])
    }

    private mutating func data() -> String {
        let number = random.number(in: 0...255)
        return random.pick(weighted: [
            "A 192.0.2.\(number)": 10, "AAAA 2001:db8::\(number)": 2, "MX 10 mail": 2,
            "TXT \"a ; ( \\\" \(number)\" b": 2, "TXT ( \"x\"\n; ) \" (\n \"y\(number)\" )": 2,
            "MX ( \(number)\nwww A\n)": 1, "TYPE65280 \\# 2 ( 0a\n\n0b )": 1, "NS ns\(number)": 1,
        ])
    }

    private mutating func mistake() -> String {
        random.pick([
            "bad A 192.0.2.256\n", "bad A \"x\n", "( bad A\n192.0.2.1\n", ")\n", "bad\n",
            "bad..name A 192.0.2.1\n", "bad MX ( 10\n x\n", "$ORIGIN\n", "$TTL x\n", "\\\n",
            "$INCLUDE missing\n", "bad TXT \"\\\n", "bad CH A 192.0.2.1\n", "$GENERATE 1-2 a A 1\n",
        ])
    }

    private mutating func line(mistakesPerMille: Int) -> String {
        if random.number(in: 1...1000) <= mistakesPerMille { return mistake() }
        return random.pick(weighted: [
            owner() + random.pick([" ", "\t"]) + ttl() + data() + random.pick(["\n", "\r\n"]): 40,
            random.pick(["\n", "; comment ( \"\n", "  ; blank\n", "\t\n"]): 4,
            random.pick(["$ORIGIN sub\n", "$ORIGIN example.com.\n", "$ORIGIN b.example.com.\n"]): 1,
            random.pick(["$TTL 60\n", "$TTL 2h\n"]): 1,
            random.pick(["$INCLUDE part\n", "$INCLUDE part inc.example.com.\n"]): 1,
        ])
    }

    mutating func write(lines: Int, mistakesPerMille: Int) -> String {
        for _ in 0..<lines { text += line(mistakesPerMille: mistakesPerMille) }
        return text
    }
}

@Suite("Master files of which threads read pieces ahead")
struct ReadAheadTests {
    private func read(
        _ files: InMemoryFiles,
        _ plan: ReadAheadPlan
    ) throws -> (records: [ResourceRecordSet], problems: [ZoneProblem]) {
        let (zone, problems) = try MasterFileReader.read(
            "z",
            zone: DomainName(presentation: "example.com"),
            readAhead: plan,
            contents: files.read
        )
        return (Array(zone.recordSets), problems)
    }

    private func expectSame(_ files: InMemoryFiles, _ plans: [ReadAheadPlan]) throws {
        let expected = try read(files, .none)
        for plan in plans {
            let found = try read(files, plan)
            #expect(found.problems == expected.problems)
            // With the places, and in the same order.
            #expect(found.records == expected.records)
        }
    }

    @Test(
        "the same zone is read, and the same problems found, wherever it is cut",
        arguments: 0..<40 as Range<UInt64>
    )
    func anyZone(_ seed: UInt64) throws {
        var writer = ZoneWriter(seed: seed)
        let rate = writer.random.pick([0, 0, 2, 10, 100])
        let count = writer.random.number(in: 10...250)
        let text = writer.write(lines: count, mistakesPerMille: rate)
        var part = ZoneWriter(seed: seed + 1000)
        let included = part.write(lines: 5, mistakesPerMille: rate)
        let files = InMemoryFiles(["z": text, "part": included.replacing("$INC", with: ";")])
        try expectSame(
            files,
            [20, 100, 1000].map { ReadAheadPlan(threads: Int(1 + seed % 3), pieceLength: $0) }
        )
    }

    @Test("a piece that begins in parentheses does not count", arguments: 1..<30)
    func parentheses(_ length: Int) throws {
        let text =
            "$TTL 5\n@ SOA ns1 hostmaster 1 2 3 4 5\n"
            + String(repeating: "a TXT ( x\nb A 192.0.2.1\nc A 192.0.2.2\n)\n", count: 20)
        try expectSame(
            InMemoryFiles(["z": text]),
            [ReadAheadPlan(threads: 2, pieceLength: length)]
        )
    }

    @Test("records far behind their TTL, origin and owner get them", arguments: 1..<30)
    func inheritance(_ length: Int) throws {
        let lines = (0..<30).map { "h\($0) A 192.0.2.\($0)\n MX \($0) m\n" }
        let text =
            "@ SOA ns1 hostmaster 1 2 3 4 77\n" + lines[..<10].joined() + "$ORIGIN x\n"
            + lines[10..<20].joined() + "y 600 NS n\n" + lines[20...].joined()
            + "$TTL 9\nz A 192.0.2.1"
        try expectSame(
            InMemoryFiles(["z": text]),
            [ReadAheadPlan(threads: 2, pieceLength: length)]
        )
    }

    @Test("errors without end are given up at the same one")
    func manyErrors() throws {
        let text = (0..<500).map { "h\($0) A 192.0.2.\($0)\n" }.joined()
        let files = InMemoryFiles(["z": "$TTL 1\n" + text])
        #expect(try read(files, .none).problems.count == 20)
        try expectSame(files, [ReadAheadPlan(threads: 2, pieceLength: 100)])
    }
}
