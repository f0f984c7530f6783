package import Geography
package import Routing

/// A record set's routing policy, and its part in it: Route 53's words.
package enum RoutingPolicy: Sendable, Hashable {
    case simple
    case weighted(Int)
    case latency(AWSRegion)
    case failover(FailoverRole)
    case geolocation(LocationCode)
    case multivalueAnswer
    case ipBased(CIDRLocation)
    case geoproximity(GeoproximityLocation)

    /// The policy without the record set's part in it: what all record sets of a name and type share.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case simple
        case weighted
        case latency
        case failover
        case geolocation
        case multivalueAnswer = "multivalue answer"
        case ipBased = "IP-based"
        case geoproximity
    }

    package var kind: Kind {
        switch self {
        case .simple: .simple
        case .weighted: .weighted
        case .latency: .latency
        case .failover: .failover
        case .geolocation: .geolocation
        case .multivalueAnswer: .multivalueAnswer
        case .ipBased: .ipBased
        case .geoproximity: .geoproximity
        }
    }
}

/// What a record set is for in failover routing.
package enum FailoverRole: String, Sendable, Hashable {
    case primary = "PRIMARY"
    case secondary = "SECONDARY"
}

/// A location of a CIDR collection.
package struct CIDRLocation: Sendable, Hashable {
    /// The CollectionId.
    package let collection: String
    /// A location's name; nil stands for `*`: every client that is in none.
    package let name: String?

    package init(collection: String, name: String?) {
        self.collection = collection
        self.name = name
    }
}

/// Where the resources of a geoproximity record set are.
package struct GeoproximityLocation: Sendable, Hashable {
    package let place: Place
    package let bias: ProximityRules.Bias

    package init(_ place: Place, bias: ProximityRules.Bias = .none) {
        self.place = place
        self.bias = bias
    }

    package enum Place: Sendable, Hashable {
        case region(AWSRegion)
        case coordinate(Coordinate)
    }

    package var coordinate: Coordinate {
        switch place {
        case .region(let region): region.coordinate
        case .coordinate(let coordinate): coordinate
        }
    }
}
