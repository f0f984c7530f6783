internal import DNSWire
internal import OperatorFiles
internal import StrictYAML

extension ZoneYAMLReader {
    /// Reads what stands below one owner: types and their record sets.
    mutating func readOwner(_ entry: YAMLNode.Entry) throws(YAMLError) {
        let owner = try owner(entry.key)
        let types = try entry.value.entries(
            "a mapping from types to values, such as {A: 192.0.2.1}"
        )
        guard !types.isEmpty else {
            throw entry.value.error(expected: "at least one type, such as A")
        }
        for type in types {
            attempt { reader throws(YAMLError) in
                let name = try Self.type(type.key)
                try reader.readRecordSets(
                    of: RecordSetPlace(name: owner, type: name, key: type.key),
                    type.value
                )
            }
        }
    }

    private func owner(_ key: YAMLNode.Key) throws(YAMLError) -> DomainName {
        if key.text == "@" { return zone }
        do {
            return try DomainName(presentation: key.text, origin: zone)
        } catch {
            throw key.error(found: "\(error)", expected: "an owner name, or @ for the zone itself")
        }
    }

    static func type(_ key: YAMLNode.Key) throws(YAMLError) -> RRType {
        guard let type = RRType(mnemonic: key.text) else {
            throw key.error(expected: "a type such as A, CNAME or TYPE65280")
        }
        guard type.rawValue != 0, !type.isMeta else {
            throw key.error(expected: "a type that a zone can hold (RFC 6895 §3.1)")
        }
        return type
    }

    private mutating func readRecordSets(
        of place: RecordSetPlace,
        _ node: YAMLNode
    ) throws(YAMLError) {
        guard case .mapping = node.content else {
            let records = try values(of: node, place.type)
            add(.records(records, ttl: Self.defaultTTL), at: place)
            return
        }
        var fields = try node.fields()
        let ttl = try Self.ttl(&fields)
        let content = ContentNodes(&fields)
        var alternatives: [(PolicyKey, YAMLNode)] = []
        for key in PolicyKey.allCases {
            if let node = fields.take(key.rawValue) { alternatives.append((key, node)) }
        }
        try fields.refuseOthers()
        guard content.count + alternatives.count == 1 else {
            let policies = PolicyKey.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.error(expected: "one of value, values, alias, \(policies)")
        }
        if let (key, node) = alternatives.first {
            try readAlternatives(of: place, key, node, ttl ?? Self.defaultTTL)
        } else {
            add(try self.content(content, of: node, place.type, ttl, else: nil), at: place)
        }
    }

    /// The nodes of which one says what a record set answers with.
    struct ContentNodes {
        let value: YAMLNode?
        let values: YAMLNode?
        let alias: YAMLNode?

        init(_ fields: inout YAMLFields) {
            value = fields.take("value")
            values = fields.take("values")
            alias = fields.take("alias")
        }

        var count: Int { [value, values, alias].count { $0 != nil } }
    }

    /// Reads what a record set answers with; one of the nodes is there. `ttl` is its own,
    /// `other` the one that holds for all alternatives.
    mutating func content(
        _ nodes: ContentNodes,
        of node: YAMLNode,
        _ type: RRType,
        _ ttl: TTL?,
        else other: TTL?
    ) throws(YAMLError) -> ResourceRecordSet.Content {
        guard let alias = nodes.alias else {
            let records = try values(nodes.value, nodes.values, of: node, type)
            return .records(records, ttl: ttl ?? other ?? Self.defaultTTL)
        }
        guard ttl == nil else {
            throw node.error(
                found: "a ttl beside an alias",
                expected: "no ttl: an alias has that of its target"
            )
        }
        return .alias(try aliasTarget(alias))
    }

    /// A name, or a mapping of `name`, `health` and the HostedZoneId `zone`.
    private func aliasTarget(_ node: YAMLNode) throws(YAMLError) -> AliasTarget {
        guard case .mapping = node.content else { return AliasTarget(name: try target(node)) }
        var fields = try node.fields()
        let name = try target(try fields.require("name"))
        let evaluatesHealth = try fields.take("health")?.flag() ?? false
        let hostedZoneID = try fields.take("zone")?.text("a HostedZoneId")
        try fields.refuseOthers()
        return AliasTarget(
            name: name,
            evaluatesHealth: evaluatesHealth,
            hostedZoneID: hostedZoneID
        )
    }

    private func target(_ node: YAMLNode) throws(YAMLError) -> DomainName {
        let expected = "the name that the alias leads to"
        do {
            return try DomainName(presentation: try node.text(expected))
        } catch let error as YAMLError {
            throw error
        } catch {
            throw node.error(found: "\(error)", expected: expected)
        }
    }

    static func ttl(_ fields: inout YAMLFields) throws(YAMLError) -> TTL? {
        guard let node = fields.take("ttl") else { return nil }
        let text = try node.text(TTL.expectation)
        guard let ttl = TTL(presentation: text.utf8.span) else {
            throw node.error(expected: TTL.expectation)
        }
        return ttl
    }

    mutating func add(
        _ content: ResourceRecordSet.Content,
        _ routing: RoutingPolicy = .simple,
        identifier: String? = nil,
        healthCheck: String? = nil,
        at place: RecordSetPlace
    ) {
        recordSets.append(
            ResourceRecordSet(
                name: place.name,
                type: place.type,
                content: content,
                routing: routing,
                setIdentifier: identifier,
                healthCheck: healthCheck,
                source: place.key.location
            )
        )
    }
}

/// What a record set is for, and the key that its values stand behind.
struct RecordSetPlace {
    let name: DomainName
    let type: RRType
    let key: YAMLNode.Key
}
