import Answering
import DNSWire
import TestSupport

/// A zone under construction: takes only what a checked zone may hold (RFC 1035 §5.2,
/// RFC 2181 §10.1), and drops the rest.
struct ZoneDraft {
    let apex: DomainName
    private(set) var contents: ZoneContents

    init(apex: DomainName, usesClientSubnet: Bool) {
        self.apex = apex
        contents = ZoneContents(apex: apex, usesClientSubnet: usesClientSubnet, rrsets: [])
    }

    var owners: [DomainName] {
        contents.plainRRsets.map(\.owner) + contents.routedRRsets.map(\.owner)
    }

    func types(at name: DomainName) -> [RRType] {
        contents.plainRRsets.filter { $0.owner == name }.map(\.type)
            + contents.routedRRsets.filter { $0.owner == name }.map(\.type)
    }

    mutating func add(_ rrset: RRset) {
        if takes(rrset.type, at: rrset.owner) { contents.plainRRsets.append(rrset) }
    }

    mutating func add(_ rrset: RoutedRRset) {
        if takes(rrset.type, at: rrset.owner) { contents.routedRRsets.append(rrset) }
    }

    private func takes(_ type: RRType, at owner: DomainName) -> Bool {
        let present = types(at: owner)
        guard owner.isAtOrBelow(apex), !present.contains(type) else { return false }
        // A CNAME stands alone (RFC 2181 §10.1); a wildcard that is a zone cut has no defined
        // meaning (RFC 4592 §4.2).
        if type == .cname ? !present.isEmpty : present.contains(.cname) { return false }
        return !(type == .ns && owner != apex && owner.isWildcard)
    }
}
