/// How far a probe has come, and so how long it may still take.
package struct ProbePhase: Sendable, Hashable {
    package var startedAt: Duration
    package var connectedAt: Duration?
    /// The final status, and when it came.
    package var status: HTTPStatus?
    package var statusAt: Duration

    package init(
        startedAt: Duration,
        connectedAt: Duration? = nil,
        status: HTTPStatus? = nil,
        statusAt: Duration = .zero
    ) {
        self.startedAt = startedAt
        self.connectedAt = connectedAt
        self.status = status
        self.statusAt = statusAt
    }

    package enum Verdict: Sendable, Hashable {
        case timedOut(ProbeFailure)
        /// Look again then: no limit can be over before.
        case goesOn(lookAgainAt: Duration)
    }

    /// A probe is not looked at whenever it moves on, but when a limit could be over: that of the
    /// present step, or of a later one, should it begin right now.
    package func verdict(
        at now: Duration,
        test: Endpoint.Test,
        limits: ProbeLimits
    ) -> Verdict {
        let deadline: Duration
        let failure: ProbeFailure
        let laterLimits: [Duration]
        if case .connection = test {
            deadline = startedAt + limits.bareConnection
            (failure, laterLimits) = (.connectionTimedOut, [])
        } else if let status {
            deadline = statusAt + limits.body
            (failure, laterLimits) = (.bodyTimedOut(status), [])
        } else if let connectedAt {
            deadline = connectedAt + limits.status
            (failure, laterLimits) = (.statusTimedOut, [limits.body])
        } else {
            deadline = startedAt + limits.connection
            (failure, laterLimits) = (.connectionTimedOut, [limits.status, limits.body])
        }
        guard deadline > now else { return .timedOut(failure) }
        return .goesOn(lookAgainAt: laterLimits.reduce(deadline) { min($0, now + $1) })
    }
}
