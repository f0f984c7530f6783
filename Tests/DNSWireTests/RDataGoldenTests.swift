import DNSWire
import Testing

@Suite("RDATA against golden bytes")
struct RDataGoldenTests {
    private let types: [RRType] = [
        .a, .aaaa, .afsdb, .caa, .cname, .dname, .dnskey, .ds, .hinfo, .https, .loc, .mx, .naptr,
        .ns, .nsec, .nsec3, .nsec3param, .openpgpkey, .ptr, .rp, .rrsig, .smimea, .soa, .spf, .srv,
        .sshfp, .svcb, .tlsa, .txt, .uri,
    ]

    @Test("every type has golden bytes and a format of its own")
    func coverage() throws {
        let golden = try GoldenRData.all()
        for type in types {
            let row = try #require(golden.first { $0.type == type }, "\(type)")
            let data = try RecordData(type: type, RData(wire: row.wire))
            #expect(!(data.value is OpaqueData), "\(type)")
        }
    }

    @Test("text gives the golden bytes", arguments: try GoldenRData.all())
    func encodes(_ row: GoldenRData) throws {
        #expect(try RecordData(row.type, row.text).rdata.wire == row.wire)
    }

    @Test(
        "golden bytes give the text, which gives the bytes again",
        arguments: try GoldenRData.all()
    )
    func decodes(_ row: GoldenRData) throws {
        let data = try RecordData(type: row.type, RData(wire: row.wire))
        #expect(data.presentation == row.written)
        #expect(data.rdata.wire == row.wire)
        #expect(try RecordData(row.type, data.presentation).rdata.wire == row.wire)
    }

    @Test("the generic form of RFC 3597 is read for every type", arguments: try GoldenRData.all())
    func readsGenericForm(_ row: GoldenRData) throws {
        let generic = OpaqueData(octets: row.wire).presentation
        let data = try RecordData(row.type, generic)
        #expect(data.presentation == row.written)
    }

    @Test("the generic form must be valid for its type")
    func refusesBadGenericForm() {
        for (type, text) in [
            (RRType.a, "\\# 3 c00002"), (.a, "\\# 0"), (.mx, "\\# 4 000a C00C"), (.txt, "\\# 0"),
            (.a, "\\# 4 c00002"), (.a, "\\# 4 c000020101"), (.a, "\\# 4 c000020g"),
            (.a, "\\# x c0000201"),
            (
                .soa,
                "\\# 37 016101620163016401650166016700 c00c" + String(repeating: "0", count: 40)
            ),

        ] {
            #expect(throws: PresentationError.self, "\(type) \(text)") {
                try RecordData(type, text)
            }
        }
    }

    @Test("RDATA that a message ends within is refused at every length")
    func refusesTruncation() throws {
        for row in try GoldenRData.all() {
            for length in 0..<row.wire.count {
                let octets = Array(row.wire.prefix(length))
                #expect(throws: WireError.self, "\(row.type) \(row.text) \(length)") {
                    var reader = WireReader(octets.span)
                    _ = try RecordData(type: row.type, from: &reader, length: row.wire.count)
                }
            }
        }
    }

    @Test("RDATA of any shorter length is refused, or is exactly what it reads as")
    func shorterRDLength() throws {
        var refused = 0
        for row in try GoldenRData.all() {
            for length in 0..<row.wire.count {
                // The octets behind the RDATA are there, as in a message, and must not be read.
                var reader = WireReader(row.wire.span)
                do {
                    let data = try RecordData(type: row.type, from: &reader, length: length)
                    #expect(data.rdata.wire == Array(row.wire.prefix(length)))
                } catch {
                    refused += 1
                }
            }
        }
        #expect(refused > 1000)
    }

    @Test("one octet more is refused, or becomes part of the data")
    func longerRDLength() throws {
        for row in try GoldenRData.all() {
            let longer = row.wire + [0]
            do {
                let data = try RecordData(type: row.type, RData(wire: longer))
                #expect(data.rdata.wire == longer, "\(row.type) \(row.text)")
            } catch {
                #expect(error != .badRecordData(at: 0), "\(row.type) \(row.text)")
            }
        }
    }

    @Test("any one octet changed is refused, or is exactly what it reads as")
    func mutations() throws {
        for row in try GoldenRData.all() {
            for index in row.wire.indices {
                for change: UInt8 in [0x01, 0x80, 0xff] {
                    var octets = row.wire
                    octets[index] ^= change
                    guard let data = try? RecordData(type: row.type, RData(wire: octets)) else {
                        continue
                    }
                    #expect(data.rdata.wire == octets)
                    let again = try RecordData(row.type, data.presentation)
                    #expect(again.rdata.wire == octets, "\(row.type) \(data.presentation)")
                }
            }
        }
    }
}

@Suite("Names in RDATA")
struct EmbeddedNameTests {
    @Test(
        "may be compressed in types of RFC 1035 only, and want addresses if they are targets",
        arguments: [
            (RRType.ns, "host.example.", [true], [true]),
            (.cname, "host.example.", [true], [false]),
            (.ptr, "host.example.", [true], [false]),
            (.dname, "host.example.", [false], [false]),
            (.mx, "10 host.example.", [true], [true]),
            (.soa, "ns.example. m.example. 1 2 3 4 5", [true, true], [false, false]),
            (.rp, "m.example. t.example.", [false, false], [false, false]),
            (.afsdb, "1 host.example.", [false], [false]),
            (.srv, "1 2 3 host.example.", [false], [true]),
            (.naptr, "1 2 \"\" \"\" \"\" host.example.", [false], [false]),
            (.svcb, "1 host.example.", [false], [true]),
            (.https, "0 host.example.", [false], [true]),
            (.nsec, "host.example. A", [false], [false]),
            (.txt, "host.example.", [], []),
        ]
    )
    func uses(_ type: RRType, _ text: String, compressible: [Bool], addressed: [Bool]) throws {
        let encoded = try RecordData(type, text).encoded
        #expect(encoded.names.map(\.isCompressible) == compressible)
        #expect(encoded.names.map(\.wantsAddresses) == addressed)
        for name in encoded.names {
            #expect(encoded.wire[name.offset...].starts(with: name.name.wire))
        }
    }

    @Test("stand where the type says", arguments: try GoldenRData.all())
    func placement(_ row: GoldenRData) throws {
        let encoded = try RecordData(type: row.type, RData(wire: row.wire)).encoded
        switch RecordData.names(in: row.type) {
        case .amongFields: break
        case .none: #expect(encoded.names == [])
        case .row(let start, let count, let use):
            #expect(encoded.names.count == count)
            var offset = start
            for name in encoded.names {
                #expect(name.offset == offset)
                #expect(name.isCompressible == use.contains(.compressible))
                #expect(name.wantsAddresses == use.contains(.addressed))
                offset += name.name.wire.count
            }
        }
    }

    @Test("without a dot at the end are relative to the origin, and @ is the origin itself")
    func origin() throws {
        let origin = try DomainName(presentation: "example.com.")
        #expect(try RecordData(.mx, "1 mail", origin: origin).presentation == "1 mail.example.com.")
        #expect(try RecordData(.mx, "1 @", origin: origin).presentation == "1 example.com.")
        #expect(try RecordData(.mx, "1 \\@", origin: origin).presentation == "1 \\@.example.com.")
    }
}
