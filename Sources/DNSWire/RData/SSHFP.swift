/// The fingerprint of an SSH host key (RFC 4255 §3.1).
package struct SSHFP: RecordDataFormat {
    package let algorithm: UInt8
    package let fingerprintType: UInt8
    package let fingerprint: [UInt8]

    /// A fingerprint that is empty, or of another length than its type's hash, gives nil.
    package init?(algorithm: UInt8, fingerprintType: UInt8, fingerprint: [UInt8]) {
        guard Self.isValid(fingerprint, type: fingerprintType) else { return nil }
        self.algorithm = algorithm
        self.fingerprintType = fingerprintType
        self.fingerprint = fingerprint
    }

    /// Octets of SHA-1 (RFC 4255 §3.1.2) and SHA-256 (RFC 6594 §3).
    private static let lengths: [UInt8: Int] = [1: 20, 2: 32]

    private static func isValid(_ fingerprint: [UInt8], type: UInt8) -> Bool {
        fingerprint.count == lengths[type] ?? max(fingerprint.count, 1)
    }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        algorithm = try reader.readUInt8()
        fingerprintType = try reader.readUInt8()
        fingerprint = try reader.readArray(end - reader.offset)
        guard Self.isValid(fingerprint, type: fingerprintType) else {
            throw .badRecordData(at: end)
        }
    }

    package func write(to output: inout RDataOutput) {
        output.write([algorithm, fingerprintType])
        output.write(fingerprint)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try wire.append(fields.takeNumber("an algorithm"))
        let type = try fields.takeNumber("a fingerprint type", UInt8.self)
        wire.append(type)
        wire += try fields.takeHexadecimal("a fingerprint", octets: lengths[type])
    }

    package var presentation: String {
        "\(algorithm) \(fingerprintType) \(HexDigits.text(of: fingerprint))"
    }
}
