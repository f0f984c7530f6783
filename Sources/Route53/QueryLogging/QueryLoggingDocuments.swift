/// A `QueryLoggingConfig` element.
package struct QueryLoggingConfigElement: Sendable, Hashable, Encodable {
    package let id: String
    package let hostedZoneID: String
    package let logGroup: String

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case hostedZoneID = "HostedZoneId"
        case logGroup = "CloudWatchLogsLogGroupArn"
    }

    init(_ entry: QueryLoggingConfigEntry) {
        id = entry.id.text
        hostedZoneID = entry.hostedZone.text
        logGroup = entry.logGroup
    }
}

package struct CreateQueryLoggingConfigRequest: Sendable, Hashable, Decodable {
    package var hostedZoneID: String
    package var logGroup: String

    package init(hostedZoneID: String, logGroup: String) {
        self.hostedZoneID = hostedZoneID
        self.logGroup = logGroup
    }

    private enum CodingKeys: String, CodingKey {
        case hostedZoneID = "HostedZoneId"
        case logGroup = "CloudWatchLogsLogGroupArn"
    }
}

/// Children of CreateQueryLoggingConfigResponse and GetQueryLoggingConfigResponse.
package struct QueryLoggingConfigResponse: Sendable, Hashable, Encodable {
    package let config: QueryLoggingConfigElement

    private enum CodingKeys: String, CodingKey { case config = "QueryLoggingConfig" }

    init(_ entry: QueryLoggingConfigEntry) { config = QueryLoggingConfigElement(entry) }
}

/// Children of ListQueryLoggingConfigsResponse.
package struct ListQueryLoggingConfigsResponse: Sendable, Hashable, Encodable {
    package let configs: ElementList<QueryLoggingConfigElement, ConfigName>
    package let nextToken: String?

    static let largestPage = 100

    package enum ConfigName: ElementName { package static let text = "QueryLoggingConfig" }

    private enum CodingKeys: String, CodingKey {
        case configs = "QueryLoggingConfigs"
        case nextToken = "NextToken"
    }

    init(_ page: Page<QueryLoggingConfigEntry>) {
        configs = ElementList(page.items.map(QueryLoggingConfigElement.init))
        nextToken = page.next?.id.text
    }
}
