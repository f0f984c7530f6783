/// The data of a record with its fields: one case for each RR type that Meridian knows, `opaque`
/// for the others. This is the only place that switches over RR types.
package enum RecordData: Sendable, Hashable {
    case a(A)
    case aaaa(AAAA)
    case afsdb(AFSDB)
    case caa(CAA)
    case cname(CNAME)
    case dname(DNAME)
    case dnskey(DNSKEY)
    case ds(DS)
    case hinfo(HINFO)
    case https(HTTPS)
    case loc(LOC)
    case mx(MX)
    case naptr(NAPTR)
    case ns(NS)
    case nsec(NSEC)
    case nsec3(NSEC3)
    case nsec3param(NSEC3PARAM)
    case openpgpkey(OPENPGPKEY)
    case ptr(PTR)
    case rp(RP)
    case rrsig(RRSIG)
    case smimea(SMIMEA)
    case soa(SOA)
    case spf(SPF)
    case srv(SRV)
    case sshfp(SSHFP)
    case svcb(SVCB)
    case tlsa(TLSA)
    case txt(TXT)
    case uri(URI)
    case opaque(OpaqueData)

    /// Which Swift type holds the data of `type`.
    private static func format(of type: RRType) -> any RecordDataFormat.Type {
        switch type {
        case .a: A.self
        case .aaaa: AAAA.self
        case .afsdb: AFSDB.self
        case .caa: CAA.self
        case .cname: CNAME.self
        case .dname: DNAME.self
        case .dnskey: DNSKEY.self
        case .ds: DS.self
        case .hinfo: HINFO.self
        case .https: HTTPS.self
        case .loc: LOC.self
        case .mx: MX.self
        case .naptr: NAPTR.self
        case .ns: NS.self
        case .nsec: NSEC.self
        case .nsec3: NSEC3.self
        case .nsec3param: NSEC3PARAM.self
        case .openpgpkey: OPENPGPKEY.self
        case .ptr: PTR.self
        case .rp: RP.self
        case .rrsig: RRSIG.self
        case .smimea: SMIMEA.self
        case .soa: SOA.self
        case .spf: SPF.self
        case .srv: SRV.self
        case .sshfp: SSHFP.self
        case .svcb: SVCB.self
        case .tlsa: TLSA.self
        case .txt: TXT.self
        case .uri: URI.self
        default: OpaqueData.self
        }
    }

    private init(_ value: any RecordDataFormat) {
        switch value {
        case let value as A: self = .a(value)
        case let value as AAAA: self = .aaaa(value)
        case let value as AFSDB: self = .afsdb(value)
        case let value as CAA: self = .caa(value)
        case let value as CNAME: self = .cname(value)
        case let value as DNAME: self = .dname(value)
        case let value as DNSKEY: self = .dnskey(value)
        case let value as DS: self = .ds(value)
        case let value as HINFO: self = .hinfo(value)
        case let value as HTTPS: self = .https(value)
        case let value as LOC: self = .loc(value)
        case let value as MX: self = .mx(value)
        case let value as NAPTR: self = .naptr(value)
        case let value as NS: self = .ns(value)
        case let value as NSEC: self = .nsec(value)
        case let value as NSEC3: self = .nsec3(value)
        case let value as NSEC3PARAM: self = .nsec3param(value)
        case let value as OPENPGPKEY: self = .openpgpkey(value)
        case let value as PTR: self = .ptr(value)
        case let value as RP: self = .rp(value)
        case let value as RRSIG: self = .rrsig(value)
        case let value as SMIMEA: self = .smimea(value)
        case let value as SOA: self = .soa(value)
        case let value as SPF: self = .spf(value)
        case let value as SRV: self = .srv(value)
        case let value as SSHFP: self = .sshfp(value)
        case let value as SVCB: self = .svcb(value)
        case let value as TLSA: self = .tlsa(value)
        case let value as TXT: self = .txt(value)
        case let value as URI: self = .uri(value)
        case let value as OpaqueData: self = .opaque(value)
        default: preconditionFailure("every RecordDataFormat has a case of RecordData")
        }
    }

    /// The fields, whatever the type.
    package var value: any RecordDataFormat {
        switch self {
        case .a(let value): value
        case .aaaa(let value): value
        case .afsdb(let value): value
        case .caa(let value): value
        case .cname(let value): value
        case .dname(let value): value
        case .dnskey(let value): value
        case .ds(let value): value
        case .hinfo(let value): value
        case .https(let value): value
        case .loc(let value): value
        case .mx(let value): value
        case .naptr(let value): value
        case .ns(let value): value
        case .nsec(let value): value
        case .nsec3(let value): value
        case .nsec3param(let value): value
        case .openpgpkey(let value): value
        case .ptr(let value): value
        case .rp(let value): value
        case .rrsig(let value): value
        case .smimea(let value): value
        case .soa(let value): value
        case .spf(let value): value
        case .srv(let value): value
        case .sshfp(let value): value
        case .svcb(let value): value
        case .tlsa(let value): value
        case .txt(let value): value
        case .uri(let value): value
        case .opaque(let value): value
        }
    }

    /// Reads RDATA of `length` octets from a message; names in it may be compressed.
    package init(type: RRType, from reader: inout WireReader, length: Int) throws(WireError) {
        let end = reader.offset + length
        guard reader.remaining >= length else {
            throw .truncated(at: reader.offset, needed: length)
        }
        let value = try Self.format(of: type).init(from: &reader, end: end)
        guard reader.offset == end else { throw .badRecordData(at: reader.offset) }
        self.init(value)
    }

    /// Gives RDATA of a zone its fields; compressed names are refused.
    package init(type: RRType, _ data: RData) throws(WireError) {
        var reader = WireReader(data.wire.span)
        try self.init(type: type, from: &reader, length: data.wire.count)
        guard encoded.wire == data.wire else { throw .badRecordData(at: 0) }
    }

    /// Reads RDATA as a master file writes it.
    package init(type: RRType, from fields: inout PresentationFields) throws(PresentationError) {
        let first = fields.nextWord
        var wire: [UInt8] = []
        try Self.transcribe(type, from: &fields, to: &wire)
        self = try Self.checked(type, wire, at: first)
    }

    /// Reads RDATA as a master file writes it, to the end of the entry, and appends its wire form.
    /// The generic form of RFC 3597 §5 is taken for every type; its octets must be such RDATA.
    /// What was appended before an error is of no use.
    package static func transcribe(
        _ type: RRType,
        from fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        let start = wire.count
        let first = fields.nextWord
        if let first, fields.isGenericMarker(first) {
            try OpaqueData.transcribe(&fields, to: &wire)
            _ = try checked(type, Array(wire[start...]), at: first)
        } else {
            try format(of: type).transcribe(&fields, to: &wire)
        }
        try fields.endEntry()
        guard wire.count - start <= RData.maximumLength else {
            throw PresentationError(
                line: first?.line ?? 1,
                column: first?.column ?? 1,
                found: "\(wire.count - start) octets of RDATA",
                expected: "at most \(RData.maximumLength)"
            )
        }
    }

    /// The data that `wire` is, which was written at `word`.
    private static func checked(
        _ type: RRType,
        _ wire: [UInt8],
        at word: PresentationWord?
    ) throws(PresentationError) -> RecordData {
        do throws(WireError) {
            return try RecordData(type: type, RData(wire: wire))
        } catch {
            throw PresentationError(
                line: word?.line ?? 1,
                column: word?.column ?? 1,
                found: "\(wire.count) octets that are no \(type) data (\(error))",
                expected: "the wire form of \(type) data"
            )
        }
    }

    /// The uncompressed wire form, and the names in it.
    package var encoded: RDataOutput {
        let value = value
        var output = RDataOutput(usualUse: Swift.type(of: value).names.use)
        value.write(to: &output)
        return output
    }

    /// Where domain names stand in RDATA of `type`.
    package static func names(in type: RRType) -> NamePlacement { format(of: type).names }

    package var rdata: RData { RData(wire: encoded.wire) }

    package var presentation: String { value.presentation }
}
