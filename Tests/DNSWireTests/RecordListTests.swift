import DNSWire
import TestSupport
import Testing

@Suite("Records in a run")
struct RecordListTests {
    /// What a list holds, a line for each record.
    private func lines(of list: RecordList) -> [String] {
        (0..<list.count).map { index in
            let record = list[index]
            let owner = HexDigits.text(of: Array(copying: list.name(of: record.owner)))
            let data = HexDigits.text(of: Array(copying: list.rdata(of: index)))
            let ttl = record.ttl.map(\.description) ?? "-"
            return "\(record.line):\(record.column) \(owner) \(ttl) \(record.type) \(data)"
        }
    }

    private let origin: DomainName

    init() throws { origin = try DomainName(presentation: "example.com") }

    /// The plain way: an entry after the other, none of them faster than the others.
    private func readPlainly(_ text: [UInt8]) -> (list: RecordList, end: PresentationPlace) {
        var fields = PresentationFields(masterFile: text, origin: origin)
        var list = RecordList()
        while true {
            let (entry, mark) = (fields.place, list.mark)
            do throws(PresentationError) {
                guard fields.beginEntry() else { return (list, fields.place) }
                if let first = fields.nextWord, !fields.isDirective(first) {
                    try list.read(&fields, first)
                    continue
                }
            } catch {
                list.removeAll(behind: mark)
            }
            return (list, entry)
        }
    }

    private func expectSame(_ text: String) {
        let octets = Array(text.utf8)
        var fields = PresentationFields(masterFile: octets, origin: origin)
        var list = RecordList()
        list.readRecords(&fields, upTo: octets.count)
        let plain = readPlainly(octets)
        #expect(lines(of: list) == lines(of: plain.list), "\(text)")
        // Lines without words are passed over before an entry that stays; what follows is the same.
        var behind = PresentationFields(masterFile: octets, origin: origin)
        behind.move(to: plain.end)
        let (next, nextPlainly) = (fields.beginEntry(), behind.beginEntry())
        #expect(next == nextPlainly)
        #expect(fields.place == behind.place, "\(text)")
        for owner in 0..<list.ownerCount {
            let hash = list.name(of: owner).foldedHash
            #expect(list.hash(of: owner) == hash)
        }
    }

    @Test(
        "a line is read as the general way reads it",
        arguments: [
            "www A 192.0.2.1\n", "www 300 IN A 192.0.2.1\n", "www IN 300 A 192.0.2.1\n",
            "www in a 192.0.2.1\r\n", "www.example.org. 1h A 192.0.2.1", "@ A 192.0.2.1\n",
            "\t \n\n; x\n@ A 192.0.2.1\n ; y\n MX 10 @\n", "a A 192.0.2.1\n 2 AAAA ::1 ; c\n",
            "a A 192.0.2.1\na A 192.0.2.2\nA A 192.0.2.3\na.example.com. A 192.0.2.4\n",
            " A 192.0.2.1\n", "$TTL 3\n", "a\n", "a \n", "a 300\n", "a IN\n", "a IN A\n", "a A",
            "a 300 300 A 192.0.2.1\n", "a IN IN A 192.0.2.1\n", "a CH A 192.0.2.1\n",
            "a 4294967296 A 192.0.2.1\n", "a 99999999999 A 192.0.2.1\n", "a 1h1 A 192.0.2.1\n",
            "a TYPE1 192.0.2.1\n", "a TYPE1 \\# 4 c0000201\n", "a ANY 192.0.2.1\n", "a TYPE0 x\n",
            "a NO 192.0.2.1\n", "a A 192.0.2.256\n", "a A 192.0.2.1 x\n", "a A \"192.0.2.1\"\n",
            ". A 192.0.2.1\n", ".. A 192.0.2.1\n", ".a A 192.0.2.1\n", "a..b A 192.0.2.1\n",
            "a.b. A 192.0.2.1\n", "a\\.b A 192.0.2.1\n", "\\@ A 192.0.2.1\n", "a@ A 192.0.2.1\n",
            "@a A 192.0.2.1\n", "\"a\" A 192.0.2.1\n", "a\"b\" A 192.0.2.1\n", "$a A 192.0.2.1\n",
            "a$ A 192.0.2.1\n", "a( A ) 192.0.2.1\n", "a (A\n192.0.2.1)\nb A 192.0.2.1\n",
            "a ( A 192.0.2.1\n", "a A 192.0.2.1 )\n", "a A (192.0.2.1 ; )\n )\n",
            "a;b A 192.0.2.1\n",
            "*.a A 192.0.2.1\n", "a\u{b}b A 192.0.2.1\n", "ä A 192.0.2.1\n",
            "a TXT \"x y\" z ; \"\nb TXT \"x\n", "\u{feff}a A 192.0.2.1\n",
        ]
    )
    func oneLine(_ text: String) {
        expectSame(text)
        expectSame("x 5 A 192.0.2.9\n" + text)
    }

    @Test("long names and labels have the same bounds", arguments: 60...66)
    func bounds(_ length: Int) {
        let label = String(repeating: "a", count: length)
        expectSame("\(label) A 192.0.2.1\n")
        expectSame("\(label). A 192.0.2.1\n")
        let long = Array(repeating: String(repeating: "b", count: 60), count: 3)
        for ending in ["", "."] {
            expectSame(([label] + long).joined(separator: ".") + "\(ending) A 192.0.2.1\n")
        }
        // With the origin just 255 octets, and around that.
        let last = String(repeating: "c", count: length - 6)
        expectSame(([last] + long).joined(separator: ".") + " A 192.0.2.1\n")
    }

    @Test("octets at random are read as the general way reads them", arguments: 0..<300)
    func random(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "a", "www", "A", "IN", "300", "192.0.2.1", "::1", "AAAA", "MX", "10", "TXT", "@", ".",
            "a.b", "mail.example.com.", "$TTL", "\\", "\"", "(", ")", ";", " ", " ", " ", " ", "\t",
            "\r\n", "\n", "\n", "\n", "www A 192.0.2.1\n", "\nwww 60 IN AAAA 2001:db8::1\n",
            " A 192.0.2.2\n", "b MX 10 (\n", "NS ns.\n",
        ]
        let text = (0..<random.number(in: 1...40)).map { _ in random.pick(pieces) }.joined()
        expectSame(text)
    }

    @Test("a run ends at its limit, and goes on behind it", arguments: 1..<60)
    func limit(_ length: Int) {
        let text = Array(
            """
            a A 192.0.2.1
             A 192.0.2.2
            ; comment

            b MX ( 10
              c )
            c A 192.0.2.4
            ; at the end

            """.utf8
        )
        var fields = PresentationFields(masterFile: text, origin: origin)
        var list = RecordList()
        var limit = length
        while fields.position < text.count {
            list.readRecords(&fields, upTo: limit)
            #expect(fields.position >= min(limit, text.count))
            limit += length
        }
        #expect(lines(of: list) == lines(of: readPlainly(text).list))
    }

    @Test("the last owner stays when the records go")
    func lastOwner() throws {
        var fields = PresentationFields(
            masterFile: Array("a A 192.0.2.1\nb A 192.0.2.2\n A 192.0.2.3\n".utf8),
            origin: origin
        )
        var list = RecordList()
        #expect(list.lastOwner == nil)
        list.readRecords(&fields, upTo: 15)
        #expect(list.count == 2)
        list.removeRecords()
        #expect(list.isEmpty)
        let name = try DomainName(presentation: "b.example.com")
        #expect(list.lastOwner == name.wire)
        list.readRecords(&fields, upTo: 100)
        #expect(lines(of: list) == ["3:2 \(HexDigits.text(of: name.wire)) - A C0000203"])
        list.setOwner(nil)
        #expect(list.isEmpty && list.lastOwner == nil)
    }
}
