package import Addressing
package import Geography
package import Routing

/// Why a client got the alternative that it got: a choice, told for people.
package struct RoutingExplanation: Sendable {
    /// Where the client is, as far as is known.
    package let location: Location
    /// The widest network around the client that has the same location.
    package let network: IPPrefix?
    /// All alternatives, smallest region first: the order in which they are considered.
    package let alternatives: [Alternative]

    package struct Alternative: Sendable {
        package let code: LocationCode
        package let setIdentifier: String
        package let verdict: Verdict
    }
}

extension ServingState {
    /// Explains a choice that `respond` made with this state for the client at `address`; nil if no
    /// rules of geolocation made it.
    package func explain(_ choice: Outcome.Choice, for address: IPAddress) -> RoutingExplanation? {
        guard let zone = zone(choice.zone) else {
            preconditionFailure("the choice was made with another state")
        }
        let route = zone.view.route(at: choice.route)
        guard route.ruleSet != Route.everyone,
            case .geolocation(let rules) = zone.ruleSets[Int(route.ruleSet)]
        else { return nil }
        let location = locations.location(of: address)
        let identifiers = zone.notes[Int(route.note)].alternatives.map(\.identifier)
        return RoutingExplanation(
            location: location,
            network: locations.network(around: address),
            alternatives: zip(rules.codes, rules.verdicts(for: location)).enumerated().map {
                number,
                alternative in
                RoutingExplanation.Alternative(
                    code: alternative.0,
                    setIdentifier: identifiers[number],
                    verdict: alternative.1
                )
            }
        )
    }
}
