/// A hosted zone without its record sets.
package struct HostedZoneEntry: Sendable, Hashable, Codable {
    package let id: ID<HostedZoneEntry>
    /// As listed: in lower case, escaped, with the dot at the end.
    package let name: String
    package let callerReference: String
    package let createdAt: Timestamp
    /// Counts the zones in the order of their creation: of those with the same name DNS serves the
    /// one with the lowest.
    package let ordinal: Int
    package var comment: String?
    package let isPrivate: Bool
    /// Nil: the zone's name servers are its own.
    package var delegationSet: ID<DelegationSetEntry>?
    /// Without the dot at the end; none for private zones.
    package var nameServers: [String]
    package var vpcs: [VPC]
    package var authorizedVPCs: [VPC]
    package var hasAcceleratedRecovery: Bool

    package init(
        id: ID<HostedZoneEntry>,
        name: String,
        callerReference: String,
        createdAt: Timestamp,
        ordinal: Int,
        comment: String? = nil,
        isPrivate: Bool = false,
        delegationSet: ID<DelegationSetEntry>? = nil,
        nameServers: [String],
        vpcs: [VPC] = [],
        authorizedVPCs: [VPC] = [],
        hasAcceleratedRecovery: Bool = false
    ) {
        self.id = id
        self.name = name
        self.callerReference = callerReference
        self.createdAt = createdAt
        self.ordinal = ordinal
        self.comment = comment
        self.isPrivate = isPrivate
        self.delegationSet = delegationSet
        self.nameServers = nameServers
        self.vpcs = vpcs
        self.authorizedVPCs = authorizedVPCs
        self.hasAcceleratedRecovery = hasAcceleratedRecovery
    }
}

/// A private network that may ask a private zone. Nothing of it is looked at here; it is kept.
package struct VPC: Sendable, Hashable, Codable {
    package var region: String?
    package var id: String?

    package init(region: String?, id: String?) {
        self.region = region
        self.id = id
    }

    enum CodingKeys: String, CodingKey {
        case region = "VPCRegion"
        case id = "VPCId"
    }
}
