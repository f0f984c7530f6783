internal import DNSWire

// Alias record sets: they lead to record sets of the zone, never back to themselves, and not to more
// of them than a query can be made to look at. Names outside of the zone are the configuration's.

extension ZoneChecks {
    mutating func checkAliases() {
        let zone = zone
        let groups = Dictionary(grouping: zone.routed) {
            AliasTrees.Group(name: $0.name, type: $0.type)
        }
        var trees = AliasTrees { group in
            if let routed = groups[group] { return AliasTrees.Node(routed) }
            guard let owner = zone.plain.owner(named: group.name.wire.span),
                zone.plain.set(of: owner, group.type) != nil
            else { return nil }
            return .plain
        }
        var refused: Set<AliasTrees.Group> = []
        for recordSet in zone.routed {
            guard let alias = recordSet.aliasTarget, alias.name.isAtOrBelow(zone.name) else {
                continue
            }
            let target = AliasTrees.Group(name: alias.name, type: recordSet.type)
            if !trees.exists(target) {
                problems.refuse(
                    at: recordSet.source,
                    AliasTrees.missing(
                        "\(target.name)",
                        type: "\(target.type)",
                        in: "\(zone.name)"
                    )
                )
                continue
            }
            var fault = trees.fault(below: target)
            if fault == nil {
                // Each target by itself will do, but one query may come to look at all of them.
                let group = AliasTrees.Group(name: recordSet.name, type: recordSet.type)
                fault = trees.fault(below: group)
                if fault != nil, !refused.insert(group).inserted { continue }
            }
            guard let fault else { continue }
            problems.refuse(
                at: recordSet.source,
                AliasTrees.refusal(of: recordSet, to: alias.name, for: fault)
            )
        }
    }
}
