package import Geography

/// Everything that answers are made from: zones, decision maps, options. Immutable; a change is a
/// new state, published whole.
package final class ServingState: Sendable {
    package let zones: [PublishedZone]
    package let locations: LocationRanges
    package let options: AnswerOptions
    let ruleSets: RuleSetRegistry

    private let decisionMaps: [DecisionMap]
    private let table: ZoneTable
    private let maps: FlatArray<DecisionMap.View>
    private let replyOptions: ReplyOptions
    let view: View

    /// What the answer path holds of a state.
    struct View: BitwiseCopyable, Sendable {
        let table: ZoneTable.View
        let decisionMaps: FlatView<DecisionMap.View>
        let options: ReplyOptions.View
    }

    /// - Parameters:
    ///   - zones: the zones to serve; no two have the same apex.
    ///   - ruleSets: the registry that the zones were compiled with.
    ///   - locations: where addresses are.
    ///   - options: what shapes the replies.
    package init(
        zones: [PublishedZone],
        ruleSets: RuleSetRegistry,
        locations: LocationRanges,
        options: AnswerOptions
    ) {
        self.zones = zones
        self.ruleSets = ruleSets
        self.locations = locations
        self.options = options
        replyOptions = ReplyOptions(options)
        decisionMaps = ruleSets.ruleSets.map { DecisionMap(rules: $0, locations: locations) }
        maps = FlatArray(decisionMaps.map(\.view))
        table = ZoneTable(zones)
        view = View(
            table: table.view,
            decisionMaps: maps.view,
            options: replyOptions.view
        )
    }

    /// Compiles the zones too. No two of them have the same apex.
    package convenience init(
        zones: [ZoneContents],
        locations: LocationRanges,
        options: AnswerOptions
    ) throws(PublishingError) {
        var ruleSets = RuleSetRegistry()
        var published: [PublishedZone] = []
        for contents in zones {
            published.append(try PublishedZone(contents, ruleSets: &ruleSets))
        }
        self.init(zones: published, ruleSets: ruleSets, locations: locations, options: options)
    }
}
