/// RDATA that says where a service is, and how to talk to it: SVCB, and HTTPS of the same shape
/// (RFC 9460 §2).
package protocol ServiceBindingFormat: RecordDataFormat {
    /// 0 makes the record an alias (RFC 9460 §2.4.1).
    var priority: UInt16 { get }
    /// The root stands for the owner, or for nothing in an alias (RFC 9460 §2.5).
    var target: DomainName { get }
    var parameters: SvcParams { get }

    init(priority: UInt16, target: DomainName, parameters: SvcParams)
}

extension ServiceBindingFormat {
    package static var names: NamePlacement { .amongFields }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        self.init(
            priority: try reader.readUInt16(),
            target: try reader.readName(),
            parameters: try SvcParams(from: &reader, end: end)
        )
    }

    package func write(to output: inout RDataOutput) {
        output.write(priority)
        output.write(target, targetUse)
        parameters.write(to: &output)
    }

    private var targetUse: RDataOutput.NameUse {
        guard priority == 0 else { return [.addressed, .ownerIfRoot] }
        return target.isRoot ? .plain : .addressed
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try Self(from: &fields).append(to: &wire)
    }

    private init(from fields: inout PresentationFields) throws(PresentationError) {
        self.init(
            priority: try fields.takeNumber("a priority"),
            target: try fields.takeName("the name of a host"),
            parameters: try SvcParams(from: &fields)
        )
    }

    package var presentation: String { "\(priority) \(target)\(parameters.suffix)" }
}
