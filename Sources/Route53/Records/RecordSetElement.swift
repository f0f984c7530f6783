/// A `ResourceRecordSet` element: a record set as the API takes, keeps and lists it, its values with
/// the text that they were sent with.
///
/// In requests any member can be missing or wrong. In an account `name` is as listed: in lower case,
/// escaped, with the dot at the end.
package struct RecordSetElement: Sendable, Hashable {
    package var name: String
    package var type: String
    package var setIdentifier: String?
    package var weight: Int?
    package var region: String?
    package var geoLocation: GeoLocationElement?
    package var failover: String?
    package var multiValueAnswer: Bool?
    /// In seconds.
    package var ttl: Int?
    package var records: [String]?
    package var aliasTarget: AliasTargetElement?
    package var healthCheckID: String?
    package var trafficPolicyInstanceID: String?
    package var cidrRoutingConfig: CIDRRoutingElement?
    package var geoProximityLocation: GeoProximityElement?

    package init(name: String, type: String, ttl: Int? = nil, records: [String]? = nil) {
        self.name = name
        self.type = type
        self.ttl = ttl
        self.records = records
    }
}

/// What tells the record sets of a zone apart, in the order in which they are listed (see
/// `RecordSetKey.<`).
package struct RecordSetKey: Sendable, Hashable {
    /// As listed.
    package let name: String
    package let type: String
    package let setIdentifier: String?

    package init(name: String, type: String, setIdentifier: String?) {
        self.name = name
        self.type = type
        self.setIdentifier = setIdentifier
    }
}

extension RecordSetElement {
    package var key: RecordSetKey {
        RecordSetKey(name: name, type: type, setIdentifier: setIdentifier)
    }
}

package struct GeoLocationElement: Sendable, Hashable, Codable {
    package var continentCode: String?
    package var countryCode: String?
    package var subdivisionCode: String?

    package init(
        continentCode: String? = nil,
        countryCode: String? = nil,
        subdivisionCode: String? = nil
    ) {
        self.continentCode = continentCode
        self.countryCode = countryCode
        self.subdivisionCode = subdivisionCode
    }

    enum CodingKeys: String, CodingKey {
        case continentCode = "ContinentCode"
        case countryCode = "CountryCode"
        case subdivisionCode = "SubdivisionCode"
    }
}

package struct AliasTargetElement: Sendable, Hashable, Codable {
    package var hostedZoneID: String
    package var dnsName: String
    package var evaluateTargetHealth: Bool

    package init(hostedZoneID: String, dnsName: String, evaluateTargetHealth: Bool) {
        self.hostedZoneID = hostedZoneID
        self.dnsName = dnsName
        self.evaluateTargetHealth = evaluateTargetHealth
    }

    enum CodingKeys: String, CodingKey {
        case hostedZoneID = "HostedZoneId"
        case dnsName = "DNSName"
        case evaluateTargetHealth = "EvaluateTargetHealth"
    }
}

package struct CIDRRoutingElement: Sendable, Hashable, Codable {
    package var collectionID: String
    package var locationName: String

    package init(collectionID: String, locationName: String) {
        self.collectionID = collectionID
        self.locationName = locationName
    }

    enum CodingKeys: String, CodingKey {
        case collectionID = "CollectionId"
        case locationName = "LocationName"
    }
}

package struct GeoProximityElement: Sendable, Hashable, Codable {
    package var awsRegion: String?
    package var localZoneGroup: String?
    package var coordinates: Coordinates?
    package var bias: Int?

    package init(
        awsRegion: String? = nil,
        localZoneGroup: String? = nil,
        coordinates: Coordinates? = nil,
        bias: Int? = nil
    ) {
        self.awsRegion = awsRegion
        self.localZoneGroup = localZoneGroup
        self.coordinates = coordinates
        self.bias = bias
    }

    /// In degrees, as text.
    package struct Coordinates: Sendable, Hashable, Codable {
        package var latitude: String
        package var longitude: String

        package init(latitude: String, longitude: String) {
            self.latitude = latitude
            self.longitude = longitude
        }

        enum CodingKeys: String, CodingKey {
            case latitude = "Latitude"
            case longitude = "Longitude"
        }
    }

    enum CodingKeys: String, CodingKey {
        case awsRegion = "AWSRegion"
        case localZoneGroup = "LocalZoneGroup"
        case coordinates = "Coordinates"
        case bias = "Bias"
    }
}
