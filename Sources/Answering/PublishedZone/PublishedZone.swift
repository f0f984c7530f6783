package import DNSWire
internal import Routing

/// One zone as the answer path reads it: immutable, in plain memory, with nothing left to work
/// out but which octets to copy.
package final class PublishedZone: Sendable {
    package let apex: DomainName
    /// For people: the identifiers of the routed alternatives, in the order of `answers`.
    let identifiers: [UInt32: String]
    /// The distinct sets of rules that its routed RRsets decide by, by the numbers in `Route`.
    let ruleSets: [GeolocationRules]

    private let octets: FlatArray<UInt8>
    private let slots: FlatArray<HashSlots.Slot>
    private let nodes: FlatArray<Node>
    private let rrsets: FlatArray<NodeRRset>
    private let answers: FlatArray<PreparedAnswer>
    private let routes: FlatArray<Route>
    private let fixups: FlatArray<Fixup>
    private let additions: FlatArray<Addition>
    let view: ZoneView

    /// Compiles a zone.
    package convenience init(_ contents: ZoneContents) throws(PublishingError) {
        self.init(try ZoneDraft(contents))
    }

    private init(_ draft: ZoneDraft) {
        apex = draft.contents.apex
        identifiers = draft.identifiers
        ruleSets = draft.ruleSets
        octets = FlatArray(draft.octets)
        slots = FlatArray(HashSlots.slots(for: draft.hashes))
        nodes = FlatArray(draft.nodes)
        rrsets = FlatArray(draft.rrsets)
        answers = FlatArray(draft.answers)
        routes = FlatArray(draft.routes)
        fixups = FlatArray(draft.fixups)
        additions = FlatArray(draft.additions)
        view = ZoneView(
            decisionMaps: .empty,
            names: NameTable(slots: HashSlots(slots.view), nodes: nodes.view, octets: octets.view),
            rrsets: rrsets.view,
            answers: answers.view,
            routes: routes.view,
            fixups: fixups.view,
            additions: additions.view,
            apexNode: draft.apexNode,
            apexLength: apex.wire.count,
            apexLabelCount: apex.labelCount,
            deepestLabelCount: draft.nodes.reduce(0) { max($0, Int($1.labelCount)) },
            negativeAnswer: draft.negativeAnswer,
            usesClientSubnet: draft.contents.usesClientSubnet
        )
    }
}

/// What the answer path holds of a zone.
struct ZoneView: BitwiseCopyable, Sendable {
    /// For `Outcome`, and the numbers of the decision maps of the zone's rule sets: given by the state
    /// that serves the zone.
    var number = 0
    var decisionMaps: FlatView<UInt32>
    let names: NameTable
    let rrsets: FlatView<NodeRRset>
    let answers: FlatView<PreparedAnswer>
    let routes: FlatView<Route>
    let fixups: FlatView<Fixup>
    let additions: FlatView<Addition>
    let apexNode: UInt32
    /// Wire length of the apex's name.
    let apexLength: Int
    let apexLabelCount: Int
    /// Label count of the longest name: longer suffixes need no look-up.
    let deepestLabelCount: Int
    /// The SOA with the TTL of negative answers (RFC 2308 §5).
    let negativeAnswer: PreparedAnswer
    let usesClientSubnet: Bool

    var octets: FlatView<UInt8> { names.octets }
}
