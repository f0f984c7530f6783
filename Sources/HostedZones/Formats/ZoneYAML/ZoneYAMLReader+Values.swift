internal import DNSWire
internal import OperatorFiles
internal import StrictYAML

// Values of records: one for each scalar, in presentation form with absolute names.

extension ZoneYAMLReader {
    /// The values behind `value` or `values`, of which one is there.
    mutating func values(
        _ value: YAMLNode?,
        _ values: YAMLNode?,
        of node: YAMLNode,
        _ type: RRType
    ) throws(YAMLError) -> [RData] {
        if let value { return [try Self.record(value, type)] }
        return try records(of: values?.items("a list of values") ?? [], in: values ?? node, type)
    }

    /// The values of a scalar or a list.
    mutating func values(of node: YAMLNode, _ type: RRType) throws(YAMLError) -> [RData] {
        guard case .sequence(let items) = node.content else {
            return [try Self.record(node, type)]
        }
        return try records(of: items, in: node, type)
    }

    /// A record that is there already is dropped with a warning, as in master files.
    private mutating func records(
        of items: [YAMLNode],
        in node: YAMLNode,
        _ type: RRType
    ) throws(YAMLError) -> [RData] {
        guard !items.isEmpty else { throw node.error(expected: "at least one value") }
        var seen: Set<[UInt8]> = []
        var records: [RData] = []
        for item in items {
            let record = try Self.record(item, type)
            if seen.insert(record.folded(type)).inserted {
                records.append(record)
            } else {
                problems.warn(
                    at: item.location,
                    "found \(item.summary) a second time, expected each value once"
                )
            }
        }
        return records
    }

    static func record(_ node: YAMLNode, _ type: RRType) throws(YAMLError) -> RData {
        let expected = "a value of type \(type)"
        let text = try node.text(expected)
        guard case .scalar(let scalar) = node.content else { throw node.error(expected: expected) }
        if textTypes.contains(type), !text.hasPrefix("\"") {
            return try plainText(text, in: node)
        }
        try RecordText.refuseRelativeNames(text, in: node)
        return try RecordText.read(text, type, at: RecordText.start(of: scalar, in: node))
    }

    /// Types whose values are text, so that quotes can be left out where there is one string.
    private static let textTypes: Set<RRType> = [.txt, .spf]

    private static func plainText(_ text: String, in node: YAMLNode) throws(YAMLError) -> RData {
        guard let string = CharacterString(octets: Array(text.utf8)) else {
            throw node.error(
                found: "a text of \(text.utf8.count) octets",
                expected:
                    "at most \(CharacterString.maximumLength); write more as '\"one\" \"two\"'"
            )
        }
        var output = RDataOutput()
        output.write(string)
        return RData(wire: output.wire)
    }
}
