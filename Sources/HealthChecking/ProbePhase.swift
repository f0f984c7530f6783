/// How far a probe has come, and so how long it may still take.
struct ProbePhase: Sendable, Hashable {
    var startedAt: Duration
    /// From the start; nil while there is no connection.
    var timeToConnection: Duration?
    /// The final status, and when it came.
    var status: HTTPStatus?
    var statusAt: Duration

    enum Verdict: Sendable, Hashable {
        case timedOut(ProbeFailure)
        /// Look again then: no limit can be over before.
        case goesOn(lookAgainAt: Duration)
    }

    /// Nobody tells when a connection comes about, so that this is asked again at every moment
    /// at which a limit could be over.
    func verdict(at now: Duration, test: Endpoint.Test, limits: ProbeLimits) -> Verdict {
        let deadline: Duration
        let failure: ProbeFailure
        // The limit that counts from the next step, if that step came right now.
        let nextLimit: Duration?
        if let status {
            (deadline, failure, nextLimit) =
                (statusAt + limits.body, .bodyTimedOut(status), nil)
        } else if case .connection = test {
            (deadline, failure, nextLimit) =
                (startedAt + limits.bareConnection, .connectionTimedOut, nil)
        } else if let timeToConnection {
            (deadline, failure, nextLimit) =
                (startedAt + timeToConnection + limits.status, .statusTimedOut, limits.body)
        } else {
            (deadline, failure, nextLimit) =
                (startedAt + limits.connection, .connectionTimedOut, limits.status)
        }
        guard deadline > now else { return .timedOut(failure) }
        return .goesOn(lookAgainAt: min(deadline, now + (nextLimit ?? deadline)))
    }
}
