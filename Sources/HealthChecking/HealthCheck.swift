/// A health check that can be made: Route 53's HealthCheckConfig, checked, with its defaults.
package struct HealthCheck: Sendable, Hashable {
    package let id: HealthCheckID
    package let type: HealthCheckType
    package let subject: Subject
    /// What it was made from, for those who list it.
    package let config: HealthCheckConfig
    /// The opposite of what was found counts.
    package let isInverted: Bool
    /// Nothing is checked: it is healthy, or, inverted, unhealthy.
    package let isDisabled: Bool
    /// What the configuration wants it to be, whatever is found. Meridian's own.
    package var forced: ForcedHealth

    package enum Subject: Sendable, Hashable {
        case endpoint(Endpoint)
        case calculation(Calculation)
        /// Nothing here can observe it. It keeps this health, unless it is forced.
        case unobservable(Health)
    }

    /// How the health of other checks makes up the health of one.
    package struct Calculation: Sendable, Hashable {
        package let children: [HealthCheckID]
        /// Healthy with so many healthy children, or more.
        package let healthThreshold: Int
    }

    /// - Parameters:
    ///   - id: what it is called.
    ///   - config: its elements.
    ///   - forced: what it is to be, whatever is found.
    /// - Throws: the first thing that is wrong with the elements.
    package init(
        id: HealthCheckID,
        config: HealthCheckConfig,
        forced: ForcedHealth = .automatic
    ) throws(HealthCheckProblem) {
        self.id = id
        self.config = config
        type = config.type
        isInverted = config.inverted ?? false
        isDisabled = config.disabled ?? false
        self.forced = forced
        try config.requireFittingElements()
        try config.requireUsableRegions()
        subject =
            switch config.type {
            case .http, .https, .httpStringMatch, .httpsStringMatch, .tcp:
                .endpoint(try config.endpoint())
            case .calculated:
                .calculation(try config.calculation())
            case .cloudWatchMetric:
                .unobservable(try config.healthWithoutAlarm())
            case .recoveryControl:
                .unobservable(try config.healthWithoutControl())
            }
    }

    /// Nothing can be found out about it: true of CLOUDWATCH_METRIC and RECOVERY_CONTROL, whose
    /// alarms and controls only AWS has. Worth a warning.
    package var isUnobservable: Bool {
        if case .unobservable = subject { true } else { false }
    }
}

/// What health comes to: two values, as for Route 53.
package enum Health: String, Sendable, Hashable {
    case healthy
    case unhealthy

    package var opposite: Health { self == .healthy ? .unhealthy : .healthy }
}

/// What somebody wants the health of a check to be. It is the last word: neither results nor
/// Inverted nor Disabled change it. Probes go on, so that what is known then is not old.
package enum ForcedHealth: String, Sendable, Hashable, CaseIterable {
    case healthy
    case unhealthy
    /// What is found counts.
    case automatic
}
