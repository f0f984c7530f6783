package import HealthChecking
package import Route53

/// The running server, as the API reaches it.
package protocol ControlPlane: Sendable {
    /// Carries out an operation that may change the account. When it returns, what it did is written
    /// down; when it throws, nothing was done.
    func change<Result: Sendable>(
        _ operation: @escaping Changing<Result>
    ) async throws(AccountError) -> Result

    /// Carries out an operation that only looks. What it is told is written down.
    func read<Result: Sendable>(
        _ operation: @escaping Reading<Result>
    ) async throws(AccountError) -> Result

    /// Returns when DNS answers with this change, which exists.
    func waitUntilServed(_ change: ID<ChangeEntry>) async

    /// What has been found out about a health check, of the account or of the configuration; nil
    /// if nothing has.
    func healthReport(of check: ID<HealthCheckEntry>) async -> HealthReport?
}
