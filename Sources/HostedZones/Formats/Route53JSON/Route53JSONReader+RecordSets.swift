internal import DNSWire
internal import OperatorFiles
internal import StrictYAML

extension Route53JSONReader {
    mutating func recordSet(
        _ node: YAMLNode,
        action: RecordSetAction
    ) throws -> ResourceRecordSet {
        var fields = try node.fields("a record set")
        let nameNode = try fields.require("Name")
        let typeNode = try fields.require("Type")
        let identifier = fields.take("SetIdentifier")
        let request = RecordSetRequest(
            action: action,
            name: try nameNode.jsonText(),
            type: try typeNode.jsonText(),
            identifier: try identifier?.jsonText()
        )
        let name = try Self.name(request.name, in: nameNode)
        let type = try Self.type(request.type, in: typeNode)
        let routing: RoutingPolicy
        let content: ResourceRecordSet.Content
        do {
            routing = try Self.routing(&fields, of: request)
            content = try self.content(&fields, of: request, type)
        } catch let refusal as RecordSetRequest.BadRequest {
            throw ZoneProblem(.error, at: node.location, refusal.message)
        }
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
        if let type = Route53Value.types[text] { return type }
        let types = Route53Value.types.keys.sorted().joined(separator: ", ")
        throw node.error(expected: "one of \(types)")
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
        let content = try request.content(
            hasAlias: alias != nil,
            hasTTL: ttl != nil,
            hasRecords: records != nil
        )
        if content == .alias, let alias { return .alias(try Self.aliasTarget(alias)) }
        guard let ttl, let records else { preconditionFailure("not the content that was found") }
        let seconds = try ttl.jsonNumber(in: 0...Int(Int32.max))
        return .records(try Self.values(records, type), ttl: TTL(wire: UInt32(seconds)))
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
        guard items.count <= Route53Value.mostValues else {
            throw ZoneProblem(.error, at: node.location, Route53Value.tooMany)
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
                    Route53Value.duplicate(try value.jsonText())
                )
            }
            records.append(record)
        }
        return records
    }

    private static func record(_ node: YAMLNode, _ type: RRType) throws -> RData {
        let text = try node.jsonText("a value of type \(type), as a string")
        guard case .scalar(let scalar) = node.content else { throw node.error(expected: "a value") }
        let start = RecordText.start(of: scalar, in: node)
        do throws(Route53Value.Fault) {
            return try Route53Value.read(text, type, line: start.line, column: start.column)
        } catch {
            switch error {
            case .unquoted:
                throw ZoneProblem(.error, at: node.location, Route53Value.unquoted(text))
            case .relativeName: throw RecordText.relativeName(in: node)
            case .unsupported(let rule): throw node.error(expected: rule)
            case .badEscape(let escape):
                throw node.error(found: "\(escape)", expected: "a value of type \(type)")
            case .malformed(let error): throw RecordText.problem(error, in: start.file)
            }
        }
    }
}
