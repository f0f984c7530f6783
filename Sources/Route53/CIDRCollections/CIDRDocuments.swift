/// A CIDR collection as answers show it: `Collection`, or a member of `CidrCollections`.
package struct CIDRCollectionElement: Sendable, Hashable, Encodable {
    package let arn: String
    package let id: String
    package let name: String
    package let version: Int

    private enum CodingKeys: String, CodingKey {
        case arn = "Arn"
        case id = "Id"
        case name = "Name"
        case version = "Version"
    }

    init(_ entry: CIDRCollectionEntry) {
        arn = "arn:aws:route53:::cidrcollection/\(entry.id)"
        id = entry.id.text
        name = entry.name
        version = entry.version
    }
}

package struct CreateCIDRCollectionRequest: Sendable, Hashable, Decodable {
    package var name: String
    package var callerReference: String

    package init(name: String, callerReference: String) {
        self.name = name
        self.callerReference = callerReference
    }

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case callerReference = "CallerReference"
    }
}

/// Children of CreateCidrCollectionResponse.
package struct CreateCIDRCollectionResponse: Sendable, Hashable, Encodable {
    package let collection: CIDRCollectionElement

    private enum CodingKeys: String, CodingKey { case collection = "Collection" }
}

package struct ChangeCIDRCollectionRequest: Sendable, Hashable, Decodable {
    package var collectionVersion: Int?
    package var changes: ElementList<CIDRChangeElement, MemberName>

    package init(collectionVersion: Int? = nil, changes: [CIDRChangeElement]) {
        self.collectionVersion = collectionVersion
        self.changes = ElementList(changes)
    }

    private enum CodingKeys: String, CodingKey {
        case collectionVersion = "CollectionVersion"
        case changes = "Changes"
    }
}

package struct CIDRChangeElement: Sendable, Hashable, Decodable {
    package var locationName: String
    package var action: String
    package var blocks: ElementList<String, CIDRName>

    package init(locationName: String, action: String, blocks: [String]) {
        self.locationName = locationName
        self.action = action
        self.blocks = ElementList(blocks)
    }

    package enum CIDRName: ElementName { package static let text = "Cidr" }

    private enum CodingKeys: String, CodingKey {
        case locationName = "LocationName"
        case action = "Action"
        case blocks = "CidrList"
    }
}

/// Children of ChangeCidrCollectionResponse.
package struct ChangeCIDRCollectionResponse: Sendable, Hashable, Encodable {
    /// Of the change, for GetChange.
    package let id: ID<ChangeEntry>

    private enum CodingKeys: String, CodingKey { case id = "Id" }
}

/// Children of ListCidrCollectionsResponse.
package struct ListCIDRCollectionsResponse: Sendable, Hashable, Encodable {
    package let nextToken: String?
    package let collections: ElementList<CIDRCollectionElement, MemberName>

    private enum CodingKeys: String, CodingKey {
        case nextToken = "NextToken"
        case collections = "CidrCollections"
    }
}

/// Children of ListCidrLocationsResponse.
package struct ListCIDRLocationsResponse: Sendable, Hashable, Encodable {
    package let nextToken: String?
    package let locations: ElementList<Location, MemberName>

    package struct Location: Sendable, Hashable, Encodable {
        package let name: String

        private enum CodingKeys: String, CodingKey { case name = "LocationName" }
    }

    private enum CodingKeys: String, CodingKey {
        case nextToken = "NextToken"
        case locations = "CidrLocations"
    }
}

/// Children of ListCidrBlocksResponse.
package struct ListCIDRBlocksResponse: Sendable, Hashable, Encodable {
    package let nextToken: String?
    package let blocks: ElementList<Block, MemberName>

    package struct Block: Sendable, Hashable, Encodable {
        package let block: String
        package let locationName: String

        private enum CodingKeys: String, CodingKey {
            case block = "CidrBlock"
            case locationName = "LocationName"
        }

        /// Where it stands in the list, and what asks for the page that begins with it.
        var token: String { "\(locationName)/\(block)" }
    }

    private enum CodingKeys: String, CodingKey {
        case nextToken = "NextToken"
        case blocks = "CidrBlocks"
    }
}
