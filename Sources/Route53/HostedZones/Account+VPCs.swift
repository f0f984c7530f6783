package struct VPCAssociationRequest: Sendable, Hashable, Decodable {
    package var vpc: VPC
    package var comment: String?

    package init(vpc: VPC, comment: String? = nil) {
        self.vpc = vpc
        self.comment = comment
    }

    private enum CodingKeys: String, CodingKey {
        case vpc = "VPC"
        case comment = "Comment"
    }
}

/// Children of CreateVPCAssociationAuthorizationResponse.
package struct VPCAuthorizationResponse: Sendable, Hashable, Encodable {
    package let hostedZoneID: String
    package let vpc: VPC

    private enum CodingKeys: String, CodingKey {
        case hostedZoneID = "HostedZoneId"
        case vpc = "VPC"
    }
}

/// Children of ListVPCAssociationAuthorizationsResponse.
package struct ListVPCAuthorizationsResponse: Sendable, Hashable, Encodable {
    package let hostedZoneID: String
    package let nextToken: String?
    package let vpcs: ElementList<VPC, VPCName>

    private enum CodingKeys: String, CodingKey {
        case hostedZoneID = "HostedZoneId"
        case nextToken = "NextToken"
        case vpcs = "VPCs"
    }
}

/// Children of ListHostedZonesByVPCResponse.
package struct ListHostedZonesByVPCResponse: Sendable, Hashable, Encodable {
    package let summaries: ElementList<Summary, SummaryName>
    package let maxItems: Int
    package let nextToken: String?

    package enum SummaryName: ElementName { package static let text = "HostedZoneSummary" }

    package struct Summary: Sendable, Hashable, Encodable {
        package let hostedZoneID: String
        package let name: String
        package let owner: Owner

        private enum CodingKeys: String, CodingKey {
            case hostedZoneID = "HostedZoneId"
            case name = "Name"
            case owner = "Owner"
        }
    }

    package struct Owner: Sendable, Hashable, Encodable {
        package let owningAccount: String

        private enum CodingKeys: String, CodingKey { case owningAccount = "OwningAccount" }
    }

    private enum CodingKeys: String, CodingKey {
        case summaries = "HostedZoneSummaries"
        case maxItems = "MaxItems"
        case nextToken = "NextToken"
    }
}

extension Account {
    private static let mostAuthorizations = 1000
    private static let largestPage = 100
    private static let largestAuthorizationPage = 50
    /// There is one account here, which has the number that examples have.
    private static let owner = "123456789012"

    package mutating func associateVPC(
        _ id: ID<HostedZoneEntry>,
        _ request: VPCAssociationRequest,
        _ context: RequestContext
    ) throws(AccountError) -> ChangeInfoResponse {
        var entry = try privateZone(id, request)
        guard !entry.vpcs.contains(request.vpc) else {
            return ChangeInfoResponse(
                changeInfo: makeChange(comment: request.comment, context)
            )
        }
        try requireNoConflict(of: request.vpc, named: entry.name)
        guard entry.vpcs.count < Self.mostVPCs else {
            throw AccountError(
                .limitsExceeded,
                "A hosted zone can be associated with at most \(Self.mostVPCs) VPCs"
            )
        }
        entry.vpcs.append(request.vpc)
        put(.hostedZone(entry))
        return ChangeInfoResponse(changeInfo: makeChange(comment: request.comment, context))
    }

    package mutating func disassociateVPC(
        _ id: ID<HostedZoneEntry>,
        _ request: VPCAssociationRequest,
        _ context: RequestContext
    ) throws(AccountError) -> ChangeInfoResponse {
        var entry = try privateZone(id, request)
        guard let place = entry.vpcs.firstIndex(of: request.vpc) else {
            throw AccountError(
                .vpcAssociationNotFound,
                "The VPC \(request.vpc.text) is not associated with the hosted zone \(id)"
            )
        }
        guard entry.vpcs.count > 1 else {
            throw AccountError(
                .lastVPCAssociation,
                "The VPC \(request.vpc.text) is the last one of the hosted zone \(id), and cannot"
                    + " be disassociated"
            )
        }
        entry.vpcs.remove(at: place)
        put(.hostedZone(entry))
        return ChangeInfoResponse(changeInfo: makeChange(comment: request.comment, context))
    }

    package mutating func authorizeVPC(
        _ id: ID<HostedZoneEntry>,
        _ request: VPCAssociationRequest
    ) throws(AccountError) -> VPCAuthorizationResponse {
        var entry = try privateZone(id, request)
        if !entry.authorizedVPCs.contains(request.vpc) {
            guard entry.authorizedVPCs.count < Self.mostAuthorizations else {
                throw AccountError(
                    .tooManyVPCAssociationAuthorizations,
                    "A hosted zone can have at most \(Self.mostAuthorizations) authorizations"
                )
            }
            entry.authorizedVPCs.append(request.vpc)
            put(.hostedZone(entry))
        }
        return VPCAuthorizationResponse(hostedZoneID: id.text, vpc: request.vpc)
    }

    package mutating func deauthorizeVPC(
        _ id: ID<HostedZoneEntry>,
        _ request: VPCAssociationRequest
    ) throws(AccountError) {
        var entry = try privateZone(id, request)
        guard let place = entry.authorizedVPCs.firstIndex(of: request.vpc) else {
            throw AccountError(
                .vpcAssociationAuthorizationNotFound,
                "The VPC \(request.vpc.text) is not authorized for the hosted zone \(id)"
            )
        }
        entry.authorizedVPCs.remove(at: place)
        put(.hostedZone(entry))
    }

    package func listVPCAuthorizations(
        _ id: ID<HostedZoneEntry>,
        nextToken: String?,
        maxResults: String?
    ) throws(AccountError) -> ListVPCAuthorizationsResponse {
        let size = try PageSize(maxResults, most: Self.largestAuthorizationPage)
        _ = try listedZone(id)
        let all = hostedZones[id]?.entry.authorizedVPCs ?? []
        let page = Page(all.drop { nextToken != nil && $0.text != nextToken }, size: size)
        if nextToken != nil, page.items.isEmpty { throw .badToken }
        return ListVPCAuthorizationsResponse(
            hostedZoneID: id.text,
            nextToken: page.next?.text,
            vpcs: ElementList(page.items)
        )
    }

    package func listHostedZonesByVPC(
        _ vpc: VPC,
        nextToken: String?,
        maxItems: String?
    ) throws(AccountError) -> ListHostedZonesByVPCResponse {
        try requireWhole(vpc)
        let size = try PageSize(maxItems, most: Self.largestPage)
        let start = nextToken.map { ID<HostedZoneEntry>($0) }
        if let start, hostedZones[start] == nil { throw .badToken }
        let page = Page(
            hostedZones.zones(from: start).lazy.filter { $0.entry.vpcs.contains(vpc) },
            size: size
        )
        return ListHostedZonesByVPCResponse(
            summaries: ElementList(
                page.items.map { zone in
                    ListHostedZonesByVPCResponse.Summary(
                        hostedZoneID: zone.entry.id.text,
                        name: zone.entry.name,
                        owner: ListHostedZonesByVPCResponse.Owner(owningAccount: Self.owner)
                    )
                }
            ),
            maxItems: size.count,
            nextToken: page.next?.entry.id.text
        )
    }

    private func privateZone(
        _ id: ID<HostedZoneEntry>,
        _ request: VPCAssociationRequest
    ) throws(AccountError) -> HostedZoneEntry {
        let entry = try changeableZone(id)
        try requireWhole(request.vpc)
        try AccountError.requireLength(of: request.comment, at: "comment", Self.zoneCommentLengths)
        guard entry.isPrivate else {
            throw AccountError(
                .publicZoneVPCAssociation,
                "The hosted zone \(id) is public: VPCs are associated with private ones only"
            )
        }
        return entry
    }

    /// Refuses half of a VPC's name.
    func requireWhole(_ vpc: VPC) throws(AccountError) {
        guard let id = vpc.id, !id.isEmpty, let region = vpc.region, !region.isEmpty else {
            throw AccountError(.invalidVPCID, "A VPC has both a VPCRegion and a VPCId")
        }
    }

    /// Refuses a second zone of one name for a VPC.
    func requireNoConflict(of vpc: VPC, named name: String) throws(AccountError) {
        let zones = hostedZones.zones(named: name)
        guard let other = zones.first(where: { $0.entry.vpcs.contains(vpc) }) else { return }
        throw AccountError(
            .conflictingDomainExists,
            "The VPC \(vpc.id ?? "") in region \(vpc.region ?? "") has already been associated with"
                + " the hosted zone \(other.entry.id) with the same domain name."
        )
    }
}

extension VPC {
    fileprivate var text: String { "\(region ?? "")/\(id ?? "")" }
}

extension AccountError {
    fileprivate static var badToken: AccountError {
        AccountError(.invalidPaginationToken, "The nexttoken is not one of this list")
    }
}
