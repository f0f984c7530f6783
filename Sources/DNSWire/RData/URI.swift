/// A URI of a service (RFC 7553 §4).
package struct URI: RecordDataFormat {
    package let priority: UInt16
    package let weight: UInt16
    /// The URI; never empty (RFC 7553 §4.4).
    package let target: [UInt8]

    /// An empty target gives nil.
    package init?(priority: UInt16, weight: UInt16, target: [UInt8]) {
        guard !target.isEmpty else { return nil }
        self.priority = priority
        self.weight = weight
        self.target = target
    }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        priority = try reader.readUInt16()
        weight = try reader.readUInt16()
        target = try reader.readArray(end - reader.offset)
        guard !target.isEmpty else { throw .badRecordData(at: end) }
    }

    package func write(to output: inout RDataOutput) {
        output.write(priority)
        output.write(weight)
        output.write(target)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try wire.append(number: fields.takeNumber("a priority", UInt16.self))
        try wire.append(number: fields.takeNumber("a weight", UInt16.self))
        let target = fields.nextWord
        if try fields.takeText("a URI in quotes", into: &wire) == 0, let target {
            throw fields.error(at: target, expected: "a URI in quotes")
        }
    }

    package var presentation: String { "\(priority) \(weight) \(EscapedText.quoted(target))" }
}
