/// A `Tag` element.
package struct TagElement: Sendable, Hashable, Codable {
    package var key: String?
    package var value: String?

    package init(key: String?, value: String?) {
        self.key = key
        self.value = value
    }

    private enum CodingKeys: String, CodingKey {
        case key = "Key"
        case value = "Value"
    }
}

package enum TagName: ElementName { package static let text = "Tag" }

package struct ChangeTagsForResourceRequest: Sendable, Hashable, Decodable {
    package var addTags: ElementList<TagElement, TagName>?
    package var removeTagKeys: ElementList<String, KeyName>?

    package init(addTags: [TagElement]? = nil, removeTagKeys: [String]? = nil) {
        self.addTags = addTags.map { ElementList($0) }
        self.removeTagKeys = removeTagKeys.map { ElementList($0) }
    }

    package enum KeyName: ElementName { package static let text = "Key" }

    private enum CodingKeys: String, CodingKey {
        case addTags = "AddTags"
        case removeTagKeys = "RemoveTagKeys"
    }
}

package struct ListTagsForResourcesRequest: Sendable, Hashable, Decodable {
    package var resourceIDs: ElementList<String, ResourceIDName>

    package init(resourceIDs: [String]) { self.resourceIDs = ElementList(resourceIDs) }

    package enum ResourceIDName: ElementName { package static let text = "ResourceId" }

    private enum CodingKeys: String, CodingKey { case resourceIDs = "ResourceIds" }
}

/// A `ResourceTagSet` element: the tags of one resource, by key.
package struct ResourceTagSet: Sendable, Hashable, Encodable {
    package let resourceType: String
    package let resourceID: String
    package let tags: ElementList<TagElement, TagName>

    private enum CodingKeys: String, CodingKey {
        case resourceType = "ResourceType"
        case resourceID = "ResourceId"
        case tags = "Tags"
    }

    init(_ resource: TaggedResource, tags: [String: String]) {
        resourceType = resource.type.rawValue
        resourceID = resource.id
        self.tags = ElementList(
            tags.sorted { $0.key < $1.key }.map { TagElement(key: $0.key, value: $0.value) }
        )
    }
}

/// Children of ListTagsForResourceResponse.
package struct ListTagsForResourceResponse: Sendable, Hashable, Encodable {
    package let tagSet: ResourceTagSet

    private enum CodingKeys: String, CodingKey { case tagSet = "ResourceTagSet" }
}

/// Children of ListTagsForResourcesResponse.
package struct ListTagsForResourcesResponse: Sendable, Hashable, Encodable {
    package let tagSets: ElementList<ResourceTagSet, ResourceTagSetName>

    package enum ResourceTagSetName: ElementName { package static let text = "ResourceTagSet" }

    private enum CodingKeys: String, CodingKey { case tagSets = "ResourceTagSets" }
}
