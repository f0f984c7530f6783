/// RDATA that is one domain name.
package protocol SingleNameFormat: RecordDataFormat {
    var target: DomainName { get }

    init(target: DomainName)
}

extension SingleNameFormat {
    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        self.init(target: try reader.readName())
    }

    package func write(to output: inout RDataOutput) { output.write(target) }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try fields.takeName("a domain name", into: &wire)
    }

    package var presentation: String { target.description }
}
