internal import DNSWire

/// What the change of some owners means for the nodes of their zone.
struct NodeChanges {
    /// Nodes to be compiled: changed themselves, or dependent on what has changed.
    private(set) var compiled: Set<DomainName> = []
    private(set) var removed: Set<DomainName> = []
    /// A name that others are below takes authority from them, or does so no more: which may matter to
    /// any node.
    private(set) var isSweeping = false
    /// Owners whose aliases lead to other names than before.
    private(set) var realiased: [DomainName] = []

    /// Makes the changes in `contents` and `nodes`.
    init(
        _ changes: some Sequence<OwnerContents>,
        _ contents: inout ChangingContents,
        _ nodes: inout EvolvingNodes
    ) {
        let apex = contents.apex
        let changes = changes.filter { $0.owner.isAtOrBelow(apex) }
        // From the bottom what goes and from the top what comes: most often nothing is below it then.
        let gone = changes.filter(\.isEmpty).sorted { $0.owner.labelCount > $1.owner.labelCount }
        let kept = changes.filter { !$0.isEmpty }
            .sorted { $0.owner.labelCount < $1.owner.labelCount }
        for change in gone + kept { make(change, &contents, &nodes) }
        compiled.subtract(removed)
    }

    private mutating func make(
        _ change: OwnerContents,
        _ contents: inout ChangingContents,
        _ nodes: inout EvolvingNodes
    ) {
        let owner = change.owner
        let isApex = owner == contents.apex
        let old = contents.contents(of: owner)
        let before = OwnerShape(old, isApex: isApex)
        let after = OwnerShape(change, isApex: isApex)
        contents.set(change)
        let wasThere = !old.isEmpty || nodes.tree.hasChildren(owner)
        let isThere = !change.isEmpty || nodes.tree.hasChildren(owner)
        if wasThere != isThere {
            if isThere {
                nodes.tree.add(owner, owns: { contents.owns($0) }, changed: { note($0) })
            } else {
                nodes.tree.remove(owner, owns: { contents.owns($0) }, changed: { note($0) })
            }
        } else if isThere {
            compiled.insert(owner)
        }
        if before.takesAuthority != after.takesAuthority, nodes.tree.hasChildren(owner) {
            isSweeping = true
        }
        if before.rrsets != after.rrsets {
            for dependent in nodes.dependents[owner]
            where contents.owns(dependent) || nodes.tree.hasChildren(dependent) {
                compiled.insert(dependent)
            }
        }
        if before.aliasTargets != after.aliasTargets { realiased.append(owner) }
    }

    private mutating func note(_ step: NodeTree.Step) {
        switch step {
        case .appeared(let name):
            compiled.insert(name)
            removed.remove(name)
        case .disappeared(let name): removed.insert(name)
        case .changed(let name): compiled.insert(name)
        }
    }
}

/// What other nodes see of an owner.
private struct OwnerShape {
    /// In the order of their types.
    let rrsets: [Seen]
    let takesAuthority: Set<RRType>
    let aliasTargets: Set<DomainName>

    struct Seen: Hashable {
        let type: RRType
        let isRouted: Bool
    }

    init(_ contents: OwnerContents, isApex: Bool) {
        let plain = contents.rrsets.map { Seen(type: $0.type, isRouted: false) }
        let routed = contents.routedRRsets.map { Seen(type: $0.type, isRouted: true) }
        rrsets = (plain + routed).sorted { $0.type.rawValue < $1.type.rawValue }
        takesAuthority = Set(
            rrsets.filter { $0.type == .dname || $0.type == .ns && !$0.isRouted && !isApex }
                .map(\.type)
        )
        aliasTargets = Set(contents.routedRRsets.flatMap(\.aliasTargets))
    }
}
