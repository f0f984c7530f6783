internal import DNSWire

// Names that are never answered with authority, since a zone cut or a DNAME stands above them.

extension ZoneChecks {
    mutating func checkOcclusion() {
        let barriers = Barriers(of: zone)
        guard !barriers.isEmpty else { return }
        for recordSet in zone.recordSets {
            if let cut = barriers.cut(above: recordSet.name), !isUsed(recordSet, at: cut) {
                problems.warn(
                    at: recordSet.source,
                    """
                    found \(recordSet.name) \(recordSet.type) at or below the delegation \(cut), \
                    expected only NS, DS and addresses of name servers: it is never answered
                    """
                )
            } else if let redirect = barriers.redirect(above: recordSet.name) {
                problems.warn(
                    at: recordSet.source,
                    """
                    found \(recordSet.name) \(recordSet.type) below the DNAME record of \
                    \(redirect), expected nothing there (RFC 6672 §2.4): it is never answered
                    """
                )
            }
        }
    }

    /// Whether a record set at or below a cut has a use: the delegation itself, or glue.
    private func isUsed(_ recordSet: ResourceRecordSet, at cut: DomainName) -> Bool {
        let delegation: Set<RRType> = [.ns, .ds, .nsec, .rrsig]
        let glue: Set<RRType> = [.a, .aaaa]
        return glue.contains(recordSet.type)
            || recordSet.name == cut && delegation.contains(recordSet.type)
    }
}

/// The zone cuts and the DNAME records of a zone.
struct Barriers {
    private let apex: DomainName
    private var cuts: Set<DomainName> = []
    private var redirects: Set<DomainName> = []

    init(of zone: HostedZone) {
        apex = zone.name
        for recordSet in zone.recordSets {
            if recordSet.type == .ns, recordSet.name != apex { cuts.insert(recordSet.name) }
            if recordSet.type == .dname { redirects.insert(recordSet.name) }
        }
    }

    var isEmpty: Bool { cuts.isEmpty && redirects.isEmpty }

    /// The highest zone cut at or above `name`.
    func cut(above name: DomainName) -> DomainName? {
        cuts.isEmpty ? nil : ancestors(of: name).last(where: cuts.contains)
    }

    /// The highest name strictly above `name` that has a DNAME record.
    func redirect(above name: DomainName) -> DomainName? {
        redirects.isEmpty ? nil : ancestors(of: name).dropFirst().last(where: redirects.contains)
    }

    /// `name` and the names above it, up to the apex.
    private func ancestors(of name: DomainName) -> [DomainName] {
        var names = [name]
        while let last = names.last, last != apex, let parent = last.parent { names.append(parent) }
        return names
    }
}
