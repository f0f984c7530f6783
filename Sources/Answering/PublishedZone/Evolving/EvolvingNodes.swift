internal import DNSWire

/// What has to be known of the nodes of a published zone, beside its block, to go on from it.
struct EvolvingNodes: Sendable {
    var notes: RouteNotes
    var ruleSets: RuleSetTable
    var dependents: NodeDependents
    var tree: NodeTree
    /// Beyond so many octets the zone is compiled anew.
    let octetLimit: Int

    /// Those of a zone that has just been compiled to evolve.
    init(_ draft: borrowing ZoneDraft) {
        notes = draft.notes
        ruleSets = draft.ruleSets
        dependents = draft.dependents ?? NodeDependents(apex: draft.contents.apex)
        tree = NodeTree(draft.nodes, apex: draft.contents.apex)
        octetLimit = ZoneRoom.octets(for: draft.block.count)
    }

    /// Takes back what a draft went on from, with what it has added.
    mutating func takeBack(from draft: borrowing ZoneDraft) {
        notes = draft.notes
        ruleSets = draft.ruleSets
        if let dependents = draft.dependents { self.dependents = dependents }
    }

    /// Gives back the numbers that a node's routed RRsets have.
    mutating func releaseRoutes(of node: ZoneView.PlacedNode, in zone: ZoneView) {
        for index in 0..<Int(node.node.rrsetCount) {
            let rrset = zone.rrset(index, of: node)
            guard rrset.isRouted else { continue }
            let route = zone.route(at: rrset.place)
            notes.release(route.note)
            if route.ruleSet != Route.everyone { ruleSets.release(route.ruleSet) }
        }
    }
}

/// Room in a zone that evolves: as each time it grows by half, compiling all of it anew costs little
/// for each change.
enum ZoneRoom {
    /// So that small zones are not compiled anew all the time.
    static let leastOctets = 4096
    static let leastNodes = 16

    static func octets(for count: Int) -> Int { count + count / 2 + leastOctets }
    static func nodes(for count: Int) -> Int { count + count / 2 + leastNodes }
}

/// Which nodes depend on which: because an alias leads there, addresses of it go along, it takes
/// authority away, or is the source of synthesis.
struct NodeDependents: Sendable {
    private let apex: DomainName
    /// By what they depend on. Some may not depend on it any more.
    private var owners: [DomainName: Set<DomainName>] = [:]

    init(apex: DomainName) { self.apex = apex }

    /// Names of other zones are left out: they do not change here.
    mutating func note(_ owner: DomainName, dependsOn target: DomainName) {
        if target.isAtOrBelow(apex) { owners[target, default: []].insert(owner) }
    }

    subscript(target: DomainName) -> Set<DomainName> { owners[target] ?? [] }
}
