/// The data of a record with its fields: one case for each RR type that Meridian knows, `opaque`
/// for the others. This is the only place that switches over RR types.
package enum RecordData: Sendable, Hashable {
    case a(A)
    case cname(CNAME)
    case opaque(OpaqueData)

    /// Which Swift type holds the data of `type`.
    private static func format(of type: RRType) -> any RecordDataFormat.Type {
        switch type {
        case .a: A.self
        case .cname: CNAME.self
        default: OpaqueData.self
        }
    }

    private init(_ value: any RecordDataFormat) {
        switch value {
        case let value as A: self = .a(value)
        case let value as CNAME: self = .cname(value)
        case let value as OpaqueData: self = .opaque(value)
        default: preconditionFailure("every RecordDataFormat has a case of RecordData")
        }
    }

    /// The fields, whatever the type.
    package var value: any RecordDataFormat {
        switch self {
        case .a(let value): value
        case .cname(let value): value
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

    /// Gives RDATA of a zone its fields.
    package init(type: RRType, _ data: RData) throws(WireError) {
        var reader = WireReader(data.wire.span)
        try self.init(type: type, from: &reader, length: data.wire.count)
    }

    /// Reads RDATA as a master file writes it; the generic form of RFC 3597 §5 is taken for
    /// every type.
    package init(type: RRType, from fields: inout PresentationFields) throws(PresentationError) {
        let value = try Self.format(of: type).init(from: &fields)
        if let extra = fields.next {
            throw fields.error(at: extra, expected: "the end of the record")
        }
        self.init(value)
    }

    /// The uncompressed wire form, and the names in it.
    package var encoded: RDataOutput {
        var output = RDataOutput()
        value.write(to: &output)
        return output
    }

    package var rdata: RData { RData(wire: encoded.wire) }

    package var presentation: String { value.presentation }
}
