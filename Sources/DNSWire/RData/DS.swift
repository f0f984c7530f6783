/// The digest of a child zone's key (RFC 4034 §5.1).
package struct DS: RecordDataFormat {
    package let keyTag: UInt16
    package let algorithm: SecurityAlgorithm
    package let digestType: UInt8
    package let digest: [UInt8]

    /// A digest that is empty, or of another length than its type's hash, gives nil.
    package init?(
        keyTag: UInt16,
        algorithm: SecurityAlgorithm,
        digestType: UInt8,
        digest: [UInt8]
    ) {
        guard Self.isValid(digest, type: digestType) else { return nil }
        self.keyTag = keyTag
        self.algorithm = algorithm
        self.digestType = digestType
        self.digest = digest
    }

    /// Octets of SHA-1 (RFC 4034 appendix A.2), SHA-256 (RFC 4509), GOST (RFC 5933) and
    /// SHA-384 (RFC 6605).
    private static let lengths: [UInt8: Int] = [1: 20, 2: 32, 3: 32, 4: 48]

    private static func isValid(_ digest: [UInt8], type: UInt8) -> Bool {
        digest.count == lengths[type] ?? max(digest.count, 1)
    }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        keyTag = try reader.readUInt16()
        algorithm = SecurityAlgorithm(rawValue: try reader.readUInt8())
        digestType = try reader.readUInt8()
        digest = try reader.readArray(end - reader.offset)
        guard Self.isValid(digest, type: digestType) else { throw .badRecordData(at: end) }
    }

    package func write(to output: inout RDataOutput) {
        output.write(keyTag)
        output.write([algorithm.rawValue, digestType])
        output.write(digest)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try wire.append(number: fields.takeNumber("a key tag", UInt16.self))
        try wire.append(fields.takeAlgorithm().rawValue)
        let type = try fields.takeNumber("a digest type", UInt8.self)
        wire.append(type)
        wire += try fields.takeHexadecimal("a digest", octets: lengths[type])
    }

    package var presentation: String {
        "\(keyTag) \(algorithm) \(digestType) \(HexDigits.text(of: digest))"
    }
}
