/// Stands for random numbers where nothing is decided by them: no probe is ever made.
private struct Steps: RandomNumberGenerator {
    private var state: UInt64 = 0

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return state
    }
}

/// Decides when to probe, and who is healthy. A pure value: time, randomness and results come in,
/// probes to make and changes of health go out.
///
/// The next probe of a check is due one interval after the result of the last one, as Route 53
/// defines RequestInterval. So a check never has two probes under way, however slow they are.
package struct HealthMonitor: Sendable {
    package private(set) var board = HealthBoard()
    private let numbering: HealthNumbering
    private var states: [HealthNumber: CheckState] = [:]
    /// The calculated checks that each check is a child of.
    private var parents: [HealthNumber: [HealthNumber]] = [:]
    private var agenda = TimeQueue<ProbeTicket>()
    private var lastRevision: UInt64 = 0
    private var transitions: [HealthTransition] = []
    private var observations: [CheckObservation] = []

    /// The first probes of new checks start at this distance, or closer if their interval is over
    /// before all would have had their turn.
    private static let startDistance = Duration.milliseconds(10)

    package init(numbering: HealthNumbering) { self.numbering = numbering }

    /// Who is healthy before anything has been found out: what somebody forces counts, and what
    /// nobody can observe.
    package static func boardBeforeProbes(
        of set: HealthCheckSet,
        numbering: HealthNumbering
    ) -> HealthBoard {
        var monitor = HealthMonitor(numbering: numbering)
        var random = Steps()
        let start = Moment(monotonic: .zero, wallSeconds: 0)
        monitor.update(set, at: start, using: &random)
        return monitor.board
    }

    /// When there is next something to probe.
    package var nextDue: Duration? { agenda.earliest }

    /// The probes whose time has come. Each is answered by `record`, once.
    package mutating func takeDueProbes(at now: Duration) -> [ProbeOrder] {
        var orders: [ProbeOrder] = []
        while let ticket = agenda.popFirst(dueAt: now) {
            guard let endpoint = endpoint(of: ticket) else { continue }
            orders.append(ProbeOrder(ticket: ticket, endpoint: endpoint))
        }
        return orders
    }

    /// Whether somebody still waits for the result of this probe.
    package func isWanted(_ ticket: ProbeTicket) -> Bool {
        states[ticket.number]?.revision == ticket.revision
    }

    private func endpoint(of ticket: ProbeTicket) -> Endpoint? {
        guard let state = states[ticket.number], state.revision == ticket.revision else {
            return nil
        }
        return state.check.probedEndpoint
    }

    /// Takes the result of a probe. One that nobody waits for any more is dropped.
    package mutating func record(
        _ outcome: ProbeOutcome,
        of ticket: ProbeTicket,
        at now: Moment
    ) {
        guard let endpoint = endpoint(of: ticket) else { return }
        let observation = Observation(
            result: outcome.result,
            address: outcome.address,
            latency: endpoint.measuresLatency ? outcome.latency : nil,
            checkedAt: now.wallSeconds
        )
        states[ticket.number]?.note(observation, threshold: endpoint.failureThreshold)
        if let id = states[ticket.number]?.check.id {
            observations.append(CheckObservation(id: id, observation: observation))
        }
        agenda.insert(ticket, at: now.monotonic + endpoint.interval.duration)
        settle(ticket.number, at: now, cause: .result(outcome.result))
    }

    /// Puts these checks in the place of those before. What is known about a check that stays is
    /// kept, a forced state too; a probe under way of an endpoint that stays the same counts.
    package mutating func update(
        _ set: HealthCheckSet,
        at now: Moment,
        using random: inout some RandomNumberGenerator
    ) {
        var remaining = states
        var begun: [(number: HealthNumber, interval: RequestInterval)] = []
        parents = [:]
        for check in set.checks {
            let number = numbering.number(of: check.id)
            let old = remaining.removeValue(forKey: number)
            var new = old ?? CheckState(check)
            new.replace(check)
            if old == nil || old?.check.probedEndpoint != check.probedEndpoint {
                lastRevision += 1
                new.revision = lastRevision
                if let endpoint = check.probedEndpoint { begun.append((number, endpoint.interval)) }
            }
            new.children = check.children.map { numbering.number(of: $0) }
            for child in new.children { parents[child, default: []].append(number) }
            states[number] = new
        }
        for (number, state) in remaining { remove(state, number) }
        agenda.retain(isWanted)
        schedule(begun, at: now.monotonic, using: &random)
        settleAll(set, at: now)
    }

    private mutating func schedule(
        _ begun: [(number: HealthNumber, interval: RequestInterval)],
        at now: Duration,
        using random: inout some RandomNumberGenerator
    ) {
        for (number, interval) in begun {
            guard let revision = states[number]?.revision else { continue }
            let spread = min(Self.startDistance * begun.count, interval.duration)
            let offset = spread * Double.random(in: 0..<1, using: &random)
            agenda.insert(ProbeTicket(number: number, revision: revision), at: now + offset)
        }
    }

    private mutating func remove(_ state: CheckState, _ number: HealthNumber) {
        states[number] = nil
        guard board[number] == .unhealthy else { return }
        board[number] = .healthy
        transitions.append(
            HealthTransition(id: state.check.id, health: .healthy, cause: .removal)
        )
    }

    /// Children come before those who count them; a calculated check is nobody's child.
    private mutating func settleAll(_ set: HealthCheckSet, at now: Moment) {
        for calculated in [false, true] {
            for check in set.checks where check.isCalculated == calculated {
                settle(numbering.number(of: check.id), at: now, cause: .configuration)
            }
        }
    }

    /// Returns whether there is such a check.
    package mutating func force(
        _ forced: ForcedHealth,
        _ id: HealthCheckID,
        at now: Moment
    ) -> Bool {
        guard let number = numbering.knownNumber(of: id), states[number] != nil else {
            return false
        }
        states[number]?.forced = forced
        settle(number, at: now, cause: .force)
        return true
    }

    /// What changed since the last call, or nil.
    package mutating func takeChange() -> HealthChange? {
        guard !transitions.isEmpty else { return nil }
        defer { transitions = [] }
        return HealthChange(board: board, transitions: transitions)
    }

    /// What was recorded since the last call.
    package mutating func takeObservations() -> [CheckObservation] {
        defer { observations = [] }
        return observations
    }

    /// In the order of their names.
    package var reports: [HealthReport] {
        states.map { report(of: $1, $0) }.sorted { $0.check.id < $1.check.id }
    }

    package func report(of id: HealthCheckID) -> HealthReport? {
        guard let number = numbering.knownNumber(of: id) else { return nil }
        return states[number].map { report(of: $0, number) }
    }

    private func report(of state: CheckState, _ number: HealthNumber) -> HealthReport {
        HealthReport(
            check: state.check,
            health: board[number],
            forced: state.forced,
            changedAt: state.changedAt,
            opposingResults: state.check.probedEndpoint.map { _ in
                state.endpoint.opposingResults
            },
            lastObservation: state.lastObservation,
            lastFailure: state.lastFailure
        )
    }

    /// Brings the board in line with what is known about a check, and the checks above it.
    private mutating func settle(
        _ number: HealthNumber,
        at now: Moment,
        cause: HealthTransition.Cause
    ) {
        guard let state = states[number] else { return }
        let health = health(of: state)
        guard health != board[number] else { return }
        board[number] = health
        states[number]?.changedAt = now.wallSeconds
        transitions.append(HealthTransition(id: state.check.id, health: health, cause: cause))
        for parent in parents[number] ?? [] { settle(parent, at: now, cause: .childHealth) }
    }

    private func health(of state: CheckState) -> Health {
        switch state.forced {
        case .healthy: return .healthy
        case .unhealthy: return .unhealthy
        case .automatic: break
        }
        let found = state.check.isDisabled ? .healthy : foundHealth(of: state)
        return state.check.isInverted ? found.opposite : found
    }

    private func foundHealth(of state: CheckState) -> Health {
        switch state.check.subject {
        case .endpoint: return state.endpoint.health
        case .unobservable(let health): return health
        case .calculation(let calculation):
            let healthy = state.children.count { board[$0] == .healthy }
            return healthy >= calculation.healthThreshold ? .healthy : .unhealthy
        }
    }
}
