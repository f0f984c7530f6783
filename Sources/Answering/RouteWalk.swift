// Route 53's routing at query time: down a tree of policies, with health and chance.

internal import Addressing
internal import Routing

/// One client's way from a routed RRset to records: each policy chooses an alternative, and an
/// alternative that is an alias leads on to the next.
struct RouteWalk {
    private let zone: ServedZone
    private let maps: FlatView<DecisionMap.View>
    private let unhealthy: UnhealthyChecks
    private let client: RoutingClient
    private let random: UInt64
    /// The longest scope of the decisions that were looked at: inside it all of them, and so the way,
    /// are the same.
    private(set) var scope = 0

    init(_ zone: ServedZone, _ state: ServingState.View, _ client: RoutingClient, random: UInt64) {
        self.zone = zone
        maps = state.decisionMaps
        unhealthy = state.unhealthy
        self.client = client
        self.random = random
    }

    /// Where a way ends.
    enum End {
        /// No rule is for the client, or an alias has no target.
        case nothing
        case answer(PreparedAnswer)
        case values(Route, MultivalueSample)
    }

    /// Walks to the end. The alternative that was chosen first is nil if there was none, or several.
    mutating func run(from start: Route) -> (end: End, first: Int?) {
        var (route, first, level) = (start, nil as Int?, 0)
        while true {
            let chosen: Int
            switch step(at: route, level: level) {
            case .none: return (.nothing, first)
            case .several(let sample): return (.values(route, sample), first)
            case .one(let number): chosen = number
            }
            if level == 0 { first = chosen }
            guard var content = zone.view.content(chosen, of: route) else {
                return (.nothing, first)
            }
            guard content.isRouted else {
                let isForeign = level > 0 || zone.view.variant(chosen, of: route).form == .alias
                if isForeign, content.form == .withExtras { content.form = .withForeignExtras }
                return (.answer(content), first)
            }
            route = zone.view.route(at: content.place)
            level += 1
        }
    }

    // MARK: The choice at one route

    /// What is chosen among the alternatives of a route.
    enum Choice {
        case none
        case one(Int)
        case several(MultivalueSample)
    }

    /// Chooses at a route that so many others led to.
    mutating func step(at route: Route, level: Int) -> Choice {
        switch route.choice {
        case .first:
            let candidates = candidates(of: route)
            // Where there is nothing to choose from, health does not matter.
            if candidates.count == 1 { return .one(number(0, of: candidates, route)) }
            let chosen = firstHealthy(of: candidates.count) {
                isHealthy(number($0, of: candidates, route), of: route)
            }
            return chosen.map { .one(number($0, of: candidates, route)) } ?? .none
        case .weighted where route.variantCount == 1: return .one(0)
        case .weighted:
            let healthy = healthyAlternatives(of: route)
            let view = zone.view
            let drawn = WeightedDraw.draw(
                from: Int(route.variantCount),
                random: bits(forLevel: level),
                weight: { Int(view.traits($0, of: route).weight) },
                isHealthy: { healthy.contains($0) }
            )
            return drawn.map { .one($0) } ?? .none
        case .sample:
            let healthy = healthyAlternatives(of: route)
            let sample = MultivalueSample(
                from: Int(route.variantCount),
                random: bits(forLevel: level),
                isHealthy: { healthy.contains($0) }
            )
            return sample.count > 0 ? .several(sample) : .none
        }
    }

    /// Bits of its own for every choice on the way, so that none says anything of another.
    private func bits(forLevel level: Int) -> UInt64 { randomBits(random, forChoice: level) }

    /// Who is considered for the client, in order.
    struct Candidates {
        let count: Int
        /// Nil if all alternatives are considered, in their own order.
        let decision: Decision?
    }

    mutating func candidates(of route: Route) -> Candidates {
        guard route.ruleSet != Route.everyone else {
            return Candidates(count: Int(route.variantCount), decision: nil)
        }
        let decision = map(of: route).decide(for: client)
        scope = max(scope, decision.scope)
        return Candidates(count: Int(decision.candidates.count), decision: decision)
    }

    /// The number of the alternative at a position among the candidates of `route`.
    func number(_ position: Int, of candidates: Candidates, _ route: Route) -> Int {
        guard let decision = candidates.decision else { return position }
        return map(of: route).candidate(decision, position)
    }

    private func map(of route: Route) -> FlatReference<DecisionMap.View> {
        maps.reference(zone.decisionMap(of: route))
    }

    // MARK: Health

    /// Whether an alternative may be used: its own check passes and, if it is an alias that evaluates its
    /// target's health, so does its target.
    mutating func isHealthy(_ number: Int, of route: Route) -> Bool {
        let traits = zone.view.traits(number, of: route)
        if unhealthy.contains(traits.healthCheck) { return false }
        return !traits.evaluatesTarget || isTargetHealthy(number, of: route)
    }

    /// A target is healthy if it has an answer for the client, and any record set of it is healthy, be
    /// it for this client or not.
    private mutating func isTargetHealthy(_ number: Int, of route: Route) -> Bool {
        guard let target = zone.view.content(number, of: route) else { return false }
        guard target.isRouted else { return true }
        let below = zone.view.route(at: target.place)
        guard candidates(of: below).count > 0 else { return false }
        for number in 0..<Int(below.variantCount) where isHealthy(number, of: below) { return true }
        return false
    }

    /// Asked once each: a draw looks at them several times.
    private mutating func healthyAlternatives(of route: Route) -> SmallSet {
        var healthy = SmallSet()
        for number in 0..<Int(route.variantCount) where isHealthy(number, of: route) {
            healthy.insert(number)
        }
        return healthy
    }
}

/// Numbers from 0 to 127.
private struct SmallSet {
    private var bits: UInt128 = 0

    mutating func insert(_ number: Int) { bits |= 1 << UInt128(number) }
    func contains(_ number: Int) -> Bool { bits & (1 << UInt128(number)) != 0 }
}

/// Who is unhealthy: a bit for each health check.
struct UnhealthyChecks: BitwiseCopyable, Sendable {
    private let words: FlatView<UInt64>

    init(_ words: FlatView<UInt64>) { self.words = words }

    /// False for a check that nothing is known of, and for `VariantTraits.unchecked`.
    func contains(_ check: UInt32) -> Bool {
        let word = Int(check / 64)
        return word < words.count && words[word] & 1 << UInt64(check % 64) != 0
    }
}
