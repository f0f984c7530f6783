/// A server of an AFS cell (RFC 1183 §1).
package struct AFSDB: RecordDataFormat {
    package let subtype: UInt16
    package let hostname: DomainName

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

    package init(from fields: inout PresentationFields) throws(PresentationError) {
        subtype = try fields.takeNumber("a subtype")
        hostname = try fields.takeName("the name of a host")
    }

    package var presentation: String { "\(subtype) \(hostname)" }
}
