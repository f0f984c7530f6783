/// A host that takes the owner's mail (RFC 1035 §3.3.9). The root as exchange with preference 0
/// says that there is none (RFC 7505).
package struct MX: RecordDataFormat {
    package let preference: UInt16
    package let exchange: DomainName

    package static let names = NamePlacement.row(after: 2, [.compressible, .addressed])

    package init(preference: UInt16, exchange: DomainName) {
        self.preference = preference
        self.exchange = exchange
    }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        preference = try reader.readUInt16()
        exchange = try reader.readName()
    }

    package func write(to output: inout RDataOutput) {
        output.write(preference)
        output.write(exchange)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try wire.append(number: fields.takeNumber("a preference", UInt16.self))
        try fields.takeName("the name of a mail host", into: &wire)
    }

    package var presentation: String { "\(preference) \(exchange)" }
}
