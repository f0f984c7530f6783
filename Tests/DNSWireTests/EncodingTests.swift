import DNSWire
import Testing

@Suite("Encodings of octets and times")
struct EncodingTests {
    /// RFC 4648 §10.
    @Test(
        "Base64 and Base32hex are those of RFC 4648",
        arguments: [
            ("", "", ""), ("f", "Zg==", "CO"), ("fo", "Zm8=", "CPNG"), ("foo", "Zm9v", "CPNMU"),
            ("foob", "Zm9vYg==", "CPNMUOG"), ("fooba", "Zm9vYmE=", "CPNMUOJ1"),
            ("foobar", "Zm9vYmFy", "CPNMUOJ1E8"),
        ]
    )
    func vectors(_ plain: String, _ base64: String, _ base32: String) {
        let octets = Array(plain.utf8)
        #expect(Base64.text(of: octets) == base64)
        #expect(Base64.octets(of: Array(base64.utf8)) == octets)
        #expect(Base32Hex.text(of: octets) == base32)
        #expect(Base32Hex.octets(of: Array(base32.utf8)) == octets)
        #expect(Base32Hex.octets(of: Array(base32.lowercased().utf8)) == octets)
    }

    @Test("Base64 with bad padding, characters or bits is refused")
    func badBase64() {
        for text in [
            "Z", "Zg", "Zg=", "Zg===", "Z===", "====", "Zg=a", "Z=g=", "Zm8 ", "Zh==", "Zm9=",
        ] {
            #expect(Base64.octets(of: Array(text.utf8)) == nil, "\(text)")
        }
    }

    @Test("Base32hex of an impossible length or with bad characters or bits is refused")
    func badBase32() {
        for text in ["0", "W0", "CP=", "000", "000000", "CP", "C-"] {
            #expect(Base32Hex.octets(of: Array(text.utf8)) == nil, "\(text)")
        }
    }

    @Test(
        "times are seconds or numbers with units",
        arguments: [
            ("0", 0), ("3600", 3600), ("1h", 3600), ("1H30M", 5400), ("1w2d3h4m5s", 788_645),
            ("4294967295", 4_294_967_295), ("0s", 0), ("", nil), ("h", nil), ("1h30", nil),
            ("4294967296", nil), ("7102w", nil), ("1x", nil), ("-1", nil), ("1 h", nil),
            ("1hh", nil),
            ("99999999999999999999999999", nil), ("4294967295w4294967295w", nil),
        ] as [(String, UInt32?)]
    )
    func times(_ text: String, _ seconds: UInt32?) {
        #expect(TimeSpan(presentation: text.utf8.span)?.seconds == seconds)
    }

    @Test("a TTL has 31 bits")
    func ttl() {
        #expect(TTL(presentation: "2147483647".utf8.span)?.seconds == 2_147_483_647)
        #expect(TTL(presentation: "2147483648".utf8.span) == nil)
        #expect(TTL(wire: 2_147_483_648).seconds == 0)
    }

    @Test(
        "a date goes to seconds and back",
        arguments: [
            (0, "19700101000000"), (951_782_400, "20000229000000"),
            (1_709_251_199, "20240229235959"),
            (4_107_542_400, "21000301000000"), (4_294_967_295, "21060207062815"),
            (1_735_689_599, "20241231235959"), (1_735_689_600, "20250101000000"),
        ] as [(UInt32, String)]
    )
    func dates(_ seconds: UInt32, _ text: String) {
        #expect(SignatureTime(seconds: seconds).description == text)
        #expect(SignatureTime(presentation: Array(text.utf8))?.seconds == seconds)
        #expect(SignatureTime(presentation: Array(String(seconds).utf8))?.seconds == seconds)
    }

    @Test("the negative TTL is the smaller of the SOA's own and its MINIMUM")
    func negativeTTL() throws {
        let data = try RecordData(.soa, "a. b. 1 2 3 4 300")
        guard case .soa(let soa) = data else {
            Issue.record("not a SOA: \(data)")
            return
        }
        let ttls = [60, 300, 900].compactMap(TTL.init(seconds:))
        #expect(ttls.map { soa.negativeTTL($0).seconds } == [60, 300, 300])
    }
}

@Suite("Splitting a value into fields")
struct SplittingTests {
    @Test(
        "goes by blanks, quotes and escapes",
        arguments: [
            ("a b", ["a", "b"]), ("  a\tb ", ["a", "b"]), ("\"a b\" c", ["\"a b\"", "c"]),
            ("\"a\"\"b\"", ["\"a\"", "\"b\""]), ("\"a\\\"b\"", ["\"a\\\"b\""]),
            ("a\\ b", ["a\\ b"]),
            ("alpn=\"a b\" c", ["alpn=\"a b\"", "c"]), ("\"\"", ["\"\""]), ("a;b", ["a;b"]),
            ("", []), ("  ", []), ("a\\", ["a\\"]), ("\"a\"b", ["\"a\"", "b"]),
        ]
    )
    func splits(_ text: String, _ expected: [String]) throws {
        var fields = try PresentationFields(splitting: text)
        var found: [String] = []
        while !fields.isAtEnd {
            let token = try fields.take("a field")
            let word = String(decoding: token.text, as: UTF8.self)
            found.append(token.isQuoted ? "\"\(word)\"" : word)
        }
        #expect(found == expected)
    }

    @Test("refuses a string that does not end", arguments: ["\"", "a \"b", "\"\\\"", "k=\"v"])
    func open(_ text: String) {
        #expect(throws: PresentationError.self) { try PresentationFields(splitting: text) }
    }
}
