internal import HostedZones
internal import Routing

// What Route 53's XML schema and model ask of a record set, whatever is in the zone: `InvalidInput`.

extension RecordSetElement {
    /// The types, in the order of Route 53's schema.
    static let types = [
        "SOA", "A", "TXT", "NS", "CNAME", "MX", "NAPTR", "PTR", "SRV", "SPF", "AAAA", "CAA", "DS",
        "TLSA", "SSHFP", "SVCB", "HTTPS",
    ]
    private static let nameLengths = 0...1024
    private static let identifierLengths = 1...128
    private static let valueLengths = 0...4000
    private static let idLengths = 0...64
    private static let zoneIDLengths = 0...32
    /// In seconds.
    static let ttls = 0...Int(Int32.max)

    /// Throws unless the shape is that of a record set with which `action` can be done. `index` is the
    /// place of the change in its batch, from 1.
    func checkShape(_ action: RecordSetAction, at index: Int) throws(AccountError) {
        let member = "changeBatch.changes.\(index).member.resourceRecordSet"
        guard Self.types.contains(type) else { throw .notInEnumeration(type, Self.types) }
        try AccountError.requireLength(of: name, at: "\(member).name", Self.nameLengths)
        try AccountError.requireLength(
            of: setIdentifier,
            at: "\(member).setIdentifier",
            Self.identifierLengths
        )
        try AccountError.requireLength(
            of: healthCheckID,
            at: "\(member).healthCheckId",
            Self.idLengths
        )
        if let ttl, !Self.ttls.contains(ttl) {
            throw .outOfRange(ttl, at: "\(member).tTL", Self.ttls)
        }
        let request = request(action)
        try checkPolicy(request, in: member)
        try checkContent(request, in: member)
    }

    func request(_ action: RecordSetAction) -> RecordSetRequest {
        RecordSetRequest(action: action, name: name, type: type, identifier: setIdentifier)
    }

    /// The elements that say a policy. `MultiValueAnswer` with false counts as not given.
    private var policyElements: [RecordSetRequest.PolicyElement] {
        RecordSetRequest.PolicyElement.allCases.filter { element in
            switch element {
            case .weight: weight != nil
            case .region: region != nil
            case .failover: failover != nil
            case .geoLocation: geoLocation != nil
            case .multiValueAnswer: multiValueAnswer == true
            case .geoProximityLocation: geoProximityLocation != nil
            case .cidrRoutingConfig: cidrRoutingConfig != nil
            }
        }
    }

    private func checkPolicy(
        _ request: RecordSetRequest,
        in member: String
    ) throws(AccountError) {
        do throws(RecordSetRequest.BadRequest) {
            _ = try request.policyElement(among: policyElements)
        } catch {
            throw AccountError(.invalidInput, error.message)
        }
        if let weight, !WeightedDraw.weights.contains(weight) {
            throw .outOfRange(weight, at: "\(member).weight", WeightedDraw.weights)
        }
        if let region, AWSRegion(region) == nil {
            throw .notInEnumeration(region, AWSRegion.all.map(\.code))
        }
        if let failover, FailoverRole(rawValue: failover) == nil {
            throw .notInEnumeration(
                failover,
                [FailoverRole.primary.rawValue, FailoverRole.secondary.rawValue]
            )
        }
        try geoLocation?.checkShape()
        try cidrRoutingConfig?.checkShape()
        try geoProximityLocation?.checkShape(request, in: member)
    }

    private func checkContent(
        _ request: RecordSetRequest,
        in member: String
    ) throws(AccountError) {
        do throws(RecordSetRequest.BadRequest) {
            _ = try request.content(
                hasAlias: aliasTarget != nil,
                hasTTL: ttl != nil,
                hasRecords: records != nil
            )
        } catch {
            throw AccountError(.invalidInput, error.message)
        }
        if let records, records.isEmpty { throw .incomplete("ResourceRecords") }
        for value in records ?? [] {
            try AccountError.requireLength(
                of: value,
                at: "\(member).resourceRecords.1.member.value",
                Self.valueLengths
            )
        }
        try AccountError.requireLength(
            of: aliasTarget?.hostedZoneID,
            at: "\(member).aliasTarget.hostedZoneId",
            Self.zoneIDLengths
        )
        try AccountError.requireLength(
            of: aliasTarget?.dnsName,
            at: "\(member).aliasTarget.dNSName",
            Self.nameLengths
        )
    }
}

extension GeoLocationElement {
    fileprivate func checkShape() throws(AccountError) {
        try Self.check(continentCode, 2...2, "ContinentCode")
        try Self.check(countryCode, 1...2, "CountryCode")
        try Self.check(subdivisionCode, 1...3, "SubdivisionCode")
        if continentCode != nil, countryCode != nil || subdivisionCode != nil {
            throw AccountError(
                .invalidInput,
                "Invalid request: ContinentCode cannot be given with CountryCode or SubdivisionCode"
            )
        }
        if countryCode == nil, continentCode == nil {
            throw AccountError(
                .invalidInput,
                subdivisionCode == nil
                    ? "Invalid request: GeoLocation needs a ContinentCode or a CountryCode"
                    : "Invalid request: SubdivisionCode needs a CountryCode"
            )
        }
    }

    /// The schema's facets, which come before the meaning of a code.
    private static func check(
        _ code: String?,
        _ lengths: ClosedRange<Int>,
        _ type: String
    ) throws(AccountError) {
        guard let code, !lengths.contains(code.unicodeScalars.count) else { return }
        let length = code.unicodeScalars.count
        let (facet, bound) =
            if lengths.count == 1 {
                ("length", lengths.lowerBound)
            } else if length > lengths.upperBound {
                ("maxLength", lengths.upperBound)
            } else {
                ("minLength", lengths.lowerBound)
            }
        throw AccountError(
            .invalidInput,
            "Invalid XML ; cvc-\(facet)-valid: Value '\(code)' with length = '\(length)' is not"
                + " facet-valid with respect to \(facet) '\(bound)' for type '\(type)'."
        )
    }
}

extension CIDRRoutingElement {
    fileprivate func checkShape() throws(AccountError) {
        guard CIDRCollection.isName(collectionID) else {
            throw AccountError(
                .invalidInput,
                "Invalid CollectionId '\(collectionID)': expected \(CIDRCollection.nameForm)"
            )
        }
        guard locationName == "*" || CIDRCollection.isLocationName(locationName) else {
            throw AccountError(
                .invalidInput,
                "Invalid LocationName '\(locationName)': expected"
                    + " \(CIDRCollection.locationNameForm), or *"
            )
        }
    }
}

extension GeoProximityElement {
    fileprivate func checkShape(
        _ request: RecordSetRequest,
        in member: String
    ) throws(AccountError) {
        let places = [awsRegion != nil, localZoneGroup != nil, coordinates != nil].count { $0 }
        guard places == 1 else {
            throw AccountError(.invalidInput, request.refusal(ofPlaces: places).message)
        }
        let range = ProximityRules.Bias.range
        if let bias, !range.contains(bias) {
            throw .outOfRange(bias, at: "\(member).geoProximityLocation.bias", range)
        }
        if let coordinates, coordinates.coordinate == nil {
            throw AccountError(
                .invalidInput,
                "Invalid Coordinates '\(coordinates.latitude), \(coordinates.longitude)': expected a"
                    + " Latitude of -90 to 90 and a Longitude of -180 to 180, with at most two"
                    + " decimals"
            )
        }
    }
}
