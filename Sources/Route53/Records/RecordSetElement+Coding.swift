// In the order of Route 53's model, which is that of its documents.
extension RecordSetElement: Codable {
    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case type = "Type"
        case setIdentifier = "SetIdentifier"
        case weight = "Weight"
        case region = "Region"
        case geoLocation = "GeoLocation"
        case failover = "Failover"
        case multiValueAnswer = "MultiValueAnswer"
        case ttl = "TTL"
        case records = "ResourceRecords"
        case aliasTarget = "AliasTarget"
        case healthCheckID = "HealthCheckId"
        case trafficPolicyInstanceID = "TrafficPolicyInstanceId"
        case cidrRoutingConfig = "CidrRoutingConfig"
        case geoProximityLocation = "GeoProximityLocation"
    }

    private enum ResourceRecord: ElementName {
        static let text = "ResourceRecord"
    }

    private struct Record: Codable {
        let value: String

        enum CodingKeys: String, CodingKey { case value = "Value" }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func read<Value: Decodable>(_ key: CodingKeys) throws -> Value? {
            try container.decodeIfPresent(Value.self, forKey: key)
        }
        name = try container.decode(String.self, forKey: .name)
        type = try container.decode(String.self, forKey: .type)
        setIdentifier = try read(.setIdentifier)
        weight = try read(.weight)
        region = try read(.region)
        geoLocation = try read(.geoLocation)
        failover = try read(.failover)
        multiValueAnswer = try read(.multiValueAnswer)
        ttl = try read(.ttl)
        let list: ElementList<Record, ResourceRecord>? = try read(.records)
        records = list?.items.map(\.value)
        aliasTarget = try read(.aliasTarget)
        healthCheckID = try read(.healthCheckID)
        trafficPolicyInstanceID = try read(.trafficPolicyInstanceID)
        cidrRoutingConfig = try read(.cidrRoutingConfig)
        geoProximityLocation = try read(.geoProximityLocation)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(type, forKey: .type)
        try container.encodeIfPresent(setIdentifier, forKey: .setIdentifier)
        try container.encodeIfPresent(weight, forKey: .weight)
        try container.encodeIfPresent(region, forKey: .region)
        try container.encodeIfPresent(geoLocation, forKey: .geoLocation)
        try container.encodeIfPresent(failover, forKey: .failover)
        try container.encodeIfPresent(multiValueAnswer, forKey: .multiValueAnswer)
        try container.encodeIfPresent(ttl, forKey: .ttl)
        if let records {
            let list = ElementList<Record, ResourceRecord>(records.map(Record.init))
            try container.encode(list, forKey: .records)
        }
        try container.encodeIfPresent(aliasTarget, forKey: .aliasTarget)
        try container.encodeIfPresent(healthCheckID, forKey: .healthCheckID)
        try container.encodeIfPresent(trafficPolicyInstanceID, forKey: .trafficPolicyInstanceID)
        try container.encodeIfPresent(cidrRoutingConfig, forKey: .cidrRoutingConfig)
        try container.encodeIfPresent(geoProximityLocation, forKey: .geoProximityLocation)
    }
}
