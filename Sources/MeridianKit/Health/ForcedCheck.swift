import HealthChecking

/// A health check, and what somebody wants it to be: `web=unhealthy`.
struct ForcedCheck: Sendable {
    let id: HealthCheckID
    let forced: ForcedHealth

    /// - Throws: what is wrong with the word.
    init(_ word: String) throws(MeridianError) {
        let parts = word.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw .usage(
                """
                force-health: found "\(word)", expected a health check and what it is to be, such \
                as web=unhealthy
                """
            )
        }
        try self.init(id: parts[0], forced: parts[1])
    }

    init(
        id: some StringProtocol,
        forced word: some StringProtocol
    ) throws(MeridianError) {
        guard let id = HealthCheckID(id) else {
            throw .usage("force-health: found \"\(id)\", expected \(HealthCheckID.form)")
        }
        guard let forced = ForcedHealth(rawValue: String(word)) else {
            let words = ForcedHealth.allCases.map(\.rawValue).joined(separator: ", ")
            throw .usage("force-health: found \"\(word)\", expected one of: \(words)")
        }
        self.id = id
        self.forced = forced
    }

    func apply(to checks: inout HealthCheckSet) throws(MeridianError) {
        guard let changed = checks.forcing(id, forced) else { throw isMissing(among: checks) }
        checks = changed
    }

    func isMissing(among checks: HealthCheckSet) -> MeridianError {
        let known = checks.checks.map { "\($0.id)" }.joined(separator: ", ")
        let expectation = known.isEmpty ? "and none is configured" : "expected one of: \(known)"
        return .usage("force-health: found the health check \"\(id)\", \(expectation)")
    }
}
