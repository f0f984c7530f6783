/// RDATA that ties a certificate or key to its owner: TLSA, and SMIMEA of the same shape.
package protocol CertificateAssociationFormat: RecordDataFormat {
    var usage: UInt8 { get }
    var selector: UInt8 { get }
    var matchingType: UInt8 { get }
    /// The certificate association data; never empty.
    var association: [UInt8] { get }

    /// - Parameters:
    ///   - usage: which certificate of the chain is meant, and what trusts it.
    ///   - selector: whether the whole certificate or its public key is matched.
    ///   - matchingType: whether the octets themselves or a hash of them are matched.
    ///   - association: what is matched, one octet at least.
    init(usage: UInt8, selector: UInt8, matchingType: UInt8, association: [UInt8])
}

extension CertificateAssociationFormat {
    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        let usage = try reader.readUInt8()
        let selector = try reader.readUInt8()
        let matchingType = try reader.readUInt8()
        let association = try reader.readArray(end - reader.offset)
        guard !association.isEmpty else { throw .badRecordData(at: end) }
        self.init(
            usage: usage,
            selector: selector,
            matchingType: matchingType,
            association: association
        )
    }

    package func write(to output: inout RDataOutput) {
        output.write([usage, selector, matchingType])
        output.write(association)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try wire.append(fields.takeNumber("a certificate usage"))
        try wire.append(fields.takeNumber("a selector"))
        try wire.append(fields.takeNumber("a matching type"))
        wire += try fields.takeHexadecimal("certificate association data")
    }

    package var presentation: String {
        "\(usage) \(selector) \(matchingType) \(HexDigits.text(of: association))"
    }
}
