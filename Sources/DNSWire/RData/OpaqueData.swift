/// RDATA of a type that is not known here (RFC 3597): octets.
package struct OpaqueData: RecordDataFormat {
    package let octets: [UInt8]

    package init(octets: [UInt8]) { self.octets = octets }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        octets = try reader.readArray(end - reader.offset)
    }

    package func write(to output: inout RDataOutput) { output.write(octets) }

    /// `\# length hex…` (RFC 3597 §5).
    package init(from fields: inout PresentationFields) throws(PresentationError) {
        let marker = try fields.take("\\# and a length")
        guard marker.isGenericMarker else {
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
        octets = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    package var presentation: String {
        octets.isEmpty ? "\\# 0" : "\\# \(octets.count) \(HexDigits.text(of: octets))"
    }
}

extension PresentationToken {
    /// Whether RDATA in the generic form follows: `\#` without quotes (RFC 3597 §5).
    var isGenericMarker: Bool { !isQuoted && text == Array("\\#".utf8) }
}
