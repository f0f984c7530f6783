internal import Geography
internal import OperatorFiles
internal import Routing
internal import StrictYAML

// The elements of a record set that say its routing policy.

extension Route53JSONReader {
    static func routing(
        _ fields: inout YAMLFields,
        of request: RecordSetRequest
    ) throws -> RoutingPolicy {
        var given: [(element: RecordSetRequest.PolicyElement, node: YAMLNode)] = []
        for element in RecordSetRequest.PolicyElement.allCases {
            guard let node = fields.take(element.rawValue) else { continue }
            // False counts as not given.
            if element == .multiValueAnswer, try !node.jsonFlag() { continue }
            given.append((element, node))
        }
        guard let element = try request.policyElement(among: given.map(\.element)),
            let node = given.first?.node
        else { return .simple }
        return try routing(element, node, of: request)
    }

    private static func routing(
        _ element: RecordSetRequest.PolicyElement,
        _ node: YAMLNode,
        of request: RecordSetRequest
    ) throws -> RoutingPolicy {
        switch element {
        case .weight: return .weighted(try node.jsonNumber(in: WeightedDraw.weights))
        case .region:
            guard let region = AWSRegion(try node.jsonText()) else {
                throw node.error(expected: "a Region of AWS, such as eu-west-1")
            }
            return .latency(region)
        case .failover:
            guard let role = FailoverRole(rawValue: try node.jsonText()) else {
                throw node.error(expected: "PRIMARY or SECONDARY")
            }
            return .failover(role)
        case .geoLocation: return .geolocation(try location(node))
        case .multiValueAnswer: return .multivalueAnswer
        case .geoProximityLocation:
            return .geoproximity(try geoproximityLocation(node, of: request))
        case .cidrRoutingConfig: return .ipBased(try cidrLocation(node))
        }
    }

    private static func location(_ node: YAMLNode) throws -> LocationCode {
        var fields = try node.fields("a location")
        let continent = try fields.take("ContinentCode")?.jsonText()
        let country = try fields.take("CountryCode")?.jsonText()
        let subdivision = try fields.take("SubdivisionCode")?.jsonText()
        try fields.refuseOthers()
        do throws(UnknownLocation) {
            switch (continent, country) {
            case (let continent?, nil) where subdivision == nil:
                return try LocationCode(continent: continent)
            case (nil, let country?):
                return try LocationCode(country: country, subdivision: subdivision)
            default: break
            }
        } catch {
            throw ZoneProblem(.error, at: node.location, "\(error)")
        }
        throw node.error(
            expected: "a ContinentCode, or a CountryCode with or without a SubdivisionCode"
        )
    }

    private static func cidrLocation(_ node: YAMLNode) throws -> CIDRLocation {
        var fields = try node.fields("a location of a CIDR collection")
        let collectionNode = try fields.require("CollectionId")
        let nameNode = try fields.require("LocationName")
        try fields.refuseOthers()
        let collection = try collectionNode.jsonText()
        let name = try nameNode.jsonText()
        guard CIDRCollection.isName(collection) else {
            throw collectionNode.error(expected: CIDRCollection.nameForm)
        }
        guard name == "*" || CIDRCollection.isLocationName(name) else {
            throw nameNode.error(expected: "\(CIDRCollection.locationNameForm), or *")
        }
        return CIDRLocation(collection: collection, name: name == "*" ? nil : name)
    }

    private static func geoproximityLocation(
        _ node: YAMLNode,
        of request: RecordSetRequest
    ) throws -> GeoproximityLocation {
        var fields = try node.fields("a place for geoproximity routing")
        let region = fields.take("AWSRegion")
        let zoneGroup = fields.take("LocalZoneGroup")
        let coordinates = fields.take("Coordinates")
        let range = ProximityRules.Bias.range
        let bias = try fields.take("Bias")?.jsonNumber(in: range) ?? 0
        try fields.refuseOthers()
        if let zoneGroup {
            throw zoneGroup.error(
                found: "the LocalZoneGroup \(zoneGroup.summary), whose place is not known here",
                expected: "AWSRegion or Coordinates"
            )
        }
        let place: GeoproximityLocation.Place
        switch (region, coordinates) {
        case (let region?, nil): place = .region(try Self.region(region))
        case (nil, let coordinates?): place = .coordinate(try coordinate(coordinates))
        default:
            throw request.refusal(ofPlaces: region == nil ? 0 : 2)
        }
        return GeoproximityLocation(place, bias: ProximityRules.Bias(bias) ?? .none)
    }

    private static func region(_ node: YAMLNode) throws -> AWSRegion {
        let text = try node.jsonText()
        if let region = AWSRegion(text) { return region }
        throw ZoneProblem(
            .error,
            at: node.location,
            "Cannot find GeoProximityLocation with AWSRegion \(text)."
        )
    }

    private static func coordinate(_ node: YAMLNode) throws -> Coordinate {
        var fields = try node.fields("coordinates")
        let latitude = try fields.require("Latitude").jsonText()
        let longitude = try fields.require("Longitude").jsonText()
        try fields.refuseOthers()
        if let latitude = Double(latitude), let longitude = Double(longitude),
            let coordinate = Coordinate(latitude: latitude, longitude: longitude)
        {
            return coordinate
        }
        throw node.error(
            found: "\(latitude), \(longitude)",
            expected: "a Latitude of -90 to 90 and a Longitude of -180 to 180, as strings"
        )
    }
}
