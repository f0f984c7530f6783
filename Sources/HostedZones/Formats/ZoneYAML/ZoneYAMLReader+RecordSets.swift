internal import DNSWire
internal import Geography
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

    private static func type(_ key: YAMLNode.Key) throws(YAMLError) -> RRType {
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
            add(try values(of: node, place.type), Self.defaultTTL, .simple, at: place)
            return
        }
        var fields = try node.fields()
        let ttl = try Self.ttl(&fields) ?? Self.defaultTTL
        let given = [fields.take("value"), fields.take("values"), fields.take("geo")]
        try fields.refuseOthers()
        guard given.count(where: { $0 != nil }) == 1 else {
            throw node.error(expected: "one of value, values and geo")
        }
        if let alternatives = given[2] {
            try readAlternatives(of: place, alternatives, ttl)
        } else {
            let records = try values(given[0], given[1], of: node, place.type)
            add(records, ttl, .simple, at: place)
        }
    }

    private mutating func readAlternatives(
        of place: RecordSetPlace,
        _ node: YAMLNode,
        _ ttl: TTL
    ) throws(YAMLError) {
        let alternatives = try node.entries("a mapping from locations to values")
        guard !alternatives.isEmpty else {
            throw node.error(expected: "at least one location, such as CN or default")
        }
        for alternative in alternatives {
            attempt { reader throws(YAMLError) in
                try reader.readAlternative(
                    at: RecordSetPlace(name: place.name, type: place.type, key: alternative.key),
                    alternative.value,
                    ttl
                )
            }
        }
    }

    /// Reads one alternative, in the short form (values) or the long one (a mapping).
    private mutating func readAlternative(
        at place: RecordSetPlace,
        _ node: YAMLNode,
        _ ttl: TTL
    ) throws(YAMLError) {
        guard let location = LocationCode(place.key.text) else {
            throw place.key.error(
                expected:
                    "a country (CN), a continent (continent-AS), a subdivision (US-CA) or default"
            )
        }
        guard case .mapping = node.content else {
            let routing = ResourceRecordSet.Routing.geolocation(
                location,
                setIdentifier: place.key.text
            )
            add(try values(of: node, place.type), ttl, routing, at: place)
            return
        }
        var fields = try node.fields()
        let identifier = try fields.take("id")?.text("a SetIdentifier") ?? place.key.text
        let ownTTL = try Self.ttl(&fields) ?? ttl
        let given = (fields.take("value"), fields.take("values"))
        try fields.refuseOthers()
        guard (given.0 == nil) != (given.1 == nil) else {
            throw node.error(expected: "one of value and values")
        }
        let records = try values(given.0, given.1, of: node, place.type)
        add(records, ownTTL, .geolocation(location, setIdentifier: identifier), at: place)
    }

    private static func ttl(_ fields: inout YAMLFields) throws(YAMLError) -> TTL? {
        guard let node = fields.take("ttl") else { return nil }
        guard let ttl = TTL(presentation: try node.text(TTL.expectation).utf8.span) else {
            throw node.error(expected: TTL.expectation)
        }
        return ttl
    }

    private mutating func add(
        _ records: [RData],
        _ ttl: TTL,
        _ routing: ResourceRecordSet.Routing,
        at place: RecordSetPlace
    ) {
        recordSets.append(
            ResourceRecordSet(
                name: place.name,
                type: place.type,
                ttl: ttl,
                records: records,
                routing: routing,
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
