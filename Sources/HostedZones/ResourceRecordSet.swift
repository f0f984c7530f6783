package import DNSWire
package import OperatorFiles

/// One resource record set: the records of a name and type, or one of several alternatives for
/// that name and type among which a routing policy chooses.
package struct ResourceRecordSet: Sendable, Hashable {
    package var name: DomainName
    package var type: RRType
    package var content: Content
    package var routing: RoutingPolicy
    /// Tells the record sets of one name and type apart; nil with simple routing.
    package var setIdentifier: String?
    /// The HealthCheckId of the health check that decides whether this record set may be used.
    package var healthCheck: String?
    /// Where it was written; nil for one that was supplied by default (SOA, NS).
    package var source: SourceLocation?

    package init(
        name: DomainName,
        type: RRType,
        content: Content,
        routing: RoutingPolicy = .simple,
        setIdentifier: String? = nil,
        healthCheck: String? = nil,
        source: SourceLocation? = nil
    ) {
        self.name = name
        self.type = type
        self.content = content
        self.routing = routing
        self.setIdentifier = setIdentifier
        self.healthCheck = healthCheck
        self.source = source
    }

    /// A record set that has records of its own.
    package init(
        name: DomainName,
        type: RRType,
        ttl: TTL,
        records: [RData],
        routing: RoutingPolicy = .simple,
        setIdentifier: String? = nil,
        source: SourceLocation? = nil
    ) {
        self.init(
            name: name,
            type: type,
            content: .records(records, ttl: ttl),
            routing: routing,
            setIdentifier: setIdentifier,
            source: source
        )
    }

    /// What it answers with.
    package enum Content: Sendable, Hashable {
        case records([RData], ttl: TTL)
        /// Whatever another name has.
        case alias(AliasTarget)
    }

    /// The records; none if it is an alias.
    package var records: [RData] {
        if case .records(let records, _) = content { records } else { [] }
    }

    /// The TTL of its records; nil if it is an alias, which has that of its target.
    package var ttl: TTL? {
        if case .records(_, let ttl) = content { ttl } else { nil }
    }

    package var aliasTarget: AliasTarget? {
        if case .alias(let target) = content { target } else { nil }
    }

    /// Whether it needs nothing of a policy, a health check or another record set: whether it
    /// can stand in an `RRsetTable`.
    var isPlain: Bool { routing == .simple && aliasTarget == nil && healthCheck == nil }
}

/// Where an alias record set leads: to the record sets of the same type at another name.
package struct AliasTarget: Sendable, Hashable {
    /// In the same zone, or the name of a resource of AWS.
    package var name: DomainName
    /// Whether the alias counts as unhealthy when everything at its target does.
    package var evaluatesHealth: Bool
    /// The zone that Route 53 wants named beside the target; says nothing here, and is kept.
    package var hostedZoneID: String?

    package init(name: DomainName, evaluatesHealth: Bool = false, hostedZoneID: String? = nil) {
        self.name = name
        self.evaluatesHealth = evaluatesHealth
        self.hostedZoneID = hostedZoneID
    }
}
