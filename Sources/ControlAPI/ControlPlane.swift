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

    /// What DNS would answer, with no effect on what is counted. A zone that DNS does not serve,
    /// since another has its name, is asked all the same.
    func testAnswer(_ question: TestAnswerQuestion) async throws(AccountError) -> TestAnswer

    // Meridian's own, as JSON texts of the shapes in `Schemas`.

    /// Meridian's version.
    var version: String { get async }

    /// Why a client gets the answer it gets; A if no type is named.
    func explanation(
        of name: String,
        type: String?,
        from client: String
    ) async throws(OwnProblem) -> String

    /// What every place gets.
    func coverage(of name: String, type: String?) async throws(OwnProblem) -> String

    func stateDocument() async -> String

    /// The last queries after this number, at most so many.
    func recentQueries(after number: Int?, limit: Int?) async -> String

    func healthDocument() async -> String

    /// Sets the health of a check: `healthy`, `unhealthy`, or `automatic` for what is found.
    func forceHealth(of check: String, to health: String) async throws(OwnProblem)

    /// Back to an empty account, without forced health and recorded queries.
    func reset() async throws(OwnProblem)
}
