/// Health checks that belong together: what they say of each other holds.
package struct HealthCheckSet: Sendable, Hashable {
    /// In the order given.
    package let checks: [HealthCheck]

    package static let empty = HealthCheckSet(unchecked: [])

    /// - Throws: the first thing that is wrong.
    package init(_ checks: [HealthCheck]) throws(HealthCheckSetProblem) {
        var byID: [HealthCheckID: HealthCheck] = [:]
        for check in checks where byID.updateValue(check, forKey: check.id) != nil {
            throw .idTwice(check.id)
        }
        for check in checks {
            guard case .calculation(let calculation) = check.subject else { continue }
            for child in calculation.children {
                guard let found = byID[child] else { throw .unknownChild(child, of: check.id) }
                // With this there are no loops either.
                if case .calculation = found.subject {
                    throw .calculatedChild(child, of: check.id)
                }
            }
        }
        self.init(unchecked: checks)
    }

    private init(unchecked checks: [HealthCheck]) { self.checks = checks }

    /// These checks, one of which is wanted to be something else; nil if there is no such check.
    package func forcing(_ id: HealthCheckID, _ forced: ForcedHealth) -> HealthCheckSet? {
        guard let place = checks.firstIndex(where: { $0.id == id }) else { return nil }
        var changed = checks
        changed[place].forced = forced
        return HealthCheckSet(unchecked: changed)
    }
}

/// Why health checks do not go together.
package enum HealthCheckSetProblem: Error, Sendable, Hashable {
    case idTwice(HealthCheckID)
    case unknownChild(HealthCheckID, of: HealthCheckID)
    case calculatedChild(HealthCheckID, of: HealthCheckID)
}

extension HealthCheckSetProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .idTwice(let id):
            "there are two health checks \(id)"
        case .unknownChild(let child, let parent):
            "ChildHealthChecks of \(parent): found \(child), which does not exist"
        case .calculatedChild(let child, let parent):
            "ChildHealthChecks of \(parent): found \(child), which is CALCULATED itself"
        }
    }
}
