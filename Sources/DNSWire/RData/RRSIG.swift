/// The signature of an RRset (RFC 4034 §3.1).
package struct RRSIG: RecordDataFormat {
    package let typeCovered: RRType
    package let algorithm: SecurityAlgorithm
    /// Labels of the original owner, a `*` and the root not counted.
    package let labels: UInt8
    package let originalTTL: TimeSpan
    package let expiration: SignatureTime
    package let inception: SignatureTime
    package let keyTag: UInt16
    package let signer: DomainName
    package let signature: [UInt8]

    package static let names = NamePlacement.row(after: 18)

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        typeCovered = RRType(rawValue: try reader.readUInt16())
        algorithm = SecurityAlgorithm(rawValue: try reader.readUInt8())
        labels = try reader.readUInt8()
        originalTTL = TimeSpan(seconds: try reader.readUInt32())
        expiration = SignatureTime(seconds: try reader.readUInt32())
        inception = SignatureTime(seconds: try reader.readUInt32())
        keyTag = try reader.readUInt16()
        signer = try reader.readName()
        signature = try reader.readArray(end - reader.offset)
        guard !signature.isEmpty else { throw .badRecordData(at: end) }
    }

    package func write(to output: inout RDataOutput) {
        output.write(typeCovered.rawValue)
        output.write([algorithm.rawValue, labels])
        for value in [originalTTL.seconds, expiration.seconds, inception.seconds] {
            output.write(value)
        }
        output.write(keyTag)
        output.write(signer)
        output.write(signature)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try wire.append(number: fields.takeType("the type covered").rawValue)
        try wire.append(fields.takeAlgorithm().rawValue)
        try wire.append(fields.takeNumber("a number of labels"))
        try wire.append(number: fields.takeTime("the original TTL").seconds)
        try wire.append(number: fields.takeSignatureTime("the expiration").seconds)
        try wire.append(number: fields.takeSignatureTime("the inception").seconds)
        try wire.append(number: fields.takeNumber("a key tag", UInt16.self))
        try fields.takeName("the signer's name", into: &wire)
        wire += try fields.takeBase64("a signature")
    }

    package var presentation: String {
        """
        \(typeCovered) \(algorithm) \(labels) \(originalTTL) \(expiration) \(inception) \
        \(keyTag) \(signer) \(Base64.text(of: signature))
        """
    }
}

extension PresentationFields {
    fileprivate mutating func takeSignatureTime(
        _ expected: String
    ) throws(PresentationError) -> SignatureTime {
        let token = try take(expected)
        guard let time = SignatureTime(presentation: token.text) else {
            throw error(at: token, expected: "\(expected) as YYYYMMDDHHmmSS or in seconds")
        }
        return time
    }
}
