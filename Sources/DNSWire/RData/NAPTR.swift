/// A rule that rewrites a string into a name or a URI (RFC 3403 §4.1).
package struct NAPTR: RecordDataFormat {
    package let order: UInt16
    package let preference: UInt16
    package let flags: CharacterString
    package let services: CharacterString
    package let regexp: CharacterString
    package let replacement: DomainName

    package static let names = NamePlacement.amongFields

    package init(
        order: UInt16,
        preference: UInt16,
        flags: CharacterString,
        services: CharacterString,
        regexp: CharacterString,
        replacement: DomainName
    ) {
        self.order = order
        self.preference = preference
        self.flags = flags
        self.services = services
        self.regexp = regexp
        self.replacement = replacement
    }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        order = try reader.readUInt16()
        preference = try reader.readUInt16()
        flags = try CharacterString(from: &reader)
        services = try CharacterString(from: &reader)
        regexp = try CharacterString(from: &reader)
        replacement = try reader.readName()
    }

    package func write(to output: inout RDataOutput) {
        output.write(order)
        output.write(preference)
        for string in [flags, services, regexp] { output.write(string) }
        output.write(replacement)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try wire.append(number: fields.takeNumber("an order", UInt16.self))
        try wire.append(number: fields.takeNumber("a preference", UInt16.self))
        try fields.takeString("flags in quotes", into: &wire)
        try fields.takeString("services in quotes", into: &wire)
        try fields.takeString("a regular expression in quotes", into: &wire)
        try fields.takeName("a replacement name", into: &wire)
    }

    package var presentation: String {
        "\(order) \(preference) \(flags) \(services) \(regexp) \(replacement)"
    }
}
