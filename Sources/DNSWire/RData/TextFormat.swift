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

    package init(from fields: inout PresentationFields) throws(PresentationError) {
        var strings: [CharacterString] = []
        repeat {
            strings.append(try fields.takeString("a string in quotes"))
        } while !fields.isAtEnd
        self.init(strings: strings)
    }

    package var presentation: String {
        strings.map(\.description).joined(separator: " ")
    }
}
