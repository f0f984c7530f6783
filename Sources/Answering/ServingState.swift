package import Addressing
package import DNSWire
package import Geography
internal import Routing

/// Everything that answers are made from: zones, decision maps, health, options. Immutable; a change is a
/// new state, published whole, that shares with the old one whatever is the same in both.
package final class ServingState: Sendable {
    package let locations: LocationRanges
    package let options: AnswerOptions
    /// Who is unhealthy: bit n % 64 of word n / 64 for health check n. What is beyond the end is healthy.
    package let health: [UInt64]

    private let table: ZoneTable
    private let decisionMaps: DecisionMapTable
    private let maps: FlatArray<DecisionMap.View>
    private let unhealthy: FlatArray<UInt64>
    private let replyOptions: ReplyOptions
    let view: View
    /// Which zones answer only some clients.
    let restrictions: ZoneRestrictions

    /// What the answer path holds of a state.
    struct View: BitwiseCopyable, Sendable {
        let table: ZoneTable.View
        let decisionMaps: FlatView<DecisionMap.View>
        let unhealthy: UnhealthyChecks
        let options: ReplyOptions.View
    }

    /// - Parameters:
    ///   - zones: the zones to serve. Of those with the same apex the last one counts.
    ///   - locations: where addresses are.
    ///   - options: what shapes the replies.
    ///   - health: see `health`.
    package convenience init(
        zones: [PublishedZone],
        locations: LocationRanges,
        options: AnswerOptions,
        health: [UInt64] = []
    ) {
        var maps = DecisionMapTable()
        let table = ZoneTable().replacing(zones, removing: [], &maps)
        maps.makeMaps(locations)
        let restrictions = ZoneRestrictions.none.following(
            table,
            putting: zones,
            removing: [],
            options.zoneAccess,
            areNewOptions: true
        )
        self.init(table, restrictions, maps, locations, options, health)
    }

    /// Compiles the zones too.
    package convenience init(
        zones: [ZoneContents],
        locations: LocationRanges,
        options: AnswerOptions,
        health: [UInt64] = []
    ) throws(PublishingError) {
        var published: [PublishedZone] = []
        for contents in zones { published.append(try PublishedZone(contents)) }
        self.init(zones: published, locations: locations, options: options, health: health)
    }

    private init(
        _ table: consuming ZoneTable,
        _ restrictions: ZoneRestrictions,
        _ decisionMaps: DecisionMapTable,
        _ locations: LocationRanges,
        _ options: AnswerOptions,
        _ health: [UInt64]
    ) {
        self.locations = locations
        self.options = options
        self.health = health
        self.restrictions = restrictions
        self.decisionMaps = decisionMaps
        replyOptions = ReplyOptions(options)
        maps = FlatArray(decisionMaps.views)
        unhealthy = FlatArray(health)
        view = View(
            table: table.view,
            decisionMaps: maps.view,
            unhealthy: UnhealthyChecks(unhealthy.view),
            options: replyOptions.view
        )
        self.table = table
    }

    /// This state with some changes. It costs what they cost, whatever else is served: zones that
    /// do not change are shared, and so are decision maps as long as the locations are the same.
    ///
    /// - Parameters:
    ///   - zones: zones that are new, or take the place of those with the same apexes.
    ///   - removed: apexes of zones that go; those that are not there do not matter.
    ///   - newLocations: where addresses are from now on; nil if that has not changed.
    ///   - newOptions: what shapes the replies from now on; nil if that has not changed.
    ///   - newHealth: who is unhealthy from now on, as in `health`; nil if that has not changed.
    /// - Returns: the new state. Zones that stay keep their numbers.
    package func replacing(
        _ zones: [PublishedZone] = [],
        removing removed: [DomainName] = [],
        locations newLocations: LocationRanges? = nil,
        options newOptions: AnswerOptions? = nil,
        health newHealth: [UInt64]? = nil
    ) -> ServingState {
        var maps = decisionMaps
        let table = table.replacing(zones, removing: removed, &maps)
        if newLocations != nil { maps.dropMapsOfLocations() }
        maps.makeMaps(newLocations ?? locations)
        let accessOptions = (newOptions ?? options).zoneAccess
        let newRestrictions = restrictions.following(
            table,
            putting: zones,
            removing: removed,
            accessOptions,
            areNewOptions: accessOptions != options.zoneAccess
        )
        return ServingState(
            table,
            newRestrictions,
            maps,
            newLocations ?? locations,
            newOptions ?? options,
            newHealth ?? health
        )
    }

    package var zoneCount: Int { table.zoneCount }

    /// All zones, in no order that means anything.
    package var zones: [PublishedZone] { table.zones }

    /// The zone that an `Outcome` of this state names. In states that come one out of the other a
    /// zone has the same number as long as it is served; later another zone may get it.
    package func zone(_ number: Int) -> PublishedZone? { table.zone(number) }

    package func zone(at apex: DomainName) -> PublishedZone? { table.zone(at: apex) }

    /// Whether answers of the zone that an `Outcome` names look at the client subnet of a query.
    package func looksAtClientSubnets(inZone number: Int) -> Bool {
        zone(number)?.view.clientSubnetUse.isUsed(byDefault: options.usesClientSubnet) ?? false
    }

    /// The distinct rule sets of the zones that look at the client.
    var rulesInUse: [ClientRules] { decisionMaps.rules }

    /// How many decision maps the zones ask: one for each distinct set of rules.
    package var decisionMapCount: Int { decisionMaps.count }

    /// The SCOPE that decision map `number` gives a client: one decision by itself, as the answer
    /// path makes it.
    package func scope(ofMap number: Int, for client: IPAddress) -> Int {
        view.decisionMaps.reference(number).decide(for: RoutingClient(client)).scope
    }
}
