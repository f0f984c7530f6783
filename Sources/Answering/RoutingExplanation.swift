package import Addressing
package import DNSWire
package import Geography
package import Routing

/// Why a client got what it got of a routed RRset, told for people: a tree, where aliases lead on.
package struct RoutingExplanation: Sendable {
    package let owner: DomainName
    package let type: RRType
    package let policy: Alternatives.Policy
    /// The policy's name; latency and geoproximity routing are one policy by other names.
    package let policyName: String
    /// What of the client decided; nil if the policy does not look at it.
    package let clientPlace: ClientPlace?
    /// Those considered first, in order; then those that are for others.
    package let alternatives: [Alternative]
    /// The longest scope of this decision and those below it that it depended on.
    package let scope: Int

    package struct ClientPlace: Sendable {
        package let location: Location
        /// The widest network around the client that has the same location; for IP-based routing the
        /// block that holds the client, nil if none does.
        package let network: IPPrefix?
        /// The scope of this decision by itself.
        package let scope: Int
    }

    package struct Alternative: Sendable {
        /// What its record set says for the policy: a location, a weight, a Region …
        package let words: String
        package let setIdentifier: String
        package let health: Health
        package let verdict: Verdict
        package let alias: Alias?
    }

    /// An alternative that leads on.
    package struct Alias: Sendable {
        package let target: DomainName
        package let evaluatesHealth: Bool
        /// What was chosen there; nil if it was not asked, or is not routed.
        package let below: RoutingExplanation?
    }

    package enum Health: Sendable, Hashable {
        /// There is no health check, and no target whose health counts.
        case unchecked
        case healthy
        case unhealthy
        /// It counts as healthy because all are unhealthy.
        case assumed
    }

    /// The alternatives that were chosen: several in a multivalue answer.
    package var chosen: [Alternative] { alternatives.filter { $0.verdict == .chosen } }

    /// What was chosen at each step of the way, this one first.
    package var way: [RoutingExplanation] {
        [self] + (chosen.lazy.compactMap(\.alias?.below).first?.way ?? [])
    }
}

extension ServingState {
    /// Explains a choice that `respond` made with this state.
    ///
    /// - Parameters:
    ///   - choice: of the `Outcome`.
    ///   - client: the address that decided.
    ///   - sourceLength: how many bits of it the query told; all of them unless it was a subnet's.
    ///   - random: what `AnswerContext.random` was.
    /// - Returns: the way from the routed RRset to what was answered.
    package func explain(
        _ choice: Outcome.Choice,
        for client: IPAddress,
        sourceLength: Int = UInt128.bitWidth,
        random: UInt64
    ) -> RoutingExplanation {
        guard let zone = zone(choice.zone) else {
            preconditionFailure("the choice was made with another state")
        }
        let length = min(sourceLength, client.family.bitWidth)
        guard let client = IPPrefix(around: client, length: length) else {
            preconditionFailure("a source length below 0")
        }
        var memory = NameMemory()
        var name = memory.name
        let apex = zone.apex.wire
        name.load(apex.span, at: 0, length: apex.count)
        guard let served = view.table.zone(for: name, .soa) else {
            preconditionFailure("a zone is found by its apex")
        }
        let teller = RouteTeller(zone: zone, locations: locations, client: client)
        let walk = RouteWalk(served, view, RoutingClient(client), random: random)
        return teller.explain(zone.view.route(at: choice.route), walk, level: 0)
    }
}

/// Tells a walk step by step: every decision is the walk's own.
private struct RouteTeller {
    let zone: PublishedZone
    let locations: LocationRanges
    let client: IPPrefix

    func explain(_ route: Route, _ start: RouteWalk, level: Int) -> RoutingExplanation {
        let note = zone.notes[route.note]
        var walk = start
        let choice = walk.step(at: route, level: level)
        var looking = start
        let candidates = looking.candidates(of: route)
        let considered = (0..<candidates.count).map { looking.number($0, of: candidates, route) }
        let others = (0..<Int(route.variantCount)).filter { !considered.contains($0) }
        let below = below(choice, of: route, start, level: level)
        let alternatives = (considered + others).map { number in
            let health = health(of: number, route, start)
            let verdict: Verdict =
                if choice.holds(number) {
                    .chosen
                } else if !considered.contains(number) {
                    .elsewhere
                } else if health == .unhealthy {
                    .unhealthy
                } else {
                    route.choice == .first ? .passedOver : .notDrawn
                }
            let isAssumed = verdict == .chosen && health == .unhealthy
            return RoutingExplanation.Alternative(
                note.alternatives[number],
                health: isAssumed ? .assumed : health,
                verdict: verdict,
                below: verdict == .chosen ? below : nil
            )
        }
        return RoutingExplanation(
            owner: note.owner,
            type: note.type,
            policy: note.policy,
            policyName: note.policyName,
            clientPlace: candidates.decision.map { place(in: note.policy, scope: $0.scope) },
            alternatives: alternatives,
            scope: max(walk.scope, below?.scope ?? 0)
        )
    }

    private func below(
        _ choice: RouteWalk.Choice,
        of route: Route,
        _ start: RouteWalk,
        level: Int
    ) -> RoutingExplanation? {
        guard case .one(let chosen) = choice,
            let content = zone.view.content(chosen, of: route), content.isRouted
        else { return nil }
        return explain(zone.view.route(at: content.place), start, level: level + 1)
    }

    private func health(
        of number: Int,
        _ route: Route,
        _ walk: RouteWalk
    ) -> RoutingExplanation.Health {
        var walk = walk
        guard walk.isHealthy(number, of: route) else { return .unhealthy }
        let traits = zone.view.traits(number, of: route)
        let isChecked = traits.healthCheck != VariantTraits.unchecked || traits.evaluatesTarget
        return isChecked ? .healthy : .unchecked
    }

    /// What of the client a policy looks at.
    private func place(
        in policy: Alternatives.Policy,
        scope: Int
    ) -> RoutingExplanation.ClientPlace {
        let network: IPPrefix? =
            if case .ipBased(let rules) = policy {
                rules.smallestBlock(around: client.geographic)
            } else {
                locations.network(around: client.address)
            }
        return RoutingExplanation.ClientPlace(
            location: locations.location(of: client.address),
            network: network,
            scope: scope
        )
    }
}

extension RouteWalk.Choice {
    fileprivate func holds(_ number: Int) -> Bool {
        switch self {
        case .none: false
        case .one(let chosen): chosen == number
        case .several(let sample): (0..<sample.count).contains { sample[$0] == number }
        }
    }
}

extension RoutingExplanation.Alternative {
    fileprivate init(
        _ note: RouteNote.Alternative,
        health: RoutingExplanation.Health,
        verdict: Verdict,
        below: RoutingExplanation?
    ) {
        words = note.words
        setIdentifier = note.identifier
        self.health = health
        self.verdict = verdict
        alias =
            if case .alias(let target, let evaluatesHealth) = note.leadsTo {
                .init(target: target, evaluatesHealth: evaluatesHealth, below: below)
            } else {
                nil
            }
    }
}

extension IPBasedRules {
    /// The smallest block that holds all of a network.
    fileprivate func smallestBlock(around client: IPPrefix) -> IPPrefix? {
        let blocks = rules.flatMap { rule -> [IPPrefix] in
            guard case .blocks(let blocks) = rule else { return [] }
            return blocks
        }
        return blocks.filter { $0.length <= client.length && $0.contains(client.address) }
            .max { $0.length < $1.length }
    }
}
