package import Geography

/// The record sets of one name and type among which a routing policy chooses, without their
/// records: routing knows no DNS. An alternative is named by its index.
///
/// A policy says two things: who is considered for a client, in which order, and how one of them is
/// chosen by health and chance. The first depends on the client alone, and is worked out for all clients
/// before any of them asks.
package struct Alternatives: Sendable, Hashable {
    package let policy: Policy

    package init(policy: Policy) { self.policy = policy }

    /// Route 53's policies. The associated array has one element per alternative.
    package enum Policy: Sendable, Hashable {
        /// One alternative: an alias without a policy.
        case simple
        /// The smallest region that holds the client wins.
        case geolocation([LocationCode])
        /// The nearest place wins: latency and geoproximity routing.
        case proximity(ProximityRules)
        /// The longest CIDR block that holds the client wins.
        case ipBased(IPBasedRules)
        /// The primary, or else the secondary: true stands for a primary.
        case failover([Bool])
        /// By their weights.
        case weighted([Int])
        /// Up to eight together.
        case multivalue(count: Int)
    }

    /// Who is considered.
    package enum Consideration: Sendable, Hashable {
        /// These, in this order, whoever asks.
        case everyone([Int])
        /// Those that the rules lead the client to; `alternatives` has the alternative of each rule.
        case byClient(ClientRules, alternatives: [Int])
    }

    package var consideration: Consideration {
        switch policy {
        case .simple: return .everyone([0])
        case .geolocation(let codes):
            let rules = GeolocationRules(codes)
            return .byClient(
                .geolocation(rules),
                alternatives: rules.codes.compactMap { codes.firstIndex(of: $0) }
            )
        case .proximity(let rules):
            return .byClient(.proximity(rules), alternatives: Array(rules.places.indices))
        case .ipBased(let rules):
            return .byClient(.ipBased(rules), alternatives: Array(rules.rules.indices))
        case .failover(let arePrimary):
            return .everyone(
                arePrimary.indices.filter { arePrimary[$0] }
                    + arePrimary.indices.filter { !arePrimary[$0] }
            )
        case .weighted(let weights): return .everyone(Array(weights.indices))
        case .multivalue(let count): return .everyone(Array(0..<count))
        }
    }

    /// How one of those considered is chosen.
    package enum Choice: UInt8, Sendable, Hashable, BitwiseCopyable {
        /// `firstHealthy`
        case first
        /// `WeightedDraw`
        case weighted
        /// `MultivalueSample`
        case sample
    }

    package var choice: Choice {
        switch policy {
        case .simple, .geolocation, .proximity, .ipBased, .failover: .first
        case .weighted: .weighted
        case .multivalue: .sample
        }
    }
}

/// Rules that look at the client. Equal rules lead equal clients to equal candidates.
package enum ClientRules: Sendable, Hashable {
    case geolocation(GeolocationRules)
    case proximity(ProximityRules)
    case ipBased(IPBasedRules)
}
