/// Who is responsible for the owner (RFC 1183 §2).
package struct RP: RecordDataFormat {
    /// A mailbox as a name, its first dot standing for the `@`; the root for none.
    package let mailbox: DomainName
    /// Where TXT records tell more; the root for nowhere.
    package let text: DomainName

    package static let names = NamePlacement.row(count: 2)

    package init(mailbox: DomainName, text: DomainName) {
        self.mailbox = mailbox
        self.text = text
    }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        mailbox = try reader.readName()
        text = try reader.readName()
    }

    package func write(to output: inout RDataOutput) {
        output.write(mailbox)
        output.write(text)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try fields.takeName("a mailbox as a domain name", into: &wire)
        try fields.takeName("the name of TXT records", into: &wire)
    }

    package var presentation: String { "\(mailbox) \(text)" }
}
