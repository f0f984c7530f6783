/// Where a service is offered (RFC 2782). The root as target says that it is not.
package struct SRV: RecordDataFormat {
    package let priority: UInt16
    package let weight: UInt16
    package let port: UInt16
    package let target: DomainName

    package static let names = NamePlacement.row(after: 6, .addressed)

    package init(priority: UInt16, weight: UInt16, port: UInt16, target: DomainName) {
        self.priority = priority
        self.weight = weight
        self.port = port
        self.target = target
    }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        priority = try reader.readUInt16()
        weight = try reader.readUInt16()
        port = try reader.readUInt16()
        target = try reader.readName()
    }

    package func write(to output: inout RDataOutput) {
        output.write(priority)
        output.write(weight)
        output.write(port)
        output.write(target)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try wire.append(number: fields.takeNumber("a priority", UInt16.self))
        try wire.append(number: fields.takeNumber("a weight", UInt16.self))
        try wire.append(number: fields.takeNumber("a port", UInt16.self))
        try fields.takeName("the name of a host", into: &wire)
    }

    package var presentation: String { "\(priority) \(weight) \(port) \(target)" }
}
