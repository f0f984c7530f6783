internal import DNSWire

// Names in NS, MX, SRV, SVCB and HTTPS records that lead nowhere.

extension ZoneChecks {
    mutating func checkTargets() {
        let barriers = Barriers(of: zone)
        for set in 0..<table.count where hasTargets(table[set].type) {
            checkTargets(of: zone.recordSets[set], barriers)
        }
        for recordSet in zone.routed where hasTargets(recordSet.type) {
            checkTargets(of: recordSet, barriers)
        }
    }

    private func hasTargets(_ type: RRType) -> Bool {
        switch type {
        case .ns, .mx, .srv, .svcb, .https: true
        default: false
        }
    }

    private mutating func checkTargets(of recordSet: ResourceRecordSet, _ barriers: Barriers) {
        for rdata in recordSet.records {
            for embedded in rdata.embeddedNames(recordSet.type) where embedded.wantsAddresses {
                checkTarget(embedded.name, of: recordSet, barriers)
            }
        }
    }

    private mutating func checkTarget(
        _ target: DomainName,
        of recordSet: ResourceRecordSet,
        _ barriers: Barriers
    ) {
        guard target.isAtOrBelow(zone.name) else { return }
        if recordSet.type != .svcb, recordSet.type != .https, hasAny([.cname], at: target) {
            problems.warn(
                at: recordSet.source,
                """
                found the target \(target) of \(recordSet.name) \(recordSet.type), which is an \
                alias, expected a name with addresses (RFC 2181 §10.3)
                """
            )
        } else if recordSet.type == .ns, needsAddress(target, of: recordSet, barriers),
            !hasAny([.a, .aaaa], at: target)
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

    private func hasAny(_ types: [RRType], at name: DomainName) -> Bool {
        if let owner = table.owner(named: name.wire.span),
            types.contains(where: { table.set(of: owner, $0) != nil })
        {
            return true
        }
        return routed[name].contains { types.contains($0.type) }
    }

    /// Whether this zone must hold the addresses of a name server in it: those below a
    /// delegation only if they are needed to reach it (RFC 9471 §2.1).
    private func needsAddress(
        _ target: DomainName,
        of recordSet: ResourceRecordSet,
        _ barriers: Barriers
    ) -> Bool {
        if let cut = barriers.cut(above: target.wire.span) {
            return table.ownerName(cut) == recordSet.name
        }
        return barriers.redirect(above: target.wire.span) == nil && !isCoveredByWildcard(target)
    }

    private func isCoveredByWildcard(_ name: DomainName) -> Bool {
        var ancestor = name.parent
        while let closest = ancestor, closest.isAtOrBelow(zone.name) {
            if hasWildcard(below: closest) { return true }
            ancestor = closest.parent
        }
        return false
    }

    private func hasWildcard(below name: DomainName) -> Bool {
        let wildcard = [1, UInt8(ascii: "*")] + name.wire
        return table.owner(named: wildcard.span) != nil
            || !routed[DomainName(copying: wildcard.span)].isEmpty
    }
}
