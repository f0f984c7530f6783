// RFC 1034 §4.3.2 as amended by RFC 4592 (wildcards), RFC 6672 (DNAME), RFC 2181 (zone cuts) and
// RFC 8020 (NXDOMAIN), on the published form.

internal import DNSWire

/// What a zone has to say to a name and type.
enum LookupOutcome: Sendable {
    /// The RRset that was asked for; `isSynthesised` if a wildcard gave it.
    case answer(NodeRRset)
    /// A CNAME that is the same for every client, to be followed.
    case alias(PreparedAnswer)
    /// The DNAME that a name above owns (RFC 6672 §3.2); `ownerLabels` is that name's label count.
    case redirection(PreparedAnswer, ownerLabels: Int)
    /// The NS RRset of the zone cut that the name is at or below.
    case referral(PreparedAnswer, ownerLabels: Int)
    /// The name exists, the type does not.
    case noData
    /// Neither the name nor anything below it exists.
    case nameError
}

extension ZoneView {
    /// Looks `name` up, which must be at or below the apex.
    func lookup(_ name: borrowing QueryName, type: RRType) -> LookupOutcome {
        let (closest, isExact) = closestEncloser(of: name)
        let node = names.nodes[closest]
        if let occluder = occluder(of: node, number: closest, isExact: isExact) {
            let above = names.nodes[occluder]
            if !above.isZoneCut {
                return dname(of: above)
            }
            let isAskedOfParent = type == .ds && isExact && occluder == closest
            if !isAskedOfParent { return referral(at: above) }
        }
        if isExact { return select(from: node, type) }
        guard node.wildcard != NameTable.noNode else { return .nameError }
        return select(from: names.nodes[node.wildcard], type)
    }

    /// The longest existing suffix of `name` (RFC 4592 §3.3.1), and whether it is all of it.
    private func closestEncloser(of name: borrowing QueryName) -> (node: UInt32, isExact: Bool) {
        var labels = min(name.labelCount, deepestLabelCount)
        while labels > apexLabelCount {
            if let node = names.find(name, labels: labels) {
                return (node, labels == name.labelCount)
            }
            labels -= 1
        }
        return (apexNode, name.labelCount == apexLabelCount)
    }

    /// What takes authority over the name away: the node's occluder or, for a name below it, the
    /// node's own DNAME.
    private func occluder(of node: Node, number: UInt32, isExact: Bool) -> UInt32? {
        if node.occluder != NameTable.noNode { return node.occluder }
        return !isExact && rrset(of: node, .dname) != nil ? number : nil
    }

    private func select(from node: Node, _ type: RRType) -> LookupOutcome {
        let cname = rrset(of: node, .cname)
        if type == .any {
            // RFC 8482 §4.1: one RRset is answer enough.
            guard !node.rrsets.indices.isEmpty else { return .noData }
            return .answer(cname ?? rrsets[node.rrsets.indices.lowerBound])
        }
        if let found = rrset(of: node, type) { return .answer(found) }
        guard let cname else { return .noData }
        return cname.isRouted ? .answer(cname) : .alias(answers[cname.index])
    }

    private func referral(at cut: Node) -> LookupOutcome {
        guard let servers = rrset(of: cut, .ns) else { return .noData }
        return .referral(answers[servers.index], ownerLabels: Int(cut.labelCount))
    }

    private func dname(of node: Node) -> LookupOutcome {
        guard let dname = rrset(of: node, .dname) else { return .noData }
        return .redirection(answers[dname.index], ownerLabels: Int(node.labelCount))
    }

    private func rrset(of node: Node, _ type: RRType) -> NodeRRset? {
        for index in node.rrsets.indices {
            let rrset = rrsets[index]
            if rrset.type == type.rawValue { return rrset }
            if rrset.type > type.rawValue { return nil }
        }
        return nil
    }
}
