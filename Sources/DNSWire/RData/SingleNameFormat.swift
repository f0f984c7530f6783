/// RDATA that is one domain name.
package protocol SingleNameFormat: RecordDataFormat {
    var target: DomainName { get }

    /// What the name is for.
    static var use: RDataOutput.NameUse { get }

    init(target: DomainName)
}

extension SingleNameFormat {
    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        self.init(target: try reader.readName())
    }

    package func write(to output: inout RDataOutput) { output.write(target, Self.use) }

    package init(from fields: inout PresentationFields) throws(PresentationError) {
        self.init(target: try fields.takeName("a domain name"))
    }

    package var presentation: String { target.description }
}
