internal import DNSWire

// Record sets that cannot stand at one name together.

extension ZoneChecks {
    mutating func checkNodes() {
        for owner in 0..<table.ownerCount where hasCNAMEBesideOthers(owner) {
            let node = recordSets(at: table.ownerName(owner))
            // Names with routed record sets follow below.
            if node.allSatisfy(\.isPlain) { checkCoexistence(at: node) }
        }
        for name in routed.names {
            let node = recordSets(at: name)
            checkCoexistence(at: node)
            checkRouting(at: node)
        }
    }

    private func hasCNAMEBesideOthers(_ owner: Int) -> Bool {
        var sets = table.sets(of: owner)
        guard sets.next(in: table) != nil, sets.next(in: table) != nil else { return false }
        return table.set(of: owner, .cname) != nil
    }

    /// A CNAME is alone at its name (RFC 1034 §3.6.2), but for the DNSSEC types (RFC 4034 §3, §4),
    /// and so never at the apex.
    private mutating func checkCoexistence(at node: [ResourceRecordSet]) {
        guard NodeRules.conflict(among: Set(node.lazy.map(\.type))),
            let alias = node.first(where: { $0.type == .cname })
        else { return }
        problems.refuse(
            at: alias.source ?? node.first { $0.type != .cname }?.source,
            NodeRules(apex: zone.name).refusal(ofCNAMEAt: alias.name)
        )
    }

    /// The record sets of each type, in ascending order of the types.
    private mutating func checkRouting(at node: [ResourceRecordSet]) {
        let groups = Dictionary(grouping: node, by: \.type)
        for (_, group) in groups.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for problem in RoutingGroup(group).problems { problems.add(problem) }
        }
    }
}
