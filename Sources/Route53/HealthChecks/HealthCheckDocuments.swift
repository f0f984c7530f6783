/// A `HealthCheck` element.
package struct HealthCheckElement: Sendable, Hashable, Encodable {
    package let id: String
    package let callerReference: String
    package let config: HealthCheckConfigElement
    package let version: Int

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case callerReference = "CallerReference"
        case config = "HealthCheckConfig"
        case version = "HealthCheckVersion"
    }

    init(_ entry: HealthCheckEntry) {
        id = entry.id.text
        callerReference = entry.callerReference
        config = entry.config
        version = entry.version
    }
}

package struct CreateHealthCheckRequest: Sendable, Hashable, Decodable {
    package var callerReference: String
    package var config: HealthCheckConfigElement

    package init(callerReference: String, config: HealthCheckConfigElement) {
        self.callerReference = callerReference
        self.config = config
    }

    private enum CodingKeys: String, CodingKey {
        case callerReference = "CallerReference"
        case config = "HealthCheckConfig"
    }
}

/// What is to become different; what is not given stays.
package struct UpdateHealthCheckRequest: Sendable, Hashable, Decodable {
    package var version: Int?
    package var ipAddress: String?
    package var port: Int?
    package var resourcePath: String?
    package var fullyQualifiedDomainName: String?
    package var searchString: String?
    package var failureThreshold: Int?
    package var inverted: Bool?
    package var disabled: Bool?
    package var healthThreshold: Int?
    package var childHealthChecks:
        ElementList<String, HealthCheckConfigElement.ChildHealthCheckName>?
    package var enableSNI: Bool?
    package var regions: ElementList<String, HealthCheckConfigElement.RegionName>?
    package var alarmIdentifier: AlarmIdentifierElement?
    package var insufficientDataHealthStatus: String?
    package var resetElements: ElementList<String, ResettableElementName>?

    package init() {}

    package enum ResettableElementName: ElementName {
        package static let text = "ResettableElementName"
    }

    private enum CodingKeys: String, CodingKey {
        case version = "HealthCheckVersion"
        case ipAddress = "IPAddress"
        case port = "Port"
        case resourcePath = "ResourcePath"
        case fullyQualifiedDomainName = "FullyQualifiedDomainName"
        case searchString = "SearchString"
        case failureThreshold = "FailureThreshold"
        case inverted = "Inverted"
        case disabled = "Disabled"
        case healthThreshold = "HealthThreshold"
        case childHealthChecks = "ChildHealthChecks"
        case enableSNI = "EnableSNI"
        case regions = "Regions"
        case alarmIdentifier = "AlarmIdentifier"
        case insufficientDataHealthStatus = "InsufficientDataHealthStatus"
        case resetElements = "ResetElements"
    }
}

/// Children of CreateHealthCheckResponse, GetHealthCheckResponse and UpdateHealthCheckResponse.
package struct HealthCheckResponse: Sendable, Hashable, Encodable {
    package let healthCheck: HealthCheckElement

    private enum CodingKeys: String, CodingKey { case healthCheck = "HealthCheck" }

    init(_ entry: HealthCheckEntry) { healthCheck = HealthCheckElement(entry) }
}

/// Children of ListHealthChecksResponse.
package struct ListHealthChecksResponse: Sendable, Hashable, Encodable {
    package let healthChecks: ElementList<HealthCheckElement, HealthCheckName>
    package let marker: String?
    package let isTruncated: Bool
    package let nextMarker: String?
    package let maxItems: Int

    static let largestPage = 100

    package enum HealthCheckName: ElementName { package static let text = "HealthCheck" }

    private enum CodingKeys: String, CodingKey {
        case healthChecks = "HealthChecks"
        case marker = "Marker"
        case isTruncated = "IsTruncated"
        case nextMarker = "NextMarker"
        case maxItems = "MaxItems"
    }

    init(_ page: Page<HealthCheckEntry>, marker: String?, size: PageSize) {
        healthChecks = ElementList(page.items.map(HealthCheckElement.init))
        self.marker = marker
        isTruncated = page.isTruncated
        nextMarker = page.next?.id.text
        maxItems = size.count
    }
}

/// Children of GetHealthCheckCountResponse.
package struct GetHealthCheckCountResponse: Sendable, Hashable, Encodable {
    package let count: Int

    private enum CodingKeys: String, CodingKey { case count = "HealthCheckCount" }
}
