// RFC 1034 §4.3.2 as amended by RFC 4592 (wildcards), RFC 6672 (DNAME), RFC 2181 (zone cuts) and
// RFC 8020 (NXDOMAIN), on the published form.

internal import DNSWire

/// What a zone has to say to a name and type; RRsets by their numbers in the zone's `answers`.
enum LookupOutcome: Sendable {
    case end(End)
    case link(Link)

    /// Where a search is at its end.
    enum End: Sendable {
        /// The RRset that was asked for, or a routed CNAME.
        case answer(NodeRRset)
        /// The NS RRset of the zone cut that the name is at or below.
        case referral(UInt32, ownerLabels: Int)
        /// The name exists, the type does not.
        case noData
        /// Neither the name nor anything below it exists.
        case nameError
    }

    /// What leads on to another name.
    enum Link: Sendable {
        /// A CNAME that is the same for every client.
        case alias(UInt32)
        /// The DNAME that a name above owns (RFC 6672 §3.2); `ownerLabels` is that name's label count.
        case redirection(UInt32, ownerLabels: Int)
    }
}

extension ServedZone {
    /// Looks `name` up, which must be at or below the apex.
    @inline(always)
    func lookup(_ name: borrowing QueryName, type: RRType) -> LookupOutcome {
        let (closest, isExact) = closestEncloser(of: name)
        let node = view.names.nodes[closest]
        if let occluder = occluder(of: node, number: closest, isExact: isExact) {
            let above = view.names.nodes[occluder]
            if !above.isZoneCut {
                return dname(of: above)
            }
            let isAskedOfParent = type == .ds && isExact && occluder == closest
            if !isAskedOfParent { return referral(at: above) }
        }
        if isExact { return select(from: node, type) }
        guard node.wildcard != NameTable.noNode else { return .end(.nameError) }
        return select(from: view.names.nodes[node.wildcard], type)
    }

    /// The longest existing suffix of `name` (RFC 4592 §3.3.1), and whether it is all of it.
    @inline(always)
    private func closestEncloser(of name: borrowing QueryName) -> (node: UInt32, isExact: Bool) {
        let apexLabelCount = view.apexLabelCount
        var labels = min(name.labelCount, view.deepestLabelCount)
        var start = name.start(ofSuffix: labels)
        while labels > apexLabelCount {
            if let node = view.names.find(name, from: start) {
                return (node, labels == name.labelCount)
            }
            labels -= 1
            start = name.start(behindLabelAt: start)
        }
        return (view.apexNode, name.labelCount == apexLabelCount)
    }

    /// What takes authority over the name away: the node's occluder or, for a name below it, the
    /// node's own DNAME.
    @inline(always)
    private func occluder(of node: Node, number: UInt32, isExact: Bool) -> UInt32? {
        if node.occluder != NameTable.noNode { return node.occluder }
        return !isExact && rrset(of: node, .dname) != nil ? number : nil
    }

    @inline(always)
    private func select(from node: Node, _ type: RRType) -> LookupOutcome {
        let cname = rrset(of: node, .cname)
        if type == .any {
            // RFC 8482 §4.1: one RRset is answer enough.
            guard !node.rrsets.indices.isEmpty else { return .end(.noData) }
            return .end(.answer(cname ?? view.rrsets[node.rrsets.indices.lowerBound]))
        }
        if let found = rrset(of: node, type) { return .end(.answer(found)) }
        guard let cname else { return .end(.noData) }
        return cname.isRouted ? .end(.answer(cname)) : .link(.alias(cname.index))
    }

    @inline(always)
    private func referral(at cut: Node) -> LookupOutcome {
        guard let servers = rrset(of: cut, .ns) else { return .end(.noData) }
        return .end(.referral(servers.index, ownerLabels: Int(cut.labelCount)))
    }

    @inline(always)
    private func dname(of node: Node) -> LookupOutcome {
        guard let dname = rrset(of: node, .dname) else { return .end(.noData) }
        return .link(.redirection(dname.index, ownerLabels: Int(node.labelCount)))
    }

    @inline(always)
    private func rrset(of node: Node, _ type: RRType) -> NodeRRset? {
        for index in node.rrsets.indices {
            let rrset = view.rrsets[index]
            if rrset.type == type.rawValue { return rrset }
            if rrset.type > type.rawValue { return nil }
        }
        return nil
    }
}
