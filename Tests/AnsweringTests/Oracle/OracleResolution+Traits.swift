import DNSWire

// What a question met, for the counts.

extension OracleResolution {
    /// A node was reached: which special questions ended there.
    mutating func noteNode(
        _ name: DomainName,
        _ source: DomainName,
        _ sets: [RRType: OracleRRset]
    ) {
        if name == source, name.isWildcard { traits.insert(.literalWildcard) }
        if sets[.dname] != nil {
            traits.insert(name == source ? .redirectionOwner : .wildcardRedirection)
        }
        if name != source, sets[.cname] != nil { traits.insert(.wildcardAlias) }
        guard question.type == .ds else { return }
        if sets[.ns] != nil, sets[.soa] == nil { traits.insert(.dsAtCut) }
        guard let own = oracle.zones.first(where: { $0.apex == name }) else { return }
        let isAnsweredByParent = oracle.zone(for: name, .ds)?.apex != own.apex
        traits.insert(isAnsweredByParent ? .dsFromParentZone : .dsAtLoneApex)
    }

    mutating func noteAnswer(_ found: OracleRRset, _ name: DomainName, _ source: DomainName) {
        let isWildcard = name != source
        switch found {
        case .plain:
            traits.insert(isWildcard ? .wildcardAnswer : .answer)
        case .routed:
            traits.insert(isWildcard ? .routedWildcard : .routedAnswer)
        }
    }

    mutating func noteNoData(
        _ found: OracleRRset?,
        _ name: DomainName,
        _ source: DomainName,
        _ sets: [RRType: OracleRRset],
        _ zone: OracleZone
    ) {
        if found != nil {
            traits.insert(.routedNoData)
        } else if isInChain {
            traits.insert(.aliasToNoData)
        } else if name != source {
            traits.insert(sets.isEmpty ? .emptyWildcard : .wildcardNoData)
        } else if sets.isEmpty {
            traits.insert(.emptyNonTerminal)
            noteBlockedWildcard(over: name, in: zone)
        } else {
            traits.insert(.noData)
        }
    }

    /// A wildcard further up that would have answered, had nothing stood in its way
    /// (RFC 4592 §2.2.1).
    mutating func noteBlockedWildcard(over name: DomainName, in zone: OracleZone) {
        let isBlocked = zone.path(to: name).dropLast().contains { step in
            zone.wildcard(below: step).map(zone.exists) ?? false
        }
        if isBlocked { traits.insert(.wildcardBlocked) }
    }
}
