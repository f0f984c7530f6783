/// The kind of a host (RFC 1035 §3.3.2); also the short answer to ANY (RFC 8482 §4.2).
package struct HINFO: RecordDataFormat {
    package let cpu: CharacterString
    package let operatingSystem: CharacterString

    package init(cpu: CharacterString, operatingSystem: CharacterString) {
        self.cpu = cpu
        self.operatingSystem = operatingSystem
    }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        cpu = try CharacterString(from: &reader)
        operatingSystem = try CharacterString(from: &reader)
    }

    package func write(to output: inout RDataOutput) {
        output.write(cpu)
        output.write(operatingSystem)
    }

    package init(from fields: inout PresentationFields) throws(PresentationError) {
        cpu = try fields.takeString("a kind of CPU")
        operatingSystem = try fields.takeString("an operating system")
    }

    package var presentation: String { "\(cpu) \(operatingSystem)" }
}
