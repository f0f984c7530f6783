import DNSWire
import Testing

@Suite("Whole messages")
struct MessageReaderTests {
    private static func golden(_ name: String) throws -> (wire: [UInt8], records: [String]) {
        let row = try #require(try Fixture.rows("messages").first { $0[0] == name })
        return (try Fixture.octets(row[1]), Array(row.dropFirst(2)))
    }

    private static func lines(_ section: String, _ records: [ResourceRecord]) -> [String] {
        records.map {
            let wire = HexDigits.text(of: $0.data.rdata.wire).lowercased()
            return "\(section) \($0.owner) \($0.ttl) \($0.rrclass) \($0.type) \(wire)"
        }
    }

    @Test("are read as dnspython wrote them, compression included")
    func readsGolden() throws {
        for row in try Fixture.rows("messages") {
            let message = try MessageReader.read(try Fixture.octets(row[1]))
            let records =
                Self.lines("answer", message.answers) + Self.lines("authority", message.authority)
                + Self.lines("additional", message.additional)
            #expect(records == Array(row.dropFirst(2)), "\(row[0])")
            #expect(message.questions.count == 1)
        }
    }

    @Test("have their header and EDNS fields read")
    func readsFields() throws {
        let reply = try MessageReader.read(Self.golden("reply with compressed names").wire)
        #expect(reply.header.id == 0x1234)
        #expect(
            reply.header.flags == [.response, .authoritativeAnswer, .recursionDesired]
        )
        #expect(reply.questions.first?.qname.description == "www.Example.com.")
        #expect(reply.opt == nil)
        let query = try MessageReader.read(Self.golden("query with EDNS").wire)
        #expect(query.opt == OPTRecord(udpPayloadSize: 1232, isDNSSECOK: true))
        let denial = try MessageReader.read(Self.golden("reply about the root").wire)
        #expect(denial.responseCode == .nameError)
        let refusal = try MessageReader.read(Self.golden("reply with an extended RCODE").wire)
        #expect(refusal.responseCode == .badVersion)
    }

    @Test("are refused when cut short anywhere, and when octets trail")
    func truncated() throws {
        for row in try Fixture.rows("messages") {
            let wire = try Fixture.octets(row[1])
            for length in 0..<wire.count {
                #expect(throws: MessageError.self, "\(row[0]) \(length)") {
                    try MessageReader.read(Array(wire.prefix(length)))
                }
            }
            #expect(throws: MessageError.trailingOctets(3)) {
                try MessageReader.read(wire + [0, 0, 0])
            }
        }
    }

    @Test("are refused when a count lies", arguments: [4, 6, 8, 10])
    func lyingCounts(offset: Int) throws {
        let golden = try Self.golden("reply with compressed names").wire
        for change in [-1, 1, 0xff00] {
            var wire = golden
            let count = Int(wire[offset]) << 8 | Int(wire[offset + 1])
            wire[offset] = UInt8(truncatingIfNeeded: (count + change) >> 8)
            wire[offset + 1] = UInt8(truncatingIfNeeded: count + change)
            #expect(throws: MessageError.self) { try MessageReader.read(wire) }
        }
    }

    @Test("never crash the reader, whichever octet changes")
    func mutated() throws {
        var refused = 0
        for row in try Fixture.rows("messages") {
            let golden = try Fixture.octets(row[1])
            for index in golden.indices {
                for bit in 0..<8 {
                    var wire = golden
                    wire[index] ^= 1 << UInt8(bit)
                    do { _ = try MessageReader.read(wire) } catch { refused += 1 }
                }
            }
        }
        #expect(refused > 500)
    }

    private static let header: [UInt8] = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]

    @Test(
        "are refused for names that loop, point forwards or into the header, or do not end",
        arguments: [
            ([0xc0, 12], WireError.badPointer(at: 12)),
            ([0xc0, 14, 0xc0, 12], .badPointer(at: 12)),
            ([0xc0, 20, 0, 1, 0, 1, 0, 0, 0], .badPointer(at: 12)),
            ([0xc0, 0], .badPointer(at: 12)),
            ([0xc0, 11], .badPointer(at: 12)),
            ([0xff, 0xff], .badPointer(at: 12)),
            ([1, 0x61, 0xc0, 12], .badPointer(at: 14)),
            ([1, 0x61, 0xc0, 14], .badPointer(at: 14)),
            ([0x40, 0], .badLabelType(at: 12)),
            ([0x80, 0], .badLabelType(at: 12)),
            ([1, 0x61], .truncated(at: 14, needed: 1)),
            ([5, 0x61], .truncated(at: 13, needed: 5)),
            ([0xc0], .truncated(at: 13, needed: 1)),
            (
                Array(repeatElement([63] + Array(repeating: 0x61, count: 63), count: 4).joined())
                    + [0],
                .nameTooLong(at: 12)
            ),
            // One octet too many.
            (
                Array(repeatElement([63] + Array(repeating: 0x61, count: 63), count: 3).joined())
                    + [62] + Array(repeating: 0x61, count: 62) + [0],
                .nameTooLong(at: 12)
            ),
        ] as [([UInt8], WireError)]
    )
    func badNames(_ name: [UInt8], _ error: WireError) {
        #expect(throws: MessageError.entry(.question, index: 0, error)) {
            try MessageReader.read(Self.header + name)
        }
    }

    @Test("are refused for pointers that loop among octets that were read before")
    func loopBehind() {
        // A label holds two pointers, at 13 to 15 and at 15 to 13; the second name goes there.
        let first: [UInt8] = [4, 0xc0, 15, 0xc0, 13, 0, 0, 1, 0, 1]
        var header = Self.header
        header[5] = 2
        let error = WireError.badPointer(at: 13)
        #expect(throws: MessageError.entry(.question, index: 1, error)) {
            try MessageReader.read(header + first + [0xc0, 13, 0, 1, 0, 1])
        }
    }

    @Test("are refused for two OPT records, an OPT with an owner, and one in another section")
    func badOPT() throws {
        let opt: [UInt8] = [0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0]
        var additional: [UInt8] = Array(repeating: 0, count: 12)
        additional[11] = 1
        #expect(try MessageReader.read(additional + opt).opt == OPTRecord())
        #expect(throws: MessageError.ownedOPT(index: 0)) {
            try MessageReader.read(additional + [1, 0x61] + opt)
        }
        additional[11] = 2
        #expect(throws: MessageError.misplacedOPT(.additional, index: 1)) {
            try MessageReader.read(additional + opt + opt)
        }
        var answer: [UInt8] = Array(repeating: 0, count: 12)
        answer[7] = 1
        #expect(throws: MessageError.misplacedOPT(.answer, index: 0)) {
            try MessageReader.read(answer + opt)
        }
        // An option that runs past the RDATA, though the message goes on.
        additional[11] = 1
        let option: [UInt8] = [0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 5, 0, 3, 0, 2, 1, 2]
        #expect(throws: MessageError.self) { try MessageReader.read(additional + option) }
    }

    @Test("that are queries come out as dnspython writes them")
    func queries() throws {
        let plain = ClientQuery(
            id: 0x1234,
            flags: .recursionDesired,
            try DomainName(presentation: "www.Example.com."),
            .a
        )
        #expect(plain.encoded == (try Self.golden("plain query").wire))
        let withEDNS = ClientQuery(
            id: 1,
            flags: .recursionDesired,
            try DomainName(presentation: "example.com."),
            .txt,
            opt: OPTRecord(udpPayloadSize: 1232, isDNSSECOK: true)
        )
        #expect(withEDNS.encoded == (try Self.golden("query with EDNS").wire))
    }

    @Test("that are queries are read back with every field")
    func queryRoundTrip() throws {
        let opt = OPTRecord(
            udpPayloadSize: 4096,
            extendedResponseCode: 1,
            version: 2,
            isDNSSECOK: true,
            reservedFlags: 0x0123,
            options: [EDNSOption(code: .nsid), EDNSOption(code: .padding, data: [0, 0])]
        )
        var query = ClientQuery(
            flags: [.authenticData, .checkingDisabled, .truncation, .reserved],
            .root,
            .any,
            .ch,
            opt: opt
        )
        query.header.opcode = .update
        let message = try MessageReader.read(query.encoded)
        #expect(message.header == query.header)
        #expect(message.questions == [query.question])
        #expect(message.opt == opt)
    }
}
