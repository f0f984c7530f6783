/// The canonical name of an alias (RFC 1035 §3.3.1).
package struct CNAME: RecordDataFormat {
    package let target: DomainName

    package init(target: DomainName) { self.target = target }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        target = try reader.readName()
    }

    package func write(to output: inout RDataOutput) { output.write(target, .compressible) }

    package init(from fields: inout PresentationFields) throws(PresentationError) {
        target = try fields.takeName("a domain name")
    }

    package var presentation: String { target.description }
}
