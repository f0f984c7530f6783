/// A character-string (RFC 1035 §3.3): up to 255 octets behind a length octet.
package struct CharacterString: Sendable, Hashable {
    package let octets: [UInt8]

    /// Longest string: the length is one octet.
    package static let maximumLength = 255

    /// - Parameter octets: at most 255; more gives nil.
    package init?(octets: [UInt8]) {
        guard octets.count <= Self.maximumLength else { return nil }
        self.octets = octets
    }

    /// - Parameter octets: octets that are known to be at most 255.
    init(validated octets: [UInt8]) { self.octets = octets }

    package init(from reader: inout WireReader) throws(WireError) {
        octets = try reader.readArray(Int(try reader.readUInt8()))
    }
}

extension CharacterString: CustomStringConvertible {
    /// In quotes, with escapes.
    package var description: String { EscapedText.quoted(octets) }
}

extension RDataOutput {
    package mutating func write(_ string: CharacterString) {
        write(UInt8(string.octets.count))
        write(string.octets)
    }
}
