import DNSWire
import HostedZones
import OperatorFiles
import Testing

@Suite("MasterFileReader")
struct MasterFileReaderTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let lines: [String]

        init(_ testDescription: String, _ text: String, _ lines: [String]) {
            self.testDescription = testDescription
            self.text = text
            self.lines = lines
        }
    }

    static let examples: [Example] = [
        Example("a relative owner", "www 60 IN A 192.0.2.1", ["www.example.com. 60 A 192.0.2.1"]),
        Example(
            "an absolute owner",
            "a.example.com. 60 IN A 192.0.2.1",
            ["a.example.com. 60 A 192.0.2.1"]
        ),
        Example("@ as owner and value", "@ 60 IN CNAME @", ["example.com. 60 CNAME example.com."]),
        Example(
            "a blank owner is the one before",
            "www 60 IN A 192.0.2.1\n\t60 A 192.0.2.2\n\n  ; comment\n 60 TYPE65280 \\# 0",
            [
                "www.example.com. 60 A 192.0.2.1", "www.example.com. 60 A 192.0.2.2",
                "www.example.com. 60 TYPE65280 \\# 0",
            ]
        ),
        Example("class before TTL", "www IN 60 A 192.0.2.1", ["www.example.com. 60 A 192.0.2.1"]),
        Example(
            "class by number",
            "www CLASS1 60 A 192.0.2.1",
            ["www.example.com. 60 A 192.0.2.1"]
        ),
        Example("no class", "www 60 A 192.0.2.1", ["www.example.com. 60 A 192.0.2.1"]),
        Example("small letters", "www 60 in a 192.0.2.1", ["www.example.com. 60 A 192.0.2.1"]),
        Example(
            "an owner that looks like a type",
            "A 60 A 192.0.2.1",
            ["A.example.com. 60 A 192.0.2.1"]
        ),
        Example(
            "an owner that looks like a TTL",
            "7 60 A 192.0.2.1",
            ["7.example.com. 60 A 192.0.2.1"]
        ),
        Example("units", "www 1h30m A 192.0.2.1", ["www.example.com. 5400 A 192.0.2.1"]),
        Example("weeks and days", "www 1W2D A 192.0.2.1", ["www.example.com. 777600 A 192.0.2.1"]),
        Example(
            "the greatest TTL",
            "www 2147483647 A 192.0.2.1",
            ["www.example.com. 2147483647 A 192.0.2.1"]
        ),
        Example("TTL 0", "www 0 A 192.0.2.1", ["www.example.com. 0 A 192.0.2.1"]),
        Example("$TTL", "$TTL 1h\nwww A 192.0.2.1", ["www.example.com. 3600 A 192.0.2.1"]),
        Example(
            "$TTL counts before the last explicit TTL",
            "$ttl 1h\nwww 60 A 192.0.2.1\nmail A 192.0.2.2",
            ["www.example.com. 60 A 192.0.2.1", "mail.example.com. 3600 A 192.0.2.2"]
        ),
        Example(
            "the last explicit TTL counts where there is no $TTL",
            "www 60 A 192.0.2.1\nmail A 192.0.2.2",
            ["www.example.com. 60 A 192.0.2.1", "mail.example.com. 60 A 192.0.2.2"]
        ),
        Example(
            "$ORIGIN, relative and absolute",
            "$ORIGIN sub\nwww 60 CNAME x\n$ORIGIN example.net.\nwww 60 CNAME x",
            [
                "www.sub.example.com. 60 CNAME x.sub.example.com.",
                "www.example.net. 60 CNAME x.example.net.",
            ]
        ),
        Example("$ORIGIN .", "$ORIGIN .\nexample.com 60 CNAME x", ["example.com. 60 CNAME x."]),
        Example(
            "the same word under another origin is another owner",
            "www 60 A 192.0.2.1\n$ORIGIN sub\nwww 60 A 192.0.2.2",
            ["www.example.com. 60 A 192.0.2.1", "www.sub.example.com. 60 A 192.0.2.2"]
        ),
        Example(
            "parentheses over lines",
            "www ( 60 ; a comment )\n IN\n\nA) 192.0.2.1\nx 60 A (192.0.2.2)",
            ["www.example.com. 60 A 192.0.2.1", "x.example.com. 60 A 192.0.2.2"]
        ),
        Example(
            "nested parentheses",
            "www 60 ( TYPE65280 ( \\# 1\n ) 0a )",
            ["www.example.com. 60 TYPE65280 \\# 1 0A"]
        ),
        Example(
            "a comment without blank",
            "www 60 A 192.0.2.1;comment",
            ["www.example.com. 60 A 192.0.2.1"]
        ),
        Example("an escaped dot", "a\\.b 60 A 192.0.2.1", ["a\\.b.example.com. 60 A 192.0.2.1"]),
        Example(
            "an escaped space and octet",
            "a\\032\\ b\\; 60 A 192.0.2.1",
            ["a\\032\\032b\\;.example.com. 60 A 192.0.2.1"]
        ),
        Example(
            "an escaped $ and @",
            "\\$ORIGIN 60 A 192.0.2.1\n\\@ 60 A 192.0.2.2",
            ["\\$ORIGIN.example.com. 60 A 192.0.2.1", "\\@.example.com. 60 A 192.0.2.2"]
        ),
        Example(
            "octets that are not ASCII",
            "ü 60 A 192.0.2.1",
            ["\\195\\188.example.com. 60 A 192.0.2.1"]
        ),
        Example("a wildcard", "* 60 A 192.0.2.1", ["*.example.com. 60 A 192.0.2.1"]),
        Example(
            "a known type in generic form",
            "www 60 A \\# 4 C0000201",
            ["www.example.com. 60 A 192.0.2.1"]
        ),
        Example(
            "SvcParams with quotes and blanks",
            "www 60 HTTPS 1 . alpn=\"h2,h3\" key65400=\"a b\"",
            ["www.example.com. 60 HTTPS 1 . alpn=\"h2,h3\" key65400=\"a b\""]
        ),
        Example(
            "strings over lines in parentheses",
            "www 60 TXT (\"a;b\" ; comment\n c \"(\" )",
            ["www.example.com. 60 TXT \"a;b\" \"c\" \"(\""]
        ),
        Example(
            "a known type by number",
            "www 60 TYPE1 192.0.2.1",
            ["www.example.com. 60 A 192.0.2.1"]
        ),
        Example(
            "an unknown type",
            "www 60 TYPE65280 \\# 3 01 0203",
            ["www.example.com. 60 TYPE65280 \\# 3 010203"]
        ),
        Example(
            "CRLF",
            "$TTL 60\r\nwww A 192.0.2.1\r\n\r\n A 192.0.2.2\r\n",
            ["www.example.com. 60 A 192.0.2.1", "www.example.com. 60 A 192.0.2.2"]
        ),
        Example(
            "a byte order mark",
            "\u{feff}www 60 A 192.0.2.1",
            ["www.example.com. 60 A 192.0.2.1"]
        ),
        Example("tabs", "www\t60\tIN\tA\t192.0.2.1\t", ["www.example.com. 60 A 192.0.2.1"]),
        Example("nothing", "", []),
        Example("comments only", "; one\n  ; two", []),
    ]

    @Test("every form of RFC 1035 §5 is read", arguments: examples)
    func syntax(_ example: Example) throws {
        for end in ["", "\n"] {
            let (recordSets, problems) = try readMasterFile(example.text + end)
            #expect(problems.isEmpty)
            #expect(try lines(of: recordSets) == example.lines)
        }
    }

    @Test("records of one owner and type make one set, wherever they stand")
    func merging() throws {
        let (recordSets, problems) = try readMasterFile(
            "www 60 A 192.0.2.1\nx 60 A 192.0.2.9\nWWW 60 A 192.0.2.2\nwww 60 TYPE65280 \\# 0"
        )
        #expect(problems.isEmpty)
        #expect(recordSets.map(\.records.count) == [2, 1, 1])
        #expect(
            recordSets.map(\.source)
                == [(1, 1), (2, 1), (4, 1)].map {
                    SourceLocation(file: "example.com.zone", line: $0.0, column: $0.1)
                }
        )
    }

    @Test("of different TTLs in one set the lowest counts, with one warning")
    func mixedTTLs() throws {
        let (recordSets, problems) = try readMasterFile(
            "www 60 A 192.0.2.1\n 30 A 192.0.2.2\n 90 A 192.0.2.3"
        )
        #expect(recordSets.map(\.ttl?.seconds) == [30])
        #expect(
            problems.map(\.description) == [
                """
                example.com.zone:2:2: warning: found TTL 30 in the set www.example.com. A, \
                expected 60 as before; the lowest counts
                """
            ]
        )
    }

    @Test("a record twice is dropped with a warning, names compared without letter case")
    func duplicates() throws {
        let (recordSets, problems) = try readMasterFile(
            "$TTL 60\nwww CNAME a.example.net.\n CNAME A.Example.NET.\n CNAME b.example.net."
        )
        #expect(recordSets.map(\.records.count) == [2])
        #expect(
            problems.map(\.description) == [
                """
                example.com.zone:3:2: warning: found a second www.example.com. CNAME \
                A.Example.NET., expected each record once
                """
            ]
        )
    }

    @Test("duplicates are found in large sets too")
    func largeSets() throws {
        let records = (0..<1000).map { "www 60 A 192.0.\($0 / 256).\($0 % 256)" }
        let (recordSets, problems) = try readMasterFile((records + records).joined(separator: "\n"))
        #expect(recordSets.map(\.records.count) == [1000])
        #expect(problems.count == 21)
        #expect(problems.last?.description == "warning: 980 more of this severity are not listed")
    }

    @Test("without any TTL before it, a record gets the minimum of the SOA record")
    func minimumTTL() throws {
        let numbers = "00000001 00000e10 00000384 00127500 0000012c"
        let (recordSets, problems) = try readMasterFile(
            "@ SOA \\# 22 00 00 \(numbers)\nwww A 192.0.2.1"
        )
        #expect(problems.isEmpty)
        #expect(recordSets.map(\.ttl?.seconds) == [300, 300])
    }
}
