internal import DNSWire

/// A zone that changes often, owner by owner, and is published again and again.
///
/// A publication compiles the nodes that changed, and those that depend on them, behind a copy of the
/// octets of all others. What stood there of the nodes before is garbage: when the zone has grown by half,
/// all of it is compiled anew.
package struct EvolvingZone: Sendable {
    /// The last one that was published.
    package private(set) var published: PublishedZone
    /// How often all of it was compiled.
    package private(set) var wholeCompilationCount = 1
    /// With the changes that `published` shows, or was to show if publishing failed.
    private var contents: ChangingContents
    /// Those of `published`; nil if `contents` could not be published.
    private var nodes: EvolvingNodes?
    /// Changes that have not been published: of several for one owner the last.
    private var pending: [DomainName: OwnerContents] = [:]

    /// Compiles the whole zone.
    package init(_ contents: ZoneContents) throws(PublishingError) {
        self.contents = ChangingContents(contents)
        (published, nodes) = try Self.compile(contents)
    }

    /// From the next publication on an owner says this, and nothing else.
    package mutating func set(_ contents: OwnerContents) { pending[contents.owner] = contents }

    /// Publishes the zone with all changes so far. If that cannot be, what was published stays, and the
    /// changes are tried again together with the next ones.
    package mutating func publish() throws(PublishingError) -> PublishedZone {
        guard !pending.isEmpty || nodes == nil else { return published }
        let changes = pending.values
        pending = [:]
        // Put back when all is well; in the hands of one, so that nothing is copied.
        if var nodes = self.nodes.take(), let next = try goOn(changes, &nodes) {
            published = next
            self.nodes = nodes
            return next
        }
        for change in changes { contents.set(change) }
        let merged = try contents.merged()
        (published, nodes) = try Self.compile(merged)
        wholeCompilationCount += 1
        contents = ChangingContents(merged)
        return published
    }

    private static func compile(
        _ contents: ZoneContents
    ) throws(PublishingError) -> (PublishedZone, EvolvingNodes) {
        let draft = try ZoneDraft.complete(contents, for: .evolving)
        let nodes = EvolvingNodes(draft)
        let zone = PublishedZone(contents.apex, access: contents.access, try draft.finish())
        return (zone, nodes)
    }

    /// What was published, with changes; nil if it takes compiling all of it.
    private mutating func goOn(
        _ changes: some Sequence<OwnerContents>,
        _ nodes: inout EvolvingNodes
    ) throws(PublishingError) -> PublishedZone? {
        let changes = NodeChanges(changes, &contents, &nodes)
        guard !changes.isSweeping, !nodes.tree.hasOutgrownItsRoom else { return nil }
        if !changes.realiased.isEmpty {
            let family = contents.aliasFamily(of: changes.realiased, nodes.dependents)
            try AliasDepths.check(family)
        }
        let base = published.view
        for name in changes.compiled.union(changes.removed) {
            guard let place = base.place(of: name) else { continue }
            nodes.releaseRoutes(of: base.node(at: place), in: base)
        }
        let part = try contents.part(around: changes.compiled)
        let draftNodes = try DraftNodes(part, and: names(of: changes, nodes.tree))
        var draft = ZoneDraft(goingOnFrom: base, with: part, draftNodes, &nodes)
        try draft.append(changes.compiled)
        guard draft.block.count <= nodes.octetLimit else { return nil }
        draft.settle(changes, in: base)
        nodes.takeBack(from: draft)
        return PublishedZone(contents.apex, access: part.access, try draft.finish())
    }

    /// The nodes to compile, and their sources of synthesis.
    private func names(of changes: NodeChanges, _ tree: NodeTree) -> [DomainName] {
        let wildcards = changes.compiled.compactMap(\.wildcard).filter {
            contents.owns($0) || tree.hasChildren($0)
        }
        return changes.compiled + wildcards
    }
}

extension DomainName {
    /// The source of synthesis for the names below this one; nil if that would be too long a name.
    fileprivate var wildcard: DomainName? {
        guard wire.count + 2 <= Self.maximumLength else { return nil }
        let wildcard = [1, UInt8(ascii: "*")] + wire
        return DomainName(copying: wildcard.span)
    }
}
