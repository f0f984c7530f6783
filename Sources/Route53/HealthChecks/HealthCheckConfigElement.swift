/// A `HealthCheckConfig` element: a health check as the API takes, keeps and lists it.
package struct HealthCheckConfigElement: Sendable, Hashable, Codable {
    package var ipAddress: String?
    package var port: Int?
    package var type: String
    package var resourcePath: String?
    package var fullyQualifiedDomainName: String?
    package var searchString: String?
    /// In seconds.
    package var requestInterval: Int?
    package var failureThreshold: Int?
    package var measureLatency: Bool?
    package var inverted: Bool?
    package var disabled: Bool?
    package var healthThreshold: Int?
    package var childHealthChecks: ElementList<String, ChildHealthCheckName>?
    package var enableSNI: Bool?
    package var regions: ElementList<String, RegionName>?
    package var alarmIdentifier: AlarmIdentifierElement?
    package var insufficientDataHealthStatus: String?
    package var routingControlArn: String?

    package init(type: String) { self.type = type }

    package enum ChildHealthCheckName: ElementName { package static let text = "ChildHealthCheck" }
    package enum RegionName: ElementName { package static let text = "Region" }

    enum CodingKeys: String, CodingKey {
        case ipAddress = "IPAddress"
        case port = "Port"
        case type = "Type"
        case resourcePath = "ResourcePath"
        case fullyQualifiedDomainName = "FullyQualifiedDomainName"
        case searchString = "SearchString"
        case requestInterval = "RequestInterval"
        case failureThreshold = "FailureThreshold"
        case measureLatency = "MeasureLatency"
        case inverted = "Inverted"
        case disabled = "Disabled"
        case healthThreshold = "HealthThreshold"
        case childHealthChecks = "ChildHealthChecks"
        case enableSNI = "EnableSNI"
        case regions = "Regions"
        case alarmIdentifier = "AlarmIdentifier"
        case insufficientDataHealthStatus = "InsufficientDataHealthStatus"
        case routingControlArn = "RoutingControlArn"
    }
}

package struct AlarmIdentifierElement: Sendable, Hashable, Codable {
    package var region: String
    package var name: String

    package init(region: String, name: String) {
        self.region = region
        self.name = name
    }

    enum CodingKeys: String, CodingKey {
        case region = "Region"
        case name = "Name"
    }
}
