package import Addressing
package import DNSWire
internal import Routing

/// One zone as the answer path reads it: immutable, in one block of plain memory, with nothing left
/// to work out but which octets to copy. What it was made from is not needed any more.
package final class PublishedZone: Sendable {
    package let apex: DomainName
    /// Who may ask; nil if the zone does not say.
    package let access: AccessRules?
    /// For people: what the routed RRsets are, as `Route` numbers them.
    let notes: RouteNotes
    /// The distinct sets of rules that its routed RRsets decide by, by the numbers in `Route`; nil for
    /// numbers that none has.
    let ruleSets: [RuleSet?]
    private let block: FlatBlock<ZoneHeader>

    /// Compiles a zone.
    package convenience init(_ contents: ZoneContents) throws(PublishingError) {
        self.init(
            contents.apex,
            access: contents.access,
            try ZoneDraft.complete(contents).finish()
        )
    }

    init(_ apex: DomainName, access: AccessRules?, _ zone: consuming ZoneDraft.Finished) {
        self.apex = apex
        self.access = access
        notes = zone.notes
        ruleSets = zone.ruleSets
        block = zone.block
    }

    var view: ZoneView { ZoneView(block.view) }

    /// Octets that the zone takes in memory, this object and its names for people not counted.
    package var octetCount: Int { view.octetCount }

    /// How many hash slots a search passes by on average before it comes to a name of the zone.
    package var meanSlotDistance: Double { view.meanSlotDistance }
}
