/// A server of an AFS cell (RFC 1183 §1).
package struct AFSDB: RecordDataFormat {
    package let subtype: UInt16
    package let hostname: DomainName

    package static let names = NamePlacement.row(after: 2)

    package init(subtype: UInt16, hostname: DomainName) {
        self.subtype = subtype
        self.hostname = hostname
    }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        subtype = try reader.readUInt16()
        hostname = try reader.readName()
    }

    package func write(to output: inout RDataOutput) {
        output.write(subtype)
        output.write(hostname)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try wire.append(number: fields.takeNumber("a subtype", UInt16.self))
        try fields.takeName("the name of a host", into: &wire)
    }

    package var presentation: String { "\(subtype) \(hostname)" }
}
