/// What a change does with its record set.
package enum RecordSetAction: String, Sendable, CaseIterable {
    case create = "CREATE"
    case delete = "DELETE"
    case upsert = "UPSERT"
}

/// A record set as a change sends it, for messages.
package struct RecordSetRequest: Sendable {
    package let action: RecordSetAction
    package let name: String
    package let type: String
    package let identifier: String?

    package init(action: RecordSetAction, name: String, type: String, identifier: String?) {
        self.action = action
        self.name = name
        self.type = type
        self.identifier = identifier
    }

    /// The refusal of a request that is badly formed, in Route 53's words.
    package func refusal(_ problem: String) -> BadRequest {
        BadRequest(
            message: """
                Invalid request: \(problem) in Change with [Action=\(action.rawValue), \
                Name=\(name), Type=\(type), SetIdentifier=\(identifier ?? "null")]
                """
        )
    }

    /// Members that do not go together, or are missing.
    package struct BadRequest: Error, Sendable {
        package let message: String
    }
}

extension RecordSetRequest {
    /// The elements that say a routing policy, as Route 53's messages list them.
    package enum PolicyElement: String, Sendable, CaseIterable {
        case weight = "Weight"
        case region = "Region"
        case failover = "Failover"
        case geoLocation = "GeoLocation"
        case multiValueAnswer = "MultiValueAnswer"
        case geoProximityLocation = "GeoProximityLocation"
        case cidrRoutingConfig = "CidrRoutingConfig"
    }

    /// The one of the elements given that says the policy; nil: it is simple routing.
    package func policyElement(
        among given: [PolicyElement]
    ) throws(BadRequest) -> PolicyElement? {
        guard let element = given.first else {
            if identifier == nil { return nil }
            throw refusal("\(Self.expectedPolicies), but found none")
        }
        guard given.count == 1 else {
            throw refusal("\(Self.expectedPolicies), but found more than one")
        }
        guard identifier != nil else { throw refusal("Missing field 'SetIdentifier'") }
        return element
    }

    private static var expectedPolicies: String {
        let names = PolicyElement.allCases.map(\.rawValue)
        return "Expected exactly one of [\(names.dropLast().joined(separator: ", ")), or "
            + "\(names.last ?? "")]"
    }

    package enum Content: Sendable {
        case alias
        case records
    }

    /// What a record set answers with, from the members that it has.
    package func content(
        hasAlias: Bool,
        hasTTL: Bool,
        hasRecords: Bool
    ) throws(BadRequest) -> Content {
        switch (hasAlias, hasTTL, hasRecords) {
        case (true, false, false): return .alias
        case (false, true, true): return .records
        default:
            throw refusal(
                """
                Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or \
                TrafficPolicyInstanceId], but found \(hasAlias ? "more than one" : "none")
                """
            )
        }
    }

    /// The refusal of a geoproximity location without one place.
    package func refusal(ofPlaces count: Int) -> BadRequest {
        refusal(
            """
            Expected exactly one of [AWSRegion, LocalZoneGroup, or at least one of [Coordinates, or \
            all of [Latitude, and Longitude]]], but found \(count == 0 ? "none" : "more than one")
            """
        )
    }
}
