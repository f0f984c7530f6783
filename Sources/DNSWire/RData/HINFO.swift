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

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try fields.takeString("a kind of CPU", into: &wire)
        try fields.takeString("an operating system", into: &wire)
    }

    package var presentation: String { "\(cpu) \(operatingSystem)" }
}
