/// Which authorities may issue certificates for the owner (RFC 8659 §4.1).
package struct CAA: RecordDataFormat {
    package let flags: UInt8
    /// ASCII letters and digits, one at least.
    package let tag: [UInt8]
    package let value: [UInt8]

    /// - Parameters:
    ///   - flags: 128 marks a property that issuers must understand.
    ///   - tag: 1 to 255 ASCII letters and digits; anything else gives nil.
    ///   - value: octets, as many as RDATA has room for.
    package init?(flags: UInt8, tag: [UInt8], value: [UInt8]) {
        guard Self.isTag(tag) else { return nil }
        self.flags = flags
        self.tag = tag
        self.value = value
    }

    private static func isTag(_ octets: [UInt8]) -> Bool {
        (1...CharacterString.maximumLength).contains(octets.count)
            && octets.allSatisfy(\.isASCIILetterOrDigit)
    }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        flags = try reader.readUInt8()
        tag = try CharacterString(from: &reader).octets
        guard Self.isTag(tag) else { throw .badRecordData(at: reader.offset) }
        value = try reader.readArray(end - reader.offset)
    }

    package func write(to output: inout RDataOutput) {
        output.write(flags)
        output.write(UInt8(tag.count))
        output.write(tag)
        output.write(value)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try wire.append(fields.takeNumber("flags"))
        let tag = try fields.take("a tag such as issue")
        guard isTag(tag.text) else {
            throw fields.error(at: tag, expected: "a tag of letters and digits such as issue")
        }
        wire.append(UInt8(tag.text.count))
        wire += tag.text
        try fields.takeText("a value in quotes", into: &wire)
    }

    package var presentation: String {
        "\(flags) \(String(decoding: tag, as: UTF8.self)) \(EscapedText.quoted(value))"
    }
}

extension UInt8 {
    var isASCIILetterOrDigit: Bool {
        switch asciiLowercased {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: false
        }
    }
}
