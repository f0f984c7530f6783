/// Names one series of probes: those of one check, as long as its endpoint stays the same.
package struct ProbeTicket: Sendable, Hashable {
    package let number: HealthNumber
    package let revision: UInt64
}

/// A probe to make.
package struct ProbeOrder: Sendable, Hashable {
    package let ticket: ProbeTicket
    package let endpoint: Endpoint
}

/// What a monitor knows about one check.
struct CheckState: Sendable {
    private(set) var check: HealthCheck
    /// Of the endpoint: results of probes with another one do not count.
    var revision: UInt64 = 0
    var forced: ForcedHealth
    /// Of a calculated check.
    var children: [HealthNumber] = []
    private(set) var endpoint = EndpointHealth()
    private(set) var lastObservation: Observation?
    private(set) var lastFailure: Observation?
    /// In seconds since 1970.
    var changedAt: UInt64?

    init(_ check: HealthCheck) {
        self.check = check
        forced = check.forced
    }

    mutating func replace(_ new: HealthCheck) {
        // Who spoke last is right: a configuration that says the same as before says nothing new.
        if new.forced != check.forced { forced = new.forced }
        if new.probedEndpoint != check.probedEndpoint { endpoint.forgetResults() }
        check = new
    }

    mutating func note(_ observation: Observation, threshold: Int) {
        lastObservation = observation
        if case .failure = observation.result { lastFailure = observation }
        if let found = observation.result.health {
            endpoint.observe(found, threshold: threshold)
        }
    }
}

extension HealthCheck {
    /// What is probed; nil if nothing is.
    var probedEndpoint: Endpoint? {
        guard !isDisabled, case .endpoint(let endpoint) = subject else { return nil }
        return endpoint
    }

    var isCalculated: Bool {
        if case .calculation = subject { true } else { false }
    }

    var children: [HealthCheckID] {
        if case .calculation(let calculation) = subject { calculation.children } else { [] }
    }
}
