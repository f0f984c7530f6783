internal import DNSWire
internal import Geography
package import HostedZones
internal import Routing

/// Why the meaning of a change is refused: one problem of an `InvalidChangeBatch`.
struct ChangeProblem: Error, Hashable {
    let message: String
}

extension RecordSetElement {
    /// The record set of a zone that the element stands for.
    ///
    /// - Throws: `InvalidInput` or `InvalidChangeBatch`, as a change with it would.
    package func resourceRecordSet() throws(AccountError) -> ResourceRecordSet {
        try checkShape(.create, at: 1)
        do throws(ChangeProblem) {
            return try read(.whole)
        } catch {
            throw AccountError(batchProblems: [error.message])
        }
    }

    /// How much of a record set is wanted.
    enum Extent {
        case whole
        /// Without its records, which are of no interest for what record sets ask of each other.
        case withoutRecords
    }

    /// The record set of an element whose shape is right.
    func read(_ extent: Extent) throws(ChangeProblem) -> ResourceRecordSet {
        guard let rrType = Route53Value.types[type] else {
            preconditionFailure("the shape was not checked")
        }
        return ResourceRecordSet(
            name: try Self.name(name),
            type: rrType,
            content: try content(rrType, extent),
            routing: try routing(),
            setIdentifier: setIdentifier,
            healthCheck: healthCheckID
        )
    }

    static func name(_ text: String) throws(ChangeProblem) -> DomainName {
        do throws(NameFault) {
            return try Route53Text.checkedName(text)
        } catch {
            throw ChangeProblem(message: "\(error)")
        }
    }

    private func content(
        _ rrType: RRType,
        _ extent: Extent
    ) throws(ChangeProblem) -> ResourceRecordSet.Content {
        if let aliasTarget {
            return .alias(
                AliasTarget(
                    name: try Self.name(aliasTarget.dnsName),
                    evaluatesHealth: aliasTarget.evaluateTargetHealth,
                    hostedZoneID: aliasTarget.hostedZoneID
                )
            )
        }
        let values = records ?? []
        guard values.count <= Route53Value.mostValues else {
            throw ChangeProblem(message: Route53Value.tooMany)
        }
        var rdata: [RData] = []
        if extent == .whole { rdata = try RecordValue.read(values, rrType) }
        return .records(rdata, ttl: TTL(wire: UInt32(ttl ?? 0)))
    }

    private func routing() throws(ChangeProblem) -> RoutingPolicy {
        if let weight { return .weighted(weight) }
        if let region = region.flatMap({ AWSRegion($0) }) { return .latency(region) }
        if let role = failover.flatMap(FailoverRole.init) { return .failover(role) }
        if let geoLocation { return .geolocation(try geoLocation.locationCode()) }
        if multiValueAnswer == true { return .multivalueAnswer }
        if let geoProximityLocation {
            return .geoproximity(try geoProximityLocation.location())
        }
        if let cidr = cidrRoutingConfig {
            let name = cidr.locationName == "*" ? nil : cidr.locationName
            return .ipBased(CIDRLocation(collection: cidr.collectionID, name: name))
        }
        return .simple
    }
}

extension GeoLocationElement {
    fileprivate func locationCode() throws(ChangeProblem) -> LocationCode {
        do throws(UnknownLocation) {
            if let continentCode { return try LocationCode(continent: continentCode) }
            return try LocationCode(country: countryCode ?? "", subdivision: subdivisionCode)
        } catch {
            throw ChangeProblem(message: "\(error)")
        }
    }
}

extension GeoProximityElement {
    fileprivate func location() throws(ChangeProblem) -> GeoproximityLocation {
        GeoproximityLocation(try place(), bias: bias.flatMap(ProximityRules.Bias.init) ?? .none)
    }

    private func place() throws(ChangeProblem) -> GeoproximityLocation.Place {
        if let awsRegion {
            guard let region = AWSRegion(awsRegion) else {
                throw ChangeProblem(
                    message: "Cannot find GeoProximityLocation with AWSRegion \(awsRegion)."
                )
            }
            return .region(region)
        }
        if let coordinate = coordinates?.coordinate { return .coordinate(coordinate) }
        // A Local Zone is near its Region, whose code its own begins with: us-west-2-den-1.
        let group = localZoneGroup ?? ""
        guard let region = AWSRegion.all.last(where: { group.hasPrefix("\($0.code)-") }) else {
            throw ChangeProblem(
                message: "Cannot find GeoProximityLocation with LocalZoneGroup \(group)."
            )
        }
        return .region(region)
    }
}

extension GeoProximityElement.Coordinates {
    private static let mostDecimals = 2

    /// Nil if there is no such place.
    var coordinate: Coordinate? {
        guard Self.isShort(latitude), Self.isShort(longitude), let latitude = Double(latitude),
            let longitude = Double(longitude)
        else { return nil }
        return Coordinate(latitude: latitude, longitude: longitude)
    }

    private static func isShort(_ number: String) -> Bool {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 1 || parts.count == 2 && parts[1].count <= mostDecimals
    }
}
