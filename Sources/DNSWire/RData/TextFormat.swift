/// RDATA that is one character-string or more.
package protocol TextFormat: RecordDataFormat {
    var strings: [CharacterString] { get }

    /// - Parameter strings: at least one.
    init(strings: [CharacterString])
}

extension TextFormat {
    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        var strings: [CharacterString] = []
        repeat {
            strings.append(try CharacterString(from: &reader))
        } while reader.offset < end
        self.init(strings: strings)
    }

    package func write(to output: inout RDataOutput) {
        for string in strings { output.write(string) }
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        repeat {
            try fields.takeString("a string in quotes", into: &wire)
        } while !fields.isAtEnd
    }

    package var presentation: String {
        strings.map(\.description).joined(separator: " ")
    }
}
