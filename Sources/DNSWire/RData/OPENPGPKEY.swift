/// An OpenPGP public key (RFC 7929 §2).
package struct OPENPGPKEY: RecordDataFormat {
    /// A transferable public key; never empty.
    package let publicKey: [UInt8]

    /// No octets give nil.
    package init?(publicKey: [UInt8]) {
        guard !publicKey.isEmpty else { return nil }
        self.publicKey = publicKey
    }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        publicKey = try reader.readArray(end - reader.offset)
        guard !publicKey.isEmpty else { throw .badRecordData(at: end) }
    }

    package func write(to output: inout RDataOutput) { output.write(publicKey) }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        wire += try fields.takeBase64("a public key")
    }

    package var presentation: String { Base64.text(of: publicKey) }
}
