import HealthChecking

/// A check with these elements, and what else `change` sets.
func check(
    _ id: String = "check",
    _ type: HealthCheckType = .http,
    forced: ForcedHealth = .automatic,
    _ change: (inout HealthCheckConfig) -> Void = { _ in }
) throws -> HealthCheck {
    var config = HealthCheckConfig(type: type)
    if type.hasEndpoint { config.ipAddress = "192.0.2.1" }
    if type == .tcp { config.port = 80 }
    if type.matchesString { config.searchString = "fine" }
    change(&config)
    return try HealthCheck(id: try id.asHealthCheckID, config: config, forced: forced)
}

func calculated(
    _ id: String,
    of children: [String],
    threshold: Int,
    _ change: (inout HealthCheckConfig) -> Void = { _ in }
) throws -> HealthCheck {
    let ids = try children.map { try $0.asHealthCheckID }
    return try check(id, .calculated) {
        $0.childHealthChecks = ids
        $0.healthThreshold = threshold
        change(&$0)
    }
}

extension String {
    struct NotAnID: Error {
        let text: String
    }

    var asHealthCheckID: HealthCheckID {
        get throws {
            guard let id = HealthCheckID(self) else { throw NotAnID(text: self) }
            return id
        }
    }
}

extension HealthCheck {
    var endpoint: Endpoint? {
        if case .endpoint(let endpoint) = subject { endpoint } else { nil }
    }
}

extension Endpoint {
    var request: Request? {
        if case .request(let request) = test { request } else { nil }
    }
}
