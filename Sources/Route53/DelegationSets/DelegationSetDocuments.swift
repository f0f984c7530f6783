package struct CreateReusableDelegationSetRequest: Sendable, Hashable, Decodable {
    package var callerReference: String
    package var hostedZoneID: String?

    package init(callerReference: String, hostedZoneID: String? = nil) {
        self.callerReference = callerReference
        self.hostedZoneID = hostedZoneID
    }

    private enum CodingKeys: String, CodingKey {
        case callerReference = "CallerReference"
        case hostedZoneID = "HostedZoneId"
    }
}

/// A `DelegationSet` element of a reusable set.
package struct ReusableDelegationSetElement: Sendable, Hashable, Encodable {
    package let id: String
    package let callerReference: String
    package let nameServers: ElementList<String, NameServerName>

    package enum NameServerName: ElementName { package static let text = "NameServer" }

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case callerReference = "CallerReference"
        case nameServers = "NameServers"
    }

    init(_ entry: DelegationSetEntry) {
        id = "/delegationset/\(entry.id)"
        callerReference = entry.callerReference
        nameServers = ElementList(entry.nameServers)
    }
}

/// Children of CreateReusableDelegationSetResponse and GetReusableDelegationSetResponse.
package struct ReusableDelegationSetResponse: Sendable, Hashable, Encodable {
    package let delegationSet: ReusableDelegationSetElement

    private enum CodingKeys: String, CodingKey { case delegationSet = "DelegationSet" }

    init(_ entry: DelegationSetEntry) { delegationSet = ReusableDelegationSetElement(entry) }
}

/// Children of ListReusableDelegationSetsResponse.
package struct ListReusableDelegationSetsResponse: Sendable, Hashable, Encodable {
    package let delegationSets: ElementList<ReusableDelegationSetElement, DelegationSetName>
    package let marker: String?
    package let isTruncated: Bool
    package let nextMarker: String?
    package let maxItems: Int

    static let largestPage = 100

    package enum DelegationSetName: ElementName { package static let text = "DelegationSet" }

    private enum CodingKeys: String, CodingKey {
        case delegationSets = "DelegationSets"
        case marker = "Marker"
        case isTruncated = "IsTruncated"
        case nextMarker = "NextMarker"
        case maxItems = "MaxItems"
    }

    init(_ page: Page<DelegationSetEntry>, marker: String?, size: PageSize) {
        delegationSets = ElementList(page.items.map(ReusableDelegationSetElement.init))
        self.marker = marker
        isTruncated = page.isTruncated
        nextMarker = page.next?.id.text
        maxItems = size.count
    }
}
