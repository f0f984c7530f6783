import DNSWire
import HostedZones
import OperatorFiles
import Testing

@Suite("Mistakes in master files")
struct MasterFileErrorTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let place: String
        let message: String

        init(_ testDescription: String, _ text: String, _ place: String, _ message: String) {
            self.testDescription = testDescription
            self.text = text
            self.place = place
            self.message = message
        }
    }

    static let mistakes: [Mistake] = [
        Mistake("no type", "www 60 IN", "1:10", "found the end of the line, expected a type"),
        Mistake(
            "no type, with a comment",
            "www 60 ;IN",
            "1:11",
            "found the end of the line, expected a type"
        ),
        Mistake(
            "an unknown type",
            "www 60 AX 192.0.2.1",
            "1:8",
            "found 'AX', expected a type such as A or TYPE65280"
        ),
        Mistake(
            "a TTL twice",
            "www 60 60 A 192.0.2.1",
            "1:8",
            "found '60', expected a type such as A or TYPE65280"
        ),
        Mistake(
            "a class twice",
            "www IN IN A 192.0.2.1",
            "1:8",
            "found 'IN', expected a type such as A or TYPE65280"
        ),
        Mistake(
            "a type of questions",
            "www 60 ANY \\# 0",
            "1:8",
            "found 'ANY', expected a type that a zone can hold (RFC 6895 §3.1)"
        ),
        Mistake("another class", "www 60 CH A 192.0.2.1", "1:8", "found 'CH', expected class IN"),
        Mistake(
            "another class by number",
            "www CLASS3 60 A 192.0.2.1",
            "1:5",
            "found 'CLASS3', expected class IN"
        ),
        Mistake(
            "a TTL of 32 bits",
            "www 2147483648 A 192.0.2.1",
            "1:5",
            "found '2147483648', expected \(TTL.expectation)"
        ),
        Mistake(
            "an unknown unit",
            "www 1y A 192.0.2.1",
            "1:5",
            "found '1y', expected \(TTL.expectation)"
        ),
        Mistake(
            "a huge number",
            "www 99999999999999999999999 A 192.0.2.1",
            "1:5",
            "found '99999999999999999999999', expected \(TTL.expectation)"
        ),
        Mistake(
            "no TTL at all",
            "www A 192.0.2.1",
            "1:1",
            "found a record without TTL, expected $TTL, a SOA record or a TTL before it"
        ),
        Mistake(
            "no owner at all",
            " 60 A 192.0.2.1",
            "1:2",
            "found a blank owner name in the first record, expected an owner name, or '@' for the zone itself"
        ),
        Mistake(
            "a quoted owner",
            "\"www\" 60 A 192.0.2.1",
            "1:1",
            "found 'www', expected an owner name without quotes"
        ),
        Mistake(
            "an empty label",
            "a..b 60 A 192.0.2.1",
            "1:1",
            "found two dots in a row, or a dot in front, expected an owner name"
        ),
        Mistake(
            "a label of 64 octets",
            "\(String(repeating: "x", count: 64)) 60 A 192.0.2.1",
            "1:1",
            "found a label of 64 octets; 63 is the most, expected an owner name"
        ),
        Mistake(
            "a name of 257 octets",
            "\(String(repeating: "x.", count: 122)) 60 A 192.0.2.1".replacing(". ", with: " "),
            "1:1",
            "found a name of 257 octets; 255 is the most, expected an owner name"
        ),
        Mistake(
            "a string of 256 octets",
            "www 60 TXT a \"\(String(repeating: "x", count: 256))\"",
            "1:14",
            "found a string of 256 octets, expected at most 255 octets in one string"
        ),
        Mistake(
            "a bad address",
            "www 60 A 192.0.2",
            "1:10",
            "found '192.0.2', expected an IPv4 address such as 192.0.2.1"
        ),
        Mistake(
            "no address",
            "www 60 A",
            "1:9",
            "found the end of the record, expected an IPv4 address"
        ),
        Mistake(
            "too many values",
            "www 60 A 192.0.2.1 192.0.2.2",
            "1:20",
            "found '192.0.2.2', expected the end of the record"
        ),
        Mistake(
            "too many values, on another line",
            "www 60 A (192.0.2.1\n    192.0.2.2)",
            "2:5",
            "found '192.0.2.2', expected the end of the record"
        ),
        Mistake(
            "an open parenthesis",
            "\nwww 60 A ( 192.0.2.1\nx 60 A 192.0.2.2\n",
            "2:10",
            "found '(' without its ')', expected ')' before the end of the file"
        ),
        Mistake(
            "a closing parenthesis",
            "www 60 A 192.0.2.1 )",
            "1:20",
            "found ')', expected '(' before it"
        ),
        Mistake(
            "an open quote",
            "www 60 TXT \"abc\nx 60 A 192.0.2.2",
            "1:12",
            "found '\"' without its partner, expected '\"' before the line ends"
        ),
        Mistake(
            "an open quote before CRLF",
            "www 60 TXT \"abc\r\n\"",
            "1:12",
            "found '\"' without its partner, expected '\"' before the line ends"
        ),
        Mistake(
            "a backslash at the end",
            "www 60 TXT abc\\\nx 60 A 192.0.2.2",
            "1:15",
            "found '\\' at the end of the line, expected an escaped character on the same line"
        ),
        Mistake(
            "an unknown directive",
            "$GENERATE 1-9 a A 192.0.2.$",
            "1:1",
            "found '$GENERATE', expected $ORIGIN, $TTL or $INCLUDE"
        ),
        Mistake(
            "$TTL without a value",
            "$TTL ; 60",
            "1:10",
            "found the end of the line, expected \(TTL.expectation)"
        ),
        Mistake(
            "$TTL with a bad value",
            "$TTL soon",
            "1:6",
            "found 'soon', expected \(TTL.expectation)"
        ),
        Mistake(
            "$TTL with two values",
            "$TTL 60 70",
            "1:9",
            "found '70', expected the end of the line"
        ),
        Mistake(
            "$ORIGIN without a name",
            "$ORIGIN",
            "1:8",
            "found the end of the line, expected a domain name"
        ),
        Mistake(
            "$INCLUDE without a file",
            "$INCLUDE",
            "1:9",
            "found the end of the line, expected a file name"
        ),
        Mistake(
            "$INCLUDE of no file",
            "$INCLUDE x.inc",
            "1:10",
            "found 'x.inc', expected a readable file (x.inc: cannot be read: there is no such file)"
        ),
    ]

    @Test("each is refused with place, finding and expectation", arguments: mistakes)
    func mistake(_ mistake: Mistake) throws {
        let (_, problems) = try readMasterFile(mistake.text)
        let first = try #require(problems.first)
        #expect(first.description == "example.com.zone:\(mistake.place): error: \(mistake.message)")
    }

    @Test("reading goes on behind a mistake, to the twentieth")
    func several() throws {
        let bad = Array(
            repeating: "www 60 A 1.2.3\nx 60 A (1.2.3 \"\n) \ny 60 A 192.0.2.1",
            count: 30
        )
        let (recordSets, problems) = try readMasterFile(bad.joined(separator: "\n"))
        let errors = problems.filter { $0.severity == .error }
        #expect(errors.count == 20)
        #expect(errors.prefix(3).compactMap(\.location?.line) == [1, 2, 5])
        #expect(recordSets.map(\.name.description) == ["y.example.com."])
    }
}
