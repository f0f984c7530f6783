// The tokens of these lists are what the first item of the next page is found by.

extension Account {
    private static let largestPage = 100

    package func listCIDRCollections(
        nextToken: String?,
        maxResults: String?
    ) throws(AccountError) -> ListCIDRCollectionsResponse {
        let configured = surroundings.cidrCollections.filter { cidrCollections[$0.id] == nil }
        let all = (Array(cidrCollections.values()) + configured).sorted { $0.id < $1.id }
        let page = Page(
            all.drop { $0.id.text < nextToken ?? "" },
            size: try PageSize(maxResults, most: Self.largestPage)
        )
        return ListCIDRCollectionsResponse(
            nextToken: page.next?.id.text,
            collections: ElementList(page.items.map(CIDRCollectionElement.init))
        )
    }

    package func listCIDRLocations(
        of id: ID<CIDRCollectionEntry>,
        nextToken: String?,
        maxResults: String?
    ) throws(AccountError) -> ListCIDRLocationsResponse {
        let names = try cidrCollection(id).locations.keys.sorted()
        let page = Page(
            names.drop { $0 < nextToken ?? "" },
            size: try PageSize(maxResults, most: Self.largestPage)
        )
        return ListCIDRLocationsResponse(
            nextToken: page.next,
            locations: ElementList(page.items.map(ListCIDRLocationsResponse.Location.init))
        )
    }

    /// Those of one location, or of all.
    package func listCIDRBlocks(
        of id: ID<CIDRCollectionEntry>,
        location: String?,
        nextToken: String?,
        maxResults: String?
    ) throws(AccountError) -> ListCIDRBlocksResponse {
        var locations = try cidrCollection(id).locations
        if let location {
            guard let blocks = locations[location] else {
                throw AccountError(
                    .noSuchCIDRLocation,
                    "No location '\(location)' found in the CIDR collection \(id)"
                )
            }
            locations = [location: blocks]
        }
        let blocks = locations.flatMap { name, blocks in
            blocks.map { ListCIDRBlocksResponse.Block(block: $0, locationName: name) }
        }
        let page = Page(
            blocks.sorted { $0.token < $1.token }.drop { $0.token < nextToken ?? "" },
            size: try PageSize(maxResults, most: Self.largestPage)
        )
        return ListCIDRBlocksResponse(
            nextToken: page.next?.token,
            blocks: ElementList(page.items)
        )
    }
}
