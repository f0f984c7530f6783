package import Addressing
package import DNSWire
package import Geography

/// Which alternative a client gets, and why: the same decision that `respond` makes, for people.
package struct RoutingDecision: Sendable, Hashable {
    /// One of the record sets that were to choose from.
    package struct Alternative: Sendable, Hashable {
        package let code: LocationCode
        /// Route 53's SetIdentifier.
        package let identifier: String
    }

    /// The type of the routed RRset: CNAME, or what was asked for.
    package let type: RRType
    /// The alternatives that match the client, the smallest region first: the first is answered.
    package let candidates: [Alternative]
    /// The alternatives that do not match.
    package let others: [Alternative]
}

extension ServingState {
    /// What routing decides about `name` itself for a client at `client`; aliases are not followed.
    /// Nil if the answer is the same for every client.
    package func routingDecision(
        for name: DomainName,
        type: RRType,
        client: IPAddress
    ) -> RoutingDecision? {
        let wire = name.wire
        var query = QueryName()
        query.load(wire.span, at: 0)
        guard let zone = view.table.zone(for: query, type),
            case .answer(let rrset) = zone.lookup(query, type: type), rrset.isRouted
        else { return nil }
        let route = zone.routes[rrset.index]
        let codes = ruleSets.ruleSets[Int(route.ruleSet)].codes
        let identifiers = zones[zone.number].identifiers
        let alternatives = codes.enumerated().map { number, code in
            RoutingDecision.Alternative(
                code: code,
                identifier: identifiers[route.firstVariant + UInt32(number)] ?? ""
            )
        }
        let map = view.decisionMaps[route.ruleSet]
        let decision = map.decide(for: ClientAddress(client))
        let matching = (0..<Int(decision.candidates.count)).map { map.candidate(decision, $0) }
        return RoutingDecision(
            type: RRType(rawValue: rrset.type),
            candidates: matching.map { alternatives[$0] },
            others: alternatives.indices.filter { !matching.contains($0) }.map { alternatives[$0] }
        )
    }
}
