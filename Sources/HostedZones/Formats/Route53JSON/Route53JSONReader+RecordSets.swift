internal import DNSWire
internal import OperatorFiles
internal import StrictYAML

extension Route53JSONReader {
    /// Most values of a record set.
    private static let mostValues = 400

    /// The types that Route 53 knows, as it names them.
    static let types: [String: RRType] = [
        "A": .a, "AAAA": .aaaa, "CAA": .caa, "CNAME": .cname, "DS": .ds, "HTTPS": .https,
        "MX": .mx, "NAPTR": .naptr, "NS": .ns, "PTR": .ptr, "SOA": .soa, "SPF": .spf, "SRV": .srv,
        "SSHFP": .sshfp, "SVCB": .svcb, "TLSA": .tlsa, "TXT": .txt,
    ]

    mutating func recordSet(
        _ node: YAMLNode,
        action: RecordSetAction
    ) throws -> ResourceRecordSet {
        var fields = try node.fields("a record set")
        let nameNode = try fields.require("Name")
        let typeNode = try fields.require("Type")
        let identifier = fields.take("SetIdentifier")
        let request = RecordSetRequest(
            node: node,
            action: action,
            name: try nameNode.jsonText(),
            type: try typeNode.jsonText(),
            identifier: try identifier?.jsonText()
        )
        let name = try Self.name(request.name, in: nameNode)
        let type = try Self.type(request.type, in: typeNode)
        let routing = try Self.routing(&fields, of: request)
        let content = try content(&fields, of: request, type)
        let healthCheck = try fields.take("HealthCheckId")?.jsonText()
        try fields.refuseOthers()
        return ResourceRecordSet(
            name: name,
            type: type,
            content: content,
            routing: routing,
            setIdentifier: request.identifier,
            healthCheck: healthCheck,
            source: node.location
        )
    }

    private static func name(_ text: String, in node: YAMLNode) throws -> DomainName {
        do {
            return try Route53Text.name(text)
        } catch {
            throw node.error(found: "\(error)", expected: "a domain name")
        }
    }

    private static func type(_ text: String, in node: YAMLNode) throws -> RRType {
        if let type = types[text] { return type }
        throw node.error(expected: "one of \(types.keys.sorted().joined(separator: ", "))")
    }

    private mutating func content(
        _ fields: inout YAMLFields,
        of request: RecordSetRequest,
        _ type: RRType
    ) throws -> ResourceRecordSet.Content {
        let ttl = fields.take("TTL")
        let records = fields.take("ResourceRecords")
        let alias = fields.take("AliasTarget")
        let instance = fields.take("TrafficPolicyInstanceId")
        if let instance, records != nil || alias != nil {
            problems.warn(
                at: instance.location,
                """
                found a TrafficPolicyInstanceId, expected none: its record sets are served as they \
                stand here
                """
            )
        }
        switch (alias, ttl, records) {
        case (let alias?, nil, nil): return .alias(try Self.aliasTarget(alias))
        case (nil, let ttl?, let records?):
            let seconds = try ttl.jsonNumber(in: 0...Int(Int32.max))
            return .records(try Self.values(records, type), ttl: TTL(wire: UInt32(seconds)))
        default:
            throw request.refusal(
                """
                Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or \
                TrafficPolicyInstanceId], but found \(alias == nil ? "none" : "more than one")
                """
            )
        }
    }

    private static func aliasTarget(_ node: YAMLNode) throws -> AliasTarget {
        var fields = try node.fields("an alias target")
        let hostedZoneID = try fields.take("HostedZoneId")?.jsonText()
        let nameNode = try fields.require("DNSName")
        let name = try name(try nameNode.jsonText(), in: nameNode)
        let evaluatesHealth = try fields.require("EvaluateTargetHealth").jsonFlag()
        try fields.refuseOthers()
        return AliasTarget(
            name: name,
            evaluatesHealth: evaluatesHealth,
            hostedZoneID: hostedZoneID
        )
    }

    private static func values(_ node: YAMLNode, _ type: RRType) throws -> [RData] {
        let items = try node.items("a list of resource records")
        guard !items.isEmpty else { throw node.error(expected: "at least one resource record") }
        guard items.count <= mostValues else {
            throw ZoneProblem(
                .error,
                at: node.location,
                "Cannot have more than \(mostValues) records in a RRSet."
            )
        }
        var seen: Set<[UInt8]> = []
        var records: [RData] = []
        for item in items {
            var fields = try item.fields("a resource record: {\"Value\": …}")
            let value = try fields.require("Value")
            try fields.refuseOthers()
            let record = try record(value, type)
            guard seen.insert(record.folded(type)).inserted else {
                throw ZoneProblem(
                    .error,
                    at: value.location,
                    "Duplicate Resource Record: '\(try value.jsonText())'"
                )
            }
            records.append(record)
        }
        return records
    }

    /// Types whose values are strings in quotes.
    private static let textTypes: Set<RRType> = [.txt, .spf]

    private static func record(_ node: YAMLNode, _ type: RRType) throws -> RData {
        let text = try node.jsonText("a value of type \(type), as a string")
        guard case .scalar(let scalar) = node.content else { throw node.error(expected: "a value") }
        if textTypes.contains(type), !text.hasPrefix("\"") {
            throw ZoneProblem(
                .error,
                at: node.location,
                """
                Invalid Resource Record: 'FATAL problem: InvalidCharacterString (Value should be \
                enclosed in quotation marks) encountered with '\(text)''
                """
            )
        }
        try RecordText.refuseRelativeNames(text, in: node)
        let decimal: String
        do throws(Route53Text.BadEscape) {
            decimal = try Route53Text.decimal(text)
        } catch {
            throw node.error(found: "\(error)", expected: "a value of type \(type)")
        }
        return try RecordText.read(decimal, type, at: RecordText.start(of: scalar, in: node))
    }
}

/// A record set as it was sent, for messages.
struct RecordSetRequest {
    let node: YAMLNode
    let action: RecordSetAction
    let name: String
    let type: String
    let identifier: String?

    /// The refusal of a request that is badly formed, in Route 53's words.
    func refusal(_ problem: String) -> ZoneProblem {
        ZoneProblem(
            .error,
            at: node.location,
            """
            Invalid request: \(problem) in Change with [Action=\(action.rawValue), Name=\(name), \
            Type=\(type), SetIdentifier=\(identifier ?? "null")]
            """
        )
    }
}

/// What a change does with its record set.
enum RecordSetAction: String, CaseIterable {
    case create = "CREATE"
    case delete = "DELETE"
    case upsert = "UPSERT"
}
