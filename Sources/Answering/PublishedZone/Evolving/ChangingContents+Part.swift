internal import DNSWire

// The part of a zone that matters to some of its nodes.

extension ChangingContents {
    /// What these names own, what they refer to, and what takes authority from any of them.
    func part(around names: some Sequence<DomainName>) throws(PublishingError) -> ZoneContents {
        var part = ZonePart(of: base)
        for name in names {
            let contents = contents(of: name)
            try part.add(contents)
            try addAuthorities(above: name, to: &part)
            for target in try contents.targets where target.isAtOrBelow(apex) {
                try part.add(self.contents(of: target))
                try addAuthorities(above: target, to: &part)
            }
        }
        return part.contents
    }

    private func addAuthorities(
        above name: DomainName,
        to part: inout ZonePart
    ) throws(PublishingError) {
        var name = name
        while name != apex, let parent = name.parent {
            let contents = contents(of: parent)
            if contents.mayTakeAuthority { try part.add(contents) }
            name = parent
        }
    }

    /// Routed RRsets that an alias of one of these owners leads to, and those whose aliases lead to one of
    /// them, over however many: what `AliasDepths` has to see when the owners' aliases have changed.
    func aliasFamily(of owners: [DomainName], _ dependents: NodeDependents) -> [RoutedRRset] {
        var family = Set(owners)
        var below = owners
        while let owner = below.popLast() {
            for target in contents(of: owner).routedRRsets.flatMap(\.aliasTargets)
            where family.insert(target).inserted { below.append(target) }
        }
        var seen = Set(owners)
        var above = owners
        while let owner = above.popLast() {
            for dependent in dependents[owner] where seen.insert(dependent).inserted {
                above.append(dependent)
            }
        }
        return family.union(seen).flatMap { contents(of: $0).routedRRsets }
    }
}

/// Contents in the making, each owner once.
private struct ZonePart {
    private(set) var contents: ZoneContents
    private var owners: Set<DomainName> = []

    /// With what is said of the zone as a whole, and no owner.
    init(of zone: ZoneContents) {
        contents = zone
        contents.rrsets = RRsetTable()
        contents.routedRRsets = []
    }

    mutating func add(_ owner: OwnerContents) throws(PublishingError) {
        guard owners.insert(owner.owner).inserted else { return }
        do {
            for rrset in owner.rrsets { try contents.rrsets.add(rrset) }
        } catch {
            throw .zoneTooLarge
        }
        contents.routedRRsets += owner.routedRRsets
    }
}

extension OwnerContents {
    fileprivate var mayTakeAuthority: Bool {
        rrsets.contains { $0.type == .ns || $0.type == .dname }
            || routedRRsets.contains { $0.type == .dname }
    }

    /// The names that its aliases lead to, and those whose addresses go along with its records.
    fileprivate var targets: [DomainName] {
        get throws(PublishingError) {
            var targets: [DomainName] = []
            for rrset in rrsets { targets += try addressedNames(rrset.type, rrset.records) }
            for routed in routedRRsets {
                targets += routed.aliasTargets
                for variant in routed.variants {
                    guard case .records(let records, _) = variant.content else { continue }
                    targets += try addressedNames(routed.type, records)
                }
            }
            return targets
        }
    }

    private func addressedNames(
        _ type: RRType,
        _ records: [RData]
    ) throws(PublishingError) -> [DomainName] {
        switch RecordData.names(in: type) {
        case .none: return []
        case .row(_, _, let use) where !use.contains(.addressed): return []
        case .row, .amongFields: break
        }
        do {
            var names: [DomainName] = []
            for record in records {
                let embedded = try RecordData(type: type, record).encoded.names
                names += embedded.filter(\.wantsAddresses).map(\.name)
            }
            return names
        } catch {
            throw .badRecordData(owner: owner, type: type)
        }
    }
}
