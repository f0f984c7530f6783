/// What a health check is of: Route 53's Type.
package enum HealthCheckType: String, Sendable, Hashable, CaseIterable {
    case http = "HTTP"
    case https = "HTTPS"
    case httpStringMatch = "HTTP_STR_MATCH"
    case httpsStringMatch = "HTTPS_STR_MATCH"
    case tcp = "TCP"
    case calculated = "CALCULATED"
    case cloudWatchMetric = "CLOUDWATCH_METRIC"
    case recoveryControl = "RECOVERY_CONTROL"

    /// Something that can be connected to is probed.
    package var hasEndpoint: Bool {
        switch self {
        case .http, .https, .httpStringMatch, .httpsStringMatch, .tcp: true
        case .calculated, .cloudWatchMetric, .recoveryControl: false
        }
    }

    package var isHTTP: Bool { hasEndpoint && self != .tcp }
    package var isHTTPS: Bool { self == .https || self == .httpsStringMatch }
    package var matchesString: Bool { self == .httpStringMatch || self == .httpsStringMatch }
}

/// A health check as people and clients write it: the elements of Route 53's HealthCheckConfig,
/// nil where one is not given. `HealthCheck` is made from it.
package struct HealthCheckConfig: Sendable, Hashable {
    package var type: HealthCheckType
    package var ipAddress: String?
    package var port: Int?
    package var fullyQualifiedDomainName: String?
    package var resourcePath: String?
    package var searchString: String?
    /// In seconds.
    package var requestInterval: Int?
    package var failureThreshold: Int?
    package var measureLatency: Bool?
    package var inverted: Bool?
    package var disabled: Bool?
    package var enableSNI: Bool?
    package var regions: [CheckerRegion]?
    package var childHealthChecks: [HealthCheckID]?
    package var healthThreshold: Int?
    package var alarmIdentifier: AlarmIdentifier?
    package var insufficientDataHealthStatus: InsufficientDataHealthStatus?
    package var routingControlArn: String?

    package init(type: HealthCheckType) { self.type = type }

    /// An element by the name that Route 53 gives it.
    package enum Element: String, Sendable, Hashable, CaseIterable {
        case ipAddress = "IPAddress"
        case port = "Port"
        case fullyQualifiedDomainName = "FullyQualifiedDomainName"
        case resourcePath = "ResourcePath"
        case searchString = "SearchString"
        case requestInterval = "RequestInterval"
        case failureThreshold = "FailureThreshold"
        case enableSNI = "EnableSNI"
        case regions = "Regions"
        case childHealthChecks = "ChildHealthChecks"
        case healthThreshold = "HealthThreshold"
        case alarmIdentifier = "AlarmIdentifier"
        case insufficientDataHealthStatus = "InsufficientDataHealthStatus"
        case routingControlArn = "RoutingControlArn"
    }
}

/// Where Route 53 has health checkers. Here there is one checker, this server: the regions of a
/// check are kept for its owner, and change nothing.
package enum CheckerRegion: String, Sendable, Hashable, CaseIterable {
    case usEast1 = "us-east-1"
    case usWest1 = "us-west-1"
    case usWest2 = "us-west-2"
    case euWest1 = "eu-west-1"
    case apSoutheast1 = "ap-southeast-1"
    case apSoutheast2 = "ap-southeast-2"
    case apNortheast1 = "ap-northeast-1"
    case saEast1 = "sa-east-1"
}

/// The CloudWatch alarm that a CLOUDWATCH_METRIC check looks at.
package struct AlarmIdentifier: Sendable, Hashable {
    package var region: String
    package var name: String

    package init(region: String, name: String) {
        self.region = region
        self.name = name
    }
}

/// What a CLOUDWATCH_METRIC check says without data of its alarm.
package enum InsufficientDataHealthStatus: String, Sendable, Hashable, CaseIterable {
    case healthy = "Healthy"
    case unhealthy = "Unhealthy"
    case lastKnownStatus = "LastKnownStatus"
}
