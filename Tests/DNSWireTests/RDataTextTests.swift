import DNSWire
import Testing

@Suite("RDATA text that is refused")
struct RDataTextTests {
    @Test(
        "is refused for every type",
        arguments: [
            (RRType.a, ["", "192.0.2", "192.0.2.256", "2001:db8::1", "192.0.2.1 192.0.2.2"]),
            (.aaaa, ["", "192.0.2.1", "2001:db8::1::", "fe80::1%eth0"]),
            (.afsdb, ["1", "host.example.", "65536 host.example.", "-1 host.example."]),
            (.caa, ["0 issue", "256 issue x", "0 is-sue x", "0 \"\" x", "0 issue x y"]),
            (.cname, ["", "a..b.", ".a.", "a b", "\\256.", "\\25", "a\\"]),
            (.dname, ["", "a b"]),
            (
                .dnskey,
                ["256 2 13 AA==", "256 3 13", "256 3 NONE AA==", "256 3 13 A", "1 3 13 AAB="]
            ),
            (.ds, ["1 13 2 00", "1 13 1 00", "1 13 4 00", "1 13 9", "1 13 9 0", "1 256 9 00"]),
            (.hinfo, ["", "x", "x y z"]),
            (
                .loc,
                [
                    "", "91 N 0 E 0m", "90 0 0.001 N 0 E 0m", "1 60 N 1 E 0m", "1 0 60 N 1 E 0m",
                    "1 1 1 1 N 1 E 0m", "N 1 E 0m", "1 N 181 E 0m", "1 N 1 E",
                    "1 N 1 E -100000.01m",
                    "1 N 1 E 42849672.96m", "1 N 1 E 0m 99999999999m", "1 N 1 E 0m 1m 1m 1m 1m",
                    "1 N 1 E 0m -1m", "1.5 N 1 E 0m", "1 1 1.0001 N 1 E 0m", "1 N 1 E m",
                    "1 E 1 N 0m",
                ]
            ),
            (.mx, ["10", "mail.example.", "65536 mail.example.", "10 a b", "+1 a."]),
            (.naptr, ["1 2 s x y", "1 s x y z ."]),
            (.ns, ["", "a..", "a b"]),
            (.nsec, ["", "a. NOTYPE", "a. TYPE65536"]),
            (.nsec3, ["1 0 0 -", "1 0 0 - W", "1 0 0 -- 00", "1 0 0 0 00", "1 0 0 - 00 NOTYPE"]),
            (.nsec3param, ["1 0 0", "1 0 0 0", "1 0 65536 -", "1 0 0 - 00"]),
            (.openpgpkey, ["", "====", "A===", "AA=A", "\"\""]),
            (.ptr, ["", "a b"]),
            (.rp, ["a.", "a. b. c."]),
            (
                .rrsig,
                [
                    "A 13 1 60 20240230000000 1 1 . AA==", "A 13 1 60 20240101240000 1 1 . AA==",
                    "A 13 1 60 19691231235959 1 1 . AA==", "A 13 1 60 21060207062816 1 1 . AA==",
                    "A 13 1 60 1 2024010100000 1 . AA==", "A 13 1 60 1 1 1 .",
                    "X 13 1 60 1 1 1 . AA==",
                ]
            ),
            (.smimea, ["3 1 1", "3 1 1 0", "3 1 256 00"]),
            (.soa, ["a. b. 1 2 3 4", "a. b. 1 2 3 4 5 6", "a. b. 1 2 3 4 1x", "a. b. 1h 2 3 4 5"]),
            (.spf, [""]),
            (.srv, ["1 2 3", "1 2 65536 a.", "1 2 3 a. b."]),
            (.sshfp, ["1 1 00", "1 2 00", "1 9", "1 9 xx"]),
            (.tlsa, ["3 1 1", "3 1 1 0g", "256 1 1 00"]),
            (.txt, ["", "\"\\256\"", "\"\\12\"", "a\\"]),
            (.uri, ["1 2 \"\"", "1 2", "1 x"]),
            (RRType(rawValue: 65280), ["", "x", "\\#", "\\# 1", "\\# 1 0", "\\# 1 0001"]),
        ]
    )
    func refused(_ type: RRType, _ texts: [String]) {
        for text in texts {
            #expect(throws: PresentationError.self, "\(type) \(text)") {
                try RecordData(type, text)
            }
        }
    }

    /// RFC 9460 appendix D.3, and more of the kind.
    @Test(
        "is refused for service bindings",
        arguments: [
            "1 foo.example.com. ( key123=abc key123=def )", "1 foo.example.com. key123=a key123=b",
            "1 foo.example.com. mandatory", "1 foo.example.com. alpn", "1 foo.example.com. port",
            "1 foo.example.com. ipv4hint", "1 foo.example.com. ipv6hint",
            "1 foo.example.com. no-default-alpn=abc", "1 foo.example.com. mandatory=key123",
            "1 foo.example.com. mandatory=mandatory",
            "1 foo.example.com. mandatory=key123,key123 key123=abc",
            "1 foo.example.com. no-default-alpn", "1 foo.example.com. port=65536",
            "1 foo.example.com. port=+1", "1 foo.example.com. ipv4hint=2001:db8::1",
            "1 foo.example.com. ipv6hint=192.0.2.1", "1 foo.example.com. ipv4hint=192.0.2.1,",
            "1 foo.example.com. alpn=h2,,h3", "1 foo.example.com. alpn=\"\"",
            "1 foo.example.com. ech=AAAA", "1 foo.example.com. ech=x", "1 foo.example.com. dohpath",
            "1 foo.example.com. dohpath=\"\\255\"", "1 foo.example.com. key65535=x",
            "1 foo.example.com. key01=x", "1 foo.example.com. nokey=x",
            "1 foo.example.com. ohttp=x",
            "1 foo.example.com. key3=443", "1 foo.example.com. alpn=\"\\\\\"",
            "1 foo.example.com. \"port=443\"", "1", "x foo.example.com.",
        ]
    )
    func refusedBindings(_ text: String) {
        #expect(throws: PresentationError.self) { try RecordData(.svcb, text) }
        #expect(throws: PresentationError.self) { try RecordData(.https, text) }
    }

    @Test("a known key in generic form takes the value in wire form")
    func genericKey() throws {
        let data = try RecordData(.svcb, "1 . key3=\"\\001\\187\" key1=\\002h2")
        #expect(data.presentation == "1 . alpn=\"h2\" port=443")
    }

    @Test("a string over 255 octets is refused with its length and place")
    func longString() {
        let text = "\"short\" \"" + String(repeating: "\\097", count: 256) + "\""
        let expected = PresentationError(
            line: 1,
            column: 9,
            found: "a string of 256 octets",
            expected: "at most 255 octets in one string"
        )
        #expect(throws: expected) { try RecordData(.txt, text) }
    }

    @Test(
        "the error names the place, what stood there, and what was expected",
        arguments: [
            (RRType.mx, "ten mail", "1:1: found 'ten', expected a preference from 0 to 65535"),
            (.mx, "10", "1:3: found the end of the record, expected the name of a mail host"),
            (.mx, "10 a b", "1:6: found 'b', expected the end of the record"),
            (
                .cname, "a..b.",
                "1:1: found two dots in a row, or a dot in front, expected a domain name"
            ),
            (.ds, "1 13 2 0102 03", "1:8: found 3 octets, expected a digest of 32 octets"),
            (.txt, "\"open", "1:1: found a string that does not end, expected a closing quote"),
            (
                .https, "1 . alpn=h2 alpn=h3",
                "1:5: found alpn more than once, "
                    + "expected service parameters that stand together (RFC 9460)"
            ),
        ]
    )
    func errors(_ type: RRType, _ text: String, _ message: String) {
        let error = #expect(throws: PresentationError.self) { try RecordData(type, text) }
        #expect(error?.description == message)
    }
}
