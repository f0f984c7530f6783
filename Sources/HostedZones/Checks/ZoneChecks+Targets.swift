internal import DNSWire

// Names in NS, MX, SRV, SVCB and HTTPS records that lead nowhere.

extension ZoneChecks {
    mutating func checkTargets() {
        let barriers = Barriers(of: zone)
        let types: Set<RRType> = [.ns, .mx, .srv, .svcb, .https]
        for recordSet in zone.recordSets where types.contains(recordSet.type) {
            for rdata in recordSet.records {
                for embedded in rdata.embeddedNames(recordSet.type) where embedded.wantsAddresses {
                    checkTarget(embedded.name, of: recordSet, barriers)
                }
            }
        }
    }

    private mutating func checkTarget(
        _ target: DomainName,
        of recordSet: ResourceRecordSet,
        _ barriers: Barriers
    ) {
        guard target.isAtOrBelow(zone.name) else { return }
        let found = nodes[target]
        if recordSet.type != .svcb, recordSet.type != .https,
            found.contains(where: { $0.type == .cname })
        {
            problems.warn(
                at: recordSet.source,
                """
                found the target \(target) of \(recordSet.name) \(recordSet.type), which is an \
                alias, expected a name with addresses (RFC 2181 §10.3)
                """
            )
        } else if recordSet.type == .ns, needsAddress(target, of: recordSet, barriers),
            !found.contains(where: { $0.type == .a || $0.type == .aaaa })
        {
            problems.warn(
                at: recordSet.source,
                """
                found the name server \(target) of \(recordSet.name) without addresses in the \
                zone, expected A or AAAA records
                """
            )
        }
    }

    /// Whether this zone must hold the addresses of a name server in it: those below a
    /// delegation only if they are needed to reach it (RFC 9471 §2.1).
    private func needsAddress(
        _ target: DomainName,
        of recordSet: ResourceRecordSet,
        _ barriers: Barriers
    ) -> Bool {
        if let cut = barriers.cut(above: target) { return cut == recordSet.name }
        return barriers.redirect(above: target) == nil && !isCoveredByWildcard(target)
    }

    private func isCoveredByWildcard(_ name: DomainName) -> Bool {
        var ancestor = name.parent
        while let closest = ancestor, closest.isAtOrBelow(zone.name) {
            if nodes.wildcardParents.contains(closest) { return true }
            ancestor = closest.parent
        }
        return false
    }
}
