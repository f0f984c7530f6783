internal import DNSWire
internal import Geography
internal import OperatorFiles
internal import Routing
internal import StrictYAML

// The alternatives of a routing policy: a mapping whose keys say what each one is for.
//
//     geo:          {CN: 192.0.2.1, default: 192.0.2.2}
//     latency:      {eu-west-1: 192.0.2.1, ap-northeast-1: 192.0.2.2}
//     failover:     {primary: {health: web, value: 192.0.2.1}, secondary: 192.0.2.2}
//     weighted:     {blue: {weight: 70, value: 192.0.2.1}, green: {weight: 30, value: 192.0.2.2}}
//     multivalue:   {a: 192.0.2.1, b: {health: web, value: 192.0.2.2}}
//     cidr:         {offices/berlin: 192.0.2.1, offices/*: 192.0.2.2}
//     geoproximity: {us-east-1: 192.0.2.1, "52.5,13.4": {bias: 20, value: 192.0.2.2}}

/// The routing policies, by the keys they have in a zone file.
enum PolicyKey: String, CaseIterable {
    case geo
    case weighted
    case latency
    case failover
    case multivalue
    case cidr
    case geoproximity
}

extension ZoneYAMLReader {
    mutating func readAlternatives(
        of place: RecordSetPlace,
        _ policy: PolicyKey,
        _ node: YAMLNode,
        _ ttl: TTL
    ) throws(YAMLError) {
        let alternatives = try node.entries("a mapping from \(policy.keys) to values")
        guard !alternatives.isEmpty else {
            throw node.error(expected: "at least one alternative: \(policy.keys)")
        }
        for alternative in alternatives {
            attempt { reader throws(YAMLError) in
                try reader.readAlternative(
                    at: RecordSetPlace(name: place.name, type: place.type, key: alternative.key),
                    policy,
                    alternative.value,
                    ttl
                )
            }
        }
    }

    /// Reads one alternative, in the short form (values) or the long one (a mapping).
    private mutating func readAlternative(
        at place: RecordSetPlace,
        _ policy: PolicyKey,
        _ node: YAMLNode,
        _ ttl: TTL
    ) throws(YAMLError) {
        guard case .mapping = node.content else {
            let routing = try policy.routing(place.key, weight: nil, bias: nil)
            let records = try values(of: node, place.type)
            add(.records(records, ttl: ttl), routing, identifier: place.key.text, at: place)
            return
        }
        var fields = try node.fields()
        let identifier = try fields.take("id")?.text("a SetIdentifier") ?? place.key.text
        let healthCheck = try fields.take("health")?.text("the name of a health check")
        let weight = policy == .weighted ? fields.take("weight") : nil
        let bias = policy == .geoproximity ? fields.take("bias") : nil
        let ownTTL = try Self.ttl(&fields)
        let nodes = ContentNodes(&fields)
        try fields.refuseOthers()
        guard nodes.count == 1 else {
            throw node.error(expected: "one of value, values and alias")
        }
        add(
            try content(nodes, of: node, place.type, ownTTL, else: ttl),
            try policy.routing(place.key, weight: weight, bias: bias),
            identifier: identifier,
            healthCheck: healthCheck,
            at: place
        )
    }
}

extension PolicyKey {
    /// What the keys of the alternatives are.
    fileprivate var keys: String {
        switch self {
        case .geo: "locations"
        case .weighted, .multivalue: "SetIdentifiers"
        case .latency: "Regions"
        case .failover: "primary and secondary"
        case .cidr: "locations of a CIDR collection"
        case .geoproximity: "Regions or coordinates"
        }
    }

    /// The part of the alternative behind `key`; `weight` and `bias` are what stands there, if so.
    fileprivate func routing(
        _ key: YAMLNode.Key,
        weight: YAMLNode?,
        bias: YAMLNode?
    ) throws(YAMLError) -> RoutingPolicy {
        switch self {
        case .geo: .geolocation(try Self.location(key))
        case .weighted: .weighted(try Self.weight(weight, key))
        case .latency: .latency(try Self.region(key))
        case .failover: .failover(try Self.role(key))
        case .multivalue: .multivalueAnswer
        case .cidr: .ipBased(try Self.cidrLocation(key))
        case .geoproximity:
            .geoproximity(GeoproximityLocation(try Self.place(key), bias: try Self.bias(bias)))
        }
    }

    private static func location(_ key: YAMLNode.Key) throws(YAMLError) -> LocationCode {
        if let location = LocationCode(key.text) { return location }
        throw key.error(
            expected: "a country (CN), a continent (continent-AS), a subdivision (US-CA) or default"
        )
    }

    private static func weight(
        _ node: YAMLNode?,
        _ key: YAMLNode.Key
    ) throws(YAMLError) -> Int {
        if let node { return try node.integer(in: WeightedDraw.weights) }
        throw key.error(
            found: "\(YAMLNode.quote(key.text)) without a weight",
            expected: "{weight: 0 to 255, value: …}"
        )
    }

    private static func region(_ key: YAMLNode.Key) throws(YAMLError) -> AWSRegion {
        if let region = AWSRegion(key.text) { return region }
        throw key.error(expected: "a Region of AWS, such as eu-west-1")
    }

    private static func role(_ key: YAMLNode.Key) throws(YAMLError) -> FailoverRole {
        if let role = FailoverRole(rawValue: key.text.uppercased()) { return role }
        throw key.error(expected: "primary or secondary")
    }

    /// `COLLECTION/LOCATION`, or `COLLECTION/*` for everyone else.
    private static func cidrLocation(_ key: YAMLNode.Key) throws(YAMLError) -> CIDRLocation {
        let words = key.text.split(separator: "/", omittingEmptySubsequences: false)
        guard words.count == 2, !words[0].isEmpty, !words[1].isEmpty else {
            throw key.error(expected: "COLLECTION/LOCATION, or COLLECTION/* for everyone else")
        }
        return CIDRLocation(
            collection: String(words[0]),
            name: words[1] == "*" ? nil : String(words[1])
        )
    }

    private static func place(
        _ key: YAMLNode.Key
    ) throws(YAMLError) -> GeoproximityLocation.Place {
        if let region = AWSRegion(key.text) { return .region(region) }
        if let coordinate = Coordinate(key.text) { return .coordinate(coordinate) }
        throw key.error(
            expected: "a Region of AWS (eu-west-1), or latitude and longitude (\"52.5,13.4\")"
        )
    }

    private static func bias(_ node: YAMLNode?) throws(YAMLError) -> ProximityRules.Bias {
        guard let node else { return .none }
        let range = ProximityRules.Bias.range
        return ProximityRules.Bias(try node.integer(in: range)) ?? .none
    }
}
