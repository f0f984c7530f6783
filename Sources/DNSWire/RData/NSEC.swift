/// The next name of a signed zone and the types of this one (RFC 4034 §4.1).
package struct NSEC: RecordDataFormat {
    package let next: DomainName
    package let types: TypeBitmap

    package static let names = NamePlacement.row()

    package init(next: DomainName, types: TypeBitmap) {
        self.next = next
        self.types = types
    }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        next = try reader.readName()
        types = try TypeBitmap(from: &reader, end: end)
    }

    package func write(to output: inout RDataOutput) {
        output.write(next)
        types.write(to: &output)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try Self(from: &fields).append(to: &wire)
    }

    private init(from fields: inout PresentationFields) throws(PresentationError) {
        next = try fields.takeName("the next name")
        types = try TypeBitmap(from: &fields)
    }

    package var presentation: String { "\(next)\(types.suffix)" }
}
