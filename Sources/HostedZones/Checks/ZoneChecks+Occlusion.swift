internal import DNSWire

// Names that are never answered with authority, since a zone cut or a DNAME stands above them.

extension ZoneChecks {
    mutating func checkOcclusion() {
        let barriers = Barriers(of: zone)
        guard !barriers.isEmpty else { return }
        let table = table
        for set in 0..<table.count {
            let entry = table[set]
            let name = table.name(of: entry.owner)
            if let warning = occlusion(of: name, entry.type, barriers) {
                problems.warn(at: zone.source(of: set), warning)
            }
        }
        for recordSet in zone.routed {
            let name = recordSet.name.wire.span
            if let warning = occlusion(of: name, recordSet.type, barriers) {
                problems.warn(at: recordSet.source, warning)
            }
        }
    }

    private func occlusion(
        of name: Span<UInt8>,
        _ type: RRType,
        _ barriers: Barriers
    ) -> String? {
        if let cut = barriers.cut(above: name), !isUsed(name, type, at: cut) {
            return """
                found \(DomainName(copying: name)) \(type) at or below the delegation \
                \(table.ownerName(cut)), expected only NS, DS and addresses of name servers: it is \
                never answered
                """
        }
        guard let redirect = barriers.redirect(above: name) else { return nil }
        return """
            found \(DomainName(copying: name)) \(type) below the DNAME record of \
            \(table.ownerName(redirect)), expected nothing there (RFC 6672 §2.4): it is never \
            answered
            """
    }

    /// Whether a record set at or below a cut has a use: the delegation itself, or glue.
    private func isUsed(_ name: Span<UInt8>, _ type: RRType, at cut: Int) -> Bool {
        switch type {
        case .a, .aaaa: true
        case .ns, .ds, .nsec, .rrsig: table.owner(named: name) == cut
        default: false
        }
    }
}
