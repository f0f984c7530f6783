package import Addressing
package import DNSWire
package import Geography
package import Routing

/// What zones may refer to outside of themselves: the configuration's word on it.
package struct ZoneReferences: Sendable, Hashable {
    /// The addresses that aliases to names outside of the zone resolve to; none for names that are
    /// not here.
    package var aliasTargets: [DomainName: [IPAddress]]
    /// By CollectionId.
    package var cidrCollections: [String: CIDRCollection]
    /// By HealthCheckId.
    package var healthChecks: [String: Observability]
    /// Where latency and geoproximity routing take clients to be of whom nothing is known.
    package var unknownClients: Coordinate

    package init(
        aliasTargets: [DomainName: [IPAddress]] = [:],
        cidrCollections: [String: CIDRCollection] = [:],
        healthChecks: [String: Observability] = [:],
        unknownClients: Coordinate = .northernVirginia
    ) {
        self.aliasTargets = aliasTargets
        self.cidrCollections = cidrCollections
        self.healthChecks = healthChecks
        self.unknownClients = unknownClients
    }

    /// Whether anything can be found out about a health check.
    package enum Observability: Sendable, Hashable {
        case observable
        /// Only AWS could: the check keeps its first state, unless that is forced.
        case unobservable
    }

    /// TTL of what aliases to names outside of the zone resolve to: Route 53's for load balancers
    /// and most other targets.
    package static let aliasTTL = TTL(wire: 60)
}

extension ResourceRecordSet {
    /// Whether its zone has to be compiled anew when `ZoneReferences` change.
    package func refersOutside(of zone: DomainName) -> Bool {
        if healthCheck != nil { return true }
        if let aliasTarget, !aliasTarget.name.isAtOrBelow(zone) { return true }
        switch routing {
        case .latency, .geoproximity, .ipBased: return true
        case .simple, .weighted, .failover, .geolocation, .multivalueAnswer: return false
        }
    }
}
