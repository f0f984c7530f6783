package struct CreateTrafficPolicyRequest: Sendable, Hashable, Decodable {
    package var name: String
    package var document: String
    package var comment: String?

    package init(name: String, document: String, comment: String? = nil) {
        self.name = name
        self.document = document
        self.comment = comment
    }

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case document = "Document"
        case comment = "Comment"
    }
}

package struct CreateTrafficPolicyVersionRequest: Sendable, Hashable, Decodable {
    package var document: String
    package var comment: String?

    package init(document: String, comment: String? = nil) {
        self.document = document
        self.comment = comment
    }

    private enum CodingKeys: String, CodingKey {
        case document = "Document"
        case comment = "Comment"
    }
}

package struct UpdateTrafficPolicyCommentRequest: Sendable, Hashable, Decodable {
    package var comment: String

    package init(comment: String) { self.comment = comment }

    private enum CodingKeys: String, CodingKey { case comment = "Comment" }
}

/// A `TrafficPolicy` element: one version.
package struct TrafficPolicyElement: Sendable, Hashable, Encodable {
    package let id: String
    package let version: Int
    package let name: String
    package let type: String
    package let document: String
    package let comment: String?

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case version = "Version"
        case name = "Name"
        case type = "Type"
        case document = "Document"
        case comment = "Comment"
    }

    init(_ entry: TrafficPolicyEntry) {
        id = entry.id.text
        version = entry.version
        name = entry.name
        type = entry.type
        document = entry.document
        comment = entry.comment
    }
}

/// Children of the responses that show one version.
package struct TrafficPolicyResponse: Sendable, Hashable, Encodable {
    package let trafficPolicy: TrafficPolicyElement

    private enum CodingKeys: String, CodingKey { case trafficPolicy = "TrafficPolicy" }

    init(_ entry: TrafficPolicyEntry) { trafficPolicy = TrafficPolicyElement(entry) }
}

/// A `TrafficPolicySummary` element: all versions of one policy.
package struct TrafficPolicySummary: Sendable, Hashable, Encodable {
    package let id: String
    package let name: String
    package let type: String
    package let latestVersion: Int
    package let count: Int

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case name = "Name"
        case type = "Type"
        case latestVersion = "LatestVersion"
        case count = "TrafficPolicyCount"
    }

    init(latest: TrafficPolicyEntry, count: Int) {
        id = latest.id.text
        name = latest.name
        type = latest.type
        latestVersion = latest.version
        self.count = count
    }
}

/// Children of ListTrafficPoliciesResponse.
package struct ListTrafficPoliciesResponse: Sendable, Hashable, Encodable {
    package let summaries: ElementList<TrafficPolicySummary, SummaryName>
    package let isTruncated: Bool
    package let marker: String?
    package let maxItems: Int

    package enum SummaryName: ElementName { package static let text = "TrafficPolicySummary" }

    private enum CodingKeys: String, CodingKey {
        case summaries = "TrafficPolicySummaries"
        case isTruncated = "IsTruncated"
        case marker = "TrafficPolicyIdMarker"
        case maxItems = "MaxItems"
    }

    init(_ page: Page<TrafficPolicySummary>, size: PageSize) {
        summaries = ElementList(page.items)
        isTruncated = page.isTruncated
        marker = page.next?.id
        maxItems = size.count
    }
}

/// Children of ListTrafficPolicyVersionsResponse.
package struct ListTrafficPolicyVersionsResponse: Sendable, Hashable, Encodable {
    package let trafficPolicies: ElementList<TrafficPolicyElement, TrafficPolicyName>
    package let isTruncated: Bool
    package let marker: Int?
    package let maxItems: Int

    package enum TrafficPolicyName: ElementName { package static let text = "TrafficPolicy" }

    private enum CodingKeys: String, CodingKey {
        case trafficPolicies = "TrafficPolicies"
        case isTruncated = "IsTruncated"
        case marker = "TrafficPolicyVersionMarker"
        case maxItems = "MaxItems"
    }

    init(_ page: Page<TrafficPolicyEntry>, size: PageSize) {
        trafficPolicies = ElementList(page.items.map(TrafficPolicyElement.init))
        isTruncated = page.isTruncated
        marker = page.next?.version
        maxItems = size.count
    }
}
