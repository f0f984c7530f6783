/// RDATA of a type that is not known here (RFC 3597): octets.
package struct OpaqueData: RecordDataFormat {
    package let octets: [UInt8]

    package init(octets: [UInt8]) { self.octets = octets }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        octets = try reader.readArray(end - reader.offset)
    }

    package func write(to output: inout RDataOutput) { output.write(octets) }

    /// `\# length hex…` (RFC 3597 §5).
    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        let marker = try fields.takeWord("\\# and a length")
        guard fields.isGenericMarker(marker) else {
            throw fields.error(at: marker, expected: "\\# and a length (RFC 3597)")
        }
        let length = try fields.takeNumber("the length of the data in octets", UInt16.self)
        var digits: [UInt8] = []
        while digits.count < 2 * Int(length) {
            let token = try fields.take("\(length) octets in hexadecimal")
            guard let part = HexDigits.values(of: token.text) else {
                throw fields.error(at: token, expected: "hexadecimal digits")
            }
            digits += part
            guard digits.count <= 2 * Int(length) else {
                throw fields.error(at: token, expected: "\(length) octets in all")
            }
        }
        for index in stride(from: 0, to: digits.count, by: 2) {
            wire.append(digits[index] << 4 | digits[index + 1])
        }
    }

    package var presentation: String {
        octets.isEmpty ? "\\# 0" : "\\# \(octets.count) \(HexDigits.text(of: octets))"
    }
}

extension PresentationFields {
    /// Whether RDATA in the generic form follows: `\#` without quotes (RFC 3597 §5).
    func isGenericMarker(_ word: PresentationWord) -> Bool {
        let text = octets(of: word)
        return !word.isQuoted && text.count == 2 && text[0] == UInt8(ascii: "\\")
            && text[1] == UInt8(ascii: "#")
    }
}
