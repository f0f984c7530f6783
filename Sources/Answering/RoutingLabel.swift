package import DNSWire

/// What a routing decision was, in few words: for those who count decisions. `RoutingExplanation` has
/// all of it.
package struct RoutingLabel: Sendable, Hashable {
    package let owner: DomainName
    package let type: RRType
    /// `geolocation`, `weighted` …
    package let policy: String
    /// What the record set that was chosen says for the policy: `CN`, `default`, a weight; nil if there
    /// was none, or several.
    package let alternative: String?
    package let setIdentifier: String?
}

extension ServingState {
    /// Names a choice that `respond` made with this state.
    package func label(of choice: Outcome.Choice) -> RoutingLabel {
        guard let zone = zone(choice.zone) else {
            preconditionFailure("the choice was made with another state")
        }
        let note = zone.notes[zone.view.route(at: choice.route).note]
        let alternative = choice.alternative.map { note.alternatives[$0] }
        return RoutingLabel(
            owner: note.owner,
            type: note.type,
            policy: note.policyName,
            alternative: alternative?.words,
            setIdentifier: alternative?.identifier
        )
    }
}
