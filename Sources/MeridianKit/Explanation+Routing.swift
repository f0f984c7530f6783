import Addressing
import Answering
import Routing

// What the answer path says of its choices, in words.

extension Explanation.Routing {
    init(_ explanation: RoutingExplanation, _ client: IPAddress) {
        name = "\(explanation.owner)"
        type = "\(explanation.type)"
        policy = explanation.policyName
        network = explanation.clientPlace?.network?.description
        scope = explanation.clientPlace.flatMap {
            IPPrefix(around: client, length: $0.scope)?.description
        }
        recordSets = explanation.alternatives.map { alternative in
            Explanation.RecordSet(
                rule: alternative.words,
                setIdentifier: alternative.setIdentifier,
                verdict: .init(alternative.verdict),
                health: .init(alternative.health),
                reason: explanation.reason(for: alternative),
                alias: alternative.alias.map { .init($0, client) }
            )
        }
    }
}

extension Explanation.Alias {
    fileprivate init(_ alias: RoutingExplanation.Alias, _ client: IPAddress) {
        target = "\(alias.target)"
        evaluatesTargetHealth = alias.evaluatesHealth
        routing = alias.below.map { .init($0, client) }
    }
}

extension Explanation.Verdict {
    fileprivate init(_ verdict: Verdict) {
        self =
            switch verdict {
            case .chosen: .chosen
            case .elsewhere: .elsewhere
            case .passedOver: .passedOver
            case .unhealthy: .unhealthy
            case .notDrawn: .notDrawn
            }
    }
}

extension Explanation.Health {
    fileprivate init(_ health: RoutingExplanation.Health) {
        self =
            switch health {
            case .unchecked: .unchecked
            case .healthy: .healthy
            case .unhealthy: .unhealthy
            case .assumed: .assumed
            }
    }
}

extension RoutingExplanation {
    /// Why an alternative was chosen or not.
    fileprivate func reason(for alternative: Alternative) -> String {
        let other = chosen.first.map { $0.words.isEmpty ? $0.setIdentifier : $0.words } ?? "another"
        switch alternative.verdict {
        case .chosen:
            let reason = reasonToChoose(alternative)
            guard alternative.health == .assumed else { return reason }
            return "\(reason); unhealthy as all are, so that all count as healthy"
        case .passedOver:
            if case .geolocation = policy { return "matches too, but \(other) is more specific" }
            return "comes after \(other)"
        case .elsewhere:
            if case .ipBased = policy { return "no block of it holds the client" }
            return "does not match the client's location"
        case .unhealthy:
            guard let alias = alternative.alias, alias.evaluatesHealth else { return "unhealthy" }
            return "unhealthy, or nothing healthy below \(alias.target)"
        case .notDrawn: return "another was drawn"
        }
    }

    private func reasonToChoose(_ alternative: Alternative) -> String {
        let isFirst = alternatives.first?.verdict == .chosen
        return switch policy {
        case .geolocation where !isFirst, .proximity where !isFirst, .ipBased where !isFirst,
            .failover where !isFirst:
            "the first that is healthy"
        case .simple: ""
        case .geolocation:
            alternative.words == "default"
                ? "no other record set matches" : "the most specific match"
        case .proximity: "the nearest"
        case .ipBased:
            alternative.words == "*"
                ? "no block holds the client" : "its block is the smallest that holds the client"
        case .failover: "it comes first"
        case .weighted: "drawn by its weight"
        case .multivalue: "drawn, one of at most \(MultivalueSample.maximumCount)"
        }
    }
}
