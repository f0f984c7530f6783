internal import DNSWire
internal import Geography
package import HostedZones
internal import Routing

extension RecordSetElement {
    /// A record set as the API lists it.
    ///
    /// - Throws: `InternalFailure` if a record cannot be written as text.
    package init(_ recordSet: ResourceRecordSet) throws(AccountError) {
        self.init(name: Route53Text.text(of: recordSet.name), type: "\(recordSet.type)")
        setIdentifier = recordSet.setIdentifier
        healthCheckID = recordSet.healthCheck
        set(recordSet.routing)
        switch recordSet.content {
        case .records(let rdata, let time):
            ttl = Int(time.seconds)
            records = try Self.values(rdata, recordSet.type)
        case .alias(let target):
            aliasTarget = AliasTargetElement(
                hostedZoneID: target.hostedZoneID ?? "",
                dnsName: Route53Text.text(of: target.name),
                evaluateTargetHealth: target.evaluatesHealth
            )
        }
    }

    private static func values(
        _ rdata: [RData],
        _ type: RRType
    ) throws(AccountError) -> [String] {
        do throws(Route53Text.BadEscape) {
            return try rdata.map { record throws(Route53Text.BadEscape) in
                try Route53Value.text(of: record, type)
            }
        } catch {
            throw AccountError(.internalFailure, "A record of type \(type) has \(error)")
        }
    }

    private mutating func set(_ routing: RoutingPolicy) {
        switch routing {
        case .simple: break
        case .weighted(let number): weight = number
        case .latency(let place): region = place.code
        case .failover(let role): failover = role.rawValue
        case .geolocation(let code): geoLocation = GeoLocationElement(code)
        case .multivalueAnswer: multiValueAnswer = true
        case .ipBased(let location):
            cidrRoutingConfig = CIDRRoutingElement(
                collectionID: location.collection,
                locationName: location.name ?? "*"
            )
        case .geoproximity(let location): geoProximityLocation = GeoProximityElement(location)
        }
    }
}

extension GeoLocationElement {
    fileprivate init(_ code: LocationCode) {
        switch code {
        case .subdivision(let subdivision):
            self.init(countryCode: subdivision.country.code, subdivisionCode: subdivision.code)
        case .country(let country): self.init(countryCode: country.code)
        case .continent(let continent): self.init(continentCode: continent.rawValue)
        case .default: self.init(countryCode: "*")
        }
    }
}

extension GeoProximityElement {
    fileprivate init(_ location: GeoproximityLocation) {
        self.init()
        switch location.place {
        case .region(let region): awsRegion = region.code
        case .coordinate(let coordinate):
            coordinates = Coordinates(
                latitude: "\(coordinate.latitude)",
                longitude: "\(coordinate.longitude)"
            )
        }
        if location.bias != .none { bias = location.bias.percent }
    }
}
