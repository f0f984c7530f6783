/// A public key of a zone (RFC 4034 §2.1).
package struct DNSKEY: RecordDataFormat {
    package let flags: UInt16
    package let algorithm: SecurityAlgorithm
    package let publicKey: [UInt8]

    /// No octets in `publicKey` give nil.
    package init?(flags: UInt16, algorithm: SecurityAlgorithm, publicKey: [UInt8]) {
        guard !publicKey.isEmpty else { return nil }
        self.flags = flags
        self.algorithm = algorithm
        self.publicKey = publicKey
    }

    /// The only value of the protocol field (RFC 4034 §2.1.2).
    private static let protocolNumber: UInt8 = 3

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        flags = try reader.readUInt16()
        guard try reader.readUInt8() == Self.protocolNumber else {
            throw .badRecordData(at: reader.offset - 1)
        }
        algorithm = SecurityAlgorithm(rawValue: try reader.readUInt8())
        publicKey = try reader.readArray(end - reader.offset)
        guard !publicKey.isEmpty else { throw .badRecordData(at: end) }
    }

    package func write(to output: inout RDataOutput) {
        output.write(flags)
        output.write([Self.protocolNumber, algorithm.rawValue])
        output.write(publicKey)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try wire.append(number: fields.takeNumber("flags", UInt16.self))
        let token = try fields.take("the protocol 3")
        guard token.text == Array(String(protocolNumber).utf8) else {
            throw fields.error(at: token, expected: "the protocol 3")
        }
        wire.append(protocolNumber)
        try wire.append(fields.takeAlgorithm().rawValue)
        wire += try fields.takeBase64("a public key")
    }

    package var presentation: String {
        "\(flags) \(Self.protocolNumber) \(algorithm) \(Base64.text(of: publicKey))"
    }
}
