// RFC 1034 §4.3.2 as amended by RFC 4592 (wildcards), RFC 6672 (DNAME), RFC 2181 (zone cuts) and
// RFC 8020 (NXDOMAIN), on the published form.

internal import DNSWire

/// What a zone has to say to a name and type.
enum LookupOutcome: Sendable {
    case end(End)
    case link(Link)

    /// Where a search is at its end.
    enum End: Sendable {
        /// The RRset that was asked for, or a routed CNAME.
        case answer(PreparedAnswer)
        /// The NS RRset of the zone cut that the name is at or below.
        case referral(PreparedAnswer, ownerLabels: Int)
        /// The name exists, the type does not.
        case noData
        /// Neither the name nor anything below it exists.
        case nameError
    }

    /// What leads on to another name.
    enum Link: Sendable {
        /// A CNAME that is the same for every client.
        case alias(PreparedAnswer)
        /// The DNAME that a name above owns (RFC 6672 §3.2); `ownerLabels` is that name's label count.
        case redirection(PreparedAnswer, ownerLabels: Int)
    }
}

extension ZoneView {
    /// Looks `name` up, which must be at or below the apex.
    @inline(always)
    func lookup(_ name: borrowing QueryName, type: RRType) -> LookupOutcome {
        let (closest, isExact) = closestEncloser(of: name)
        if let above = occluder(of: closest, isExact: isExact) {
            if !above.node.marks.contains(.zoneCut) {
                return dname(of: above)
            }
            let isAskedOfParent = type == .ds && isExact && above.place == closest.place
            if !isAskedOfParent { return referral(at: above) }
        }
        if isExact { return select(from: closest, type) }
        return synthesise(below: closest, type)
    }

    /// What the wildcard has to say, if there is one (RFC 4592 §3.3.1).
    @inline(never)
    private func synthesise(below closest: PlacedNode, _ type: RRType) -> LookupOutcome {
        let relations = relations(of: closest)
        guard relations.wildcard != 0 else { return .end(.nameError) }
        return select(from: node(at: relations.wildcard), type)
    }

    /// The longest existing suffix of `name` (RFC 4592 §3.3.1), and whether it is all of it.
    @inline(always)
    private func closestEncloser(of name: borrowing QueryName) -> (PlacedNode, isExact: Bool) {
        let apexLabelCount = apexLabelCount
        var labels = min(name.labelCount, deepestLabelCount)
        var start = name.start(ofSuffix: labels)
        while labels > apexLabelCount {
            if let node = find(name, from: start) {
                return (node, labels == name.labelCount)
            }
            labels -= 1
            start = name.start(behindLabelAt: start)
        }
        return (apex, name.labelCount == apexLabelCount)
    }

    /// What takes authority over the name away: a node above, the node's own zone cut or, for a
    /// name below it, the node's own DNAME.
    @inline(always)
    private func occluder(
        of found: PlacedNode,
        isExact: Bool
    ) -> PlacedNode? {
        let marks = found.node.marks
        // Most names know of nothing of the kind.
        if marks.isDisjoint(with: [.relations, .zoneCut, .dname]) { return nil }
        let relations = relations(of: found)
        if relations.occluder != 0 { return node(at: relations.occluder) }
        if marks.contains(.zoneCut) { return found }
        return !isExact && marks.contains(.dname) ? found : nil
    }

    @inline(always)
    private func select(from found: PlacedNode, _ type: RRType) -> LookupOutcome {
        if found.node.rrsetCount == 1 { return select(only: rrset(0, of: found), type) }
        if type == .any {
            // RFC 8482 §4.1: one RRset is answer enough.
            guard found.node.rrsetCount > 0 else { return .end(.noData) }
            return .end(.answer(cname(of: found) ?? rrset(0, of: found)))
        }
        if let asked = rrset(of: found, type: type.rawValue) { return .end(.answer(asked)) }
        guard let cname = cname(of: found) else { return .end(.noData) }
        return follow(cname)
    }

    /// What a name with one RRset, as most are, has to say.
    @inline(always)
    private func select(only rrset: PreparedAnswer, _ type: RRType) -> LookupOutcome {
        if rrset.type == type.rawValue || type == .any { return .end(.answer(rrset)) }
        return rrset.type == RRType.cname.rawValue ? follow(rrset) : .end(.noData)
    }

    @inline(always)
    private func follow(_ cname: PreparedAnswer) -> LookupOutcome {
        cname.isRouted ? .end(.answer(cname)) : .link(.alias(cname))
    }

    @inline(always)
    private func cname(of found: PlacedNode) -> PreparedAnswer? {
        guard found.node.marks.contains(.cname) else { return nil }
        return rrset(of: found, type: RRType.cname.rawValue)
    }

    @inline(always)
    private func referral(at cut: PlacedNode) -> LookupOutcome {
        guard let servers = rrset(of: cut, type: RRType.ns.rawValue) else { return .end(.noData) }
        return .end(.referral(servers, ownerLabels: labelCount(of: cut)))
    }

    @inline(always)
    private func dname(of owner: PlacedNode) -> LookupOutcome {
        guard let dname = rrset(of: owner, type: RRType.dname.rawValue) else {
            return .end(.noData)
        }
        return .link(.redirection(dname, ownerLabels: labelCount(of: owner)))
    }
}
