internal import StrictYAML

// Rules: each RuleType has a list of branches under a key of its own, with conditions of its own.

extension TrafficPolicyReader {
    private enum RuleType: String, CaseIterable {
        case failover
        case geolocation = "geo"
        case latency
        case geoproximity
        case multivalue
        case weighted
        case cidr
    }

    private typealias Condition = TrafficPolicyDocument.Condition
    private typealias Branch = TrafficPolicyDocument.Branch

    private static let weights = 0...255
    private static let biases = -99...99

    func readRule(_ node: YAMLNode) throws(YAMLError) -> TrafficPolicyDocument.Rule {
        var fields = try node.fields()
        let type: RuleType = try fields.require("RuleType").word()
        let branches: [Branch]
        switch type {
        case .failover: branches = try failoverBranches(&fields)
        case .geolocation: branches = try self.branches("Locations", &fields, Self.geolocation)
        case .latency: branches = try self.branches("Regions", &fields, Self.latency)
        case .geoproximity:
            branches = try self.branches("GeoproximityLocations", &fields, geoproximity)
        case .multivalue:
            branches = try self.branches("Items", &fields, targets: .endpointsOnly) {
                _ throws(YAMLError) in .multivalue
            }
        case .weighted: branches = try self.branches("Items", &fields, Self.weight)
        case .cidr: branches = try self.branches("Locations", &fields, Self.cidr)
        }
        try fields.refuseOthers()
        guard !branches.isEmpty else { throw node.error(expected: "a rule with branches") }
        return TrafficPolicyDocument.Rule(branches: branches)
    }

    private func failoverBranches(_ fields: inout YAMLFields) throws(YAMLError) -> [Branch] {
        var branches: [Branch] = []
        for role in TrafficPolicyDocument.FailoverRole.allCases {
            guard let node = fields.take(role.rawValue) else { continue }
            branches.append(
                try branch(node, targets: .endpointsAndRules) { _ throws(YAMLError) in
                    .failover(role)
                }
            )
        }
        return branches
    }

    /// What a branch may lead to.
    private enum Targets {
        case endpointsAndRules
        /// The record sets of some policies cannot be aliases.
        case endpointsOnly
    }

    private func branches(
        _ key: String,
        _ fields: inout YAMLFields,
        targets: Targets = .endpointsAndRules,
        _ condition: (inout YAMLFields) throws(YAMLError) -> Condition
    ) throws(YAMLError) -> [Branch] {
        var branches: [Branch] = []
        for node in try fields.require(key).items() {
            branches.append(try branch(node, targets: targets, condition))
        }
        return branches
    }

    private func branch(
        _ node: YAMLNode,
        targets: Targets,
        _ condition: (inout YAMLFields) throws(YAMLError) -> Condition
    ) throws(YAMLError) -> Branch {
        var fields = try node.fields()
        let endpointNode = fields.take("EndpointReference")
        let ruleNode = targets == .endpointsOnly ? nil : fields.take("RuleReference")
        let target: TrafficPolicyDocument.Target
        switch (endpointNode, ruleNode) {
        case (let id?, nil): target = try endpoint(id)
        case (nil, let id?): target = try rule(id)
        default:
            throw node.error(
                found: endpointNode == nil ? "a branch that leads nowhere" : "both",
                expected: targets == .endpointsOnly
                    ? "EndpointReference" : "EndpointReference or RuleReference"
            )
        }
        let evaluates = try fields.take("EvaluateTargetHealth")?.truth()
        let healthCheck = try fields.take("HealthCheck")?.text()
        let condition = try condition(&fields)
        try fields.refuseOthers()
        return Branch(
            target: target,
            condition: condition,
            healthCheckID: healthCheck.flatMap { $0.isEmpty ? nil : $0 },
            evaluatesTargetHealth: evaluates
        )
    }

    private static func geolocation(_ fields: inout YAMLFields) throws(YAMLError) -> Condition {
        let isDefaultNode = fields.take("IsDefault")
        let isDefault = try isDefaultNode?.truth() ?? false
        let country = try fields.take("Country")?.text()
        let location = GeoLocationElement(
            continentCode: try fields.take("Continent")?.text(),
            countryCode: isDefault ? GeoLocationQuery.anyCountry : country,
            subdivisionCode: try fields.take("Subdivision")?.text()
        )
        if isDefault, let isDefaultNode, let country, country != GeoLocationQuery.anyCountry {
            throw isDefaultNode.error(
                found: "IsDefault beside the country \(country)",
                expected: "one of them"
            )
        }
        return .geolocation(location)
    }

    private static func latency(_ fields: inout YAMLFields) throws(YAMLError) -> Condition {
        .latency(region: Self.bareRegion(try fields.require("Region").text()))
    }

    private static func weight(_ fields: inout YAMLFields) throws(YAMLError) -> Condition {
        .weight(try fields.require("Weight").integer(in: weights))
    }

    private static func cidr(_ fields: inout YAMLFields) throws(YAMLError) -> Condition {
        .cidr(
            CIDRRoutingElement(
                collectionID: try fields.require("CollectionId").text(),
                locationName: try fields.require("LocationName").text()
            )
        )
    }

    private func geoproximity(_ fields: inout YAMLFields) throws(YAMLError) -> Condition {
        var place: GeoProximityElement
        switch format {
        case .october2015:
            let region = try fields.take("Region")?.text()
            place = GeoProximityElement(
                awsRegion: region.map(Self.bareRegion),
                coordinates: try Self.coordinates(&fields)
            )
        case .may2023:
            place = try Self.place(fields.require("Location"))
        }
        place.bias = try fields.take("Bias")?.integer(in: Self.biases)
        return .geoproximity(place)
    }

    private enum PlaceType: String, CaseIterable {
        case region = "Region"
        case localZone = "LocalZone"
        case coordinate = "Coordinate"
    }

    private static func place(_ node: YAMLNode) throws(YAMLError) -> GeoProximityElement {
        var fields = try node.fields()
        let type: PlaceType = try fields.require("Type").word()
        let place: GeoProximityElement
        switch type {
        case .region:
            place = GeoProximityElement(
                awsRegion: bareRegion(try fields.require("LocationName").text())
            )
        case .localZone:
            // `us-east-1-atl-1a` is a zone of the group `us-east-1-atl-1`.
            let zone = bareRegion(try fields.require("LocationName").text())
            let hasLetter = zone.last?.isLetter == true
            place = GeoProximityElement(localZoneGroup: hasLetter ? String(zone.dropLast()) : zone)
        case .coordinate:
            place = GeoProximityElement(coordinates: try coordinates(&fields))
        }
        try fields.refuseOthers()
        return place
    }

    private static func coordinates(
        _ fields: inout YAMLFields
    ) throws(YAMLError) -> GeoProximityElement.Coordinates? {
        guard let latitude = fields.take("Latitude") else { return nil }
        return GeoProximityElement.Coordinates(
            latitude: try latitude.text(),
            longitude: try fields.require("Longitude").text()
        )
    }

    /// Geoproximity rules write `aws:route53:us-east-1`, others `us-east-1`.
    private static func bareRegion(_ text: String) -> String {
        let prefix = "aws:route53:"
        return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    }
}

extension YAMLNode {
    /// One of the words of the document format.
    func word<Word: RawRepresentable<String> & CaseIterable>() throws(YAMLError) -> Word {
        let expected = Word.allCases.map(\.rawValue).joined(separator: ", ")
        guard let word = Word(rawValue: try text("one of \(expected)")) else {
            throw error(expected: "one of \(expected)")
        }
        return word
    }

    /// JSON's `true`, or the text `"true"`, which the format documents.
    fileprivate func truth() throws(YAMLError) -> Bool {
        switch try text("true or false").lowercased() {
        case "true": return true
        case "false": return false
        default: throw error(expected: "true or false")
        }
    }
}
