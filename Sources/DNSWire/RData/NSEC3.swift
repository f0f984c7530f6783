/// The next hashed name of a signed zone and the types of this one (RFC 5155 §3.1).
package struct NSEC3: RecordDataFormat {
    /// The hash parameters, which stand in front in the same form as in NSEC3PARAM.
    package let parameters: NSEC3PARAM
    /// Never empty.
    package let nextHashedOwner: CharacterString
    package let types: TypeBitmap

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        parameters = try NSEC3PARAM(from: &reader, end: end)
        nextHashedOwner = try CharacterString(from: &reader)
        guard !nextHashedOwner.octets.isEmpty else { throw .badRecordData(at: reader.offset) }
        types = try TypeBitmap(from: &reader, end: end)
    }

    package func write(to output: inout RDataOutput) {
        parameters.write(to: &output)
        output.write(nextHashedOwner)
        types.write(to: &output)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try Self(from: &fields).append(to: &wire)
    }

    private init(from fields: inout PresentationFields) throws(PresentationError) {
        parameters = try NSEC3PARAM(from: &fields)
        let token = try fields.take("the next hashed owner name")
        guard let next = Base32Hex.octets(of: token.text).flatMap(CharacterString.init),
            !next.octets.isEmpty
        else { throw fields.error(at: token, expected: "a hash in Base 32 with extended hex") }
        nextHashedOwner = next
        types = try TypeBitmap(from: &fields)
    }

    package var presentation: String {
        "\(parameters.presentation) \(Base32Hex.text(of: nextHashedOwner.octets))\(types.suffix)"
    }
}
