/// All that is known about one health check, for people and for the API.
package struct HealthReport: Sendable, Hashable {
    package let check: HealthCheck
    /// What counts: after inversion, disabling and forcing.
    package let health: Health
    package let forced: ForcedHealth
    /// When `health` last changed, in seconds since 1970; nil if it never did.
    package let changedAt: UInt64?
    /// Results in a row that speak for a change; nil for what has no endpoint.
    package let opposingResults: Int?
    /// The newest, what Route 53's GetHealthCheckStatus tells; nil before there is one.
    package let lastObservation: Observation?
    /// The newest failure, what GetHealthCheckLastFailureReason tells.
    package let lastFailure: Observation?
}
