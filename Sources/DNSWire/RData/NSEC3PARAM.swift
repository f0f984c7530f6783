/// How the names of a zone are hashed (RFC 5155 §4.1).
package struct NSEC3PARAM: RecordDataFormat {
    package let hashAlgorithm: UInt8
    package let flags: UInt8
    package let iterations: UInt16
    /// Written `-` when empty.
    package let salt: CharacterString

    package init(
        hashAlgorithm: UInt8,
        flags: UInt8,
        iterations: UInt16,
        salt: CharacterString
    ) {
        self.hashAlgorithm = hashAlgorithm
        self.flags = flags
        self.iterations = iterations
        self.salt = salt
    }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        hashAlgorithm = try reader.readUInt8()
        flags = try reader.readUInt8()
        iterations = try reader.readUInt16()
        salt = try CharacterString(from: &reader)
    }

    package func write(to output: inout RDataOutput) {
        output.write([hashAlgorithm, flags])
        output.write(iterations)
        output.write(salt)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try Self(from: &fields).append(to: &wire)
    }

    init(from fields: inout PresentationFields) throws(PresentationError) {
        hashAlgorithm = try fields.takeNumber("a hash algorithm")
        flags = try fields.takeNumber("flags")
        iterations = try fields.takeNumber("a number of iterations")
        let token = try fields.take("a salt")
        let octets = token.text == [UInt8(ascii: "-")] ? [] : HexDigits.octets(of: token.text)
        guard let salt = octets.flatMap(CharacterString.init) else {
            throw fields.error(at: token, expected: "a salt in hexadecimal, or - for none")
        }
        self.salt = salt
    }

    package var presentation: String {
        let text = salt.octets.isEmpty ? "-" : HexDigits.text(of: salt.octets)
        return "\(hashAlgorithm) \(flags) \(iterations) \(text)"
    }
}
