import Addressing
import Answering
import DNSWire
import TestSupport

// What goes into the sections of a reply, and which variant of a routed RRset.

extension ReplyRRset {
    init(_ rrset: RRset) {
        self.init(owner: rrset.owner, type: rrset.type, ttl: rrset.ttl, records: rrset.records)
    }
}

extension OracleResolution {
    /// Each RRset comes once (RFC 2181 §5).
    mutating func addAnswer(_ rrset: RRset) {
        let isThere = reply.answer.contains { $0.owner == rrset.owner && $0.type == rrset.type }
        if !isThere { reply.answer.append(ReplyRRset(rrset)) }
        if isThere, rrset.type == question.type { traits.insert(.redirectionRound) }
    }

    mutating func addSOA(of zone: OracleZone) {
        reply.authority = zone.negativeSOA.map { [ReplyRRset($0)] } ?? []
    }

    /// Addresses of the names in `rrset` that want them, where the zone has them under exactly
    /// that name and `isShown` allows it (RFC 1034 §4.3.2 step 6).
    mutating func addAddresses(
        for rrset: RRset,
        in zone: OracleZone,
        where isShown: (DomainName) -> Bool
    ) {
        for target in rrset.addressedNames
        where target.isAtOrBelow(zone.apex) && isShown(target) {
            for type in [RRType.a, .aaaa] {
                guard let addresses = zone.plainRRset(target, type) else { continue }
                let isThere = (reply.answer + reply.additional).contains {
                    $0.owner == target && $0.type == type
                }
                if !isThere { reply.additional.append(ReplyRRset(addresses)) }
            }
        }
    }

    /// The RRset that this client gets; nil if no alternative is for it.
    mutating func choose(_ rrset: OracleRRset, in zone: OracleZone) -> RRset? {
        switch rrset {
        case .plain(let plain):
            return plain
        case .routed(let routed):
            if isInChain { traits.insert(.aliasToRouted) }
            let address = clientAddress(for: routed, in: zone)
            let candidates = oracle.routing.candidates(routed.alternatives, at: address)
            guard let index = candidates.first,
                case .records(let records, let ttl) = routed.variants[index].content
            else { return nil }
            return RRset(owner: routed.owner, type: routed.type, ttl: ttl, records: records)
        }
    }

    /// The address that decides. SOURCE 0 asks that the subnet be left alone (RFC 7871 §7.1.2).
    private mutating func clientAddress(
        for routed: RoutedRRset,
        in zone: OracleZone
    ) -> IPAddress {
        guard let subnet = question.subnet else { return question.peer }
        guard zone.usesClientSubnet else {
            traits.insert(.subnetSwitchedOff)
            return question.peer
        }
        guard subnet.length > 0 else { return question.peer }
        let isEmbedded = oracle.routing.embeddedIPv4(in: subnet.address) != nil
        traits.insert(isEmbedded ? .embeddedClientSubnet : .clientSubnet)
        let own = oracle.routing.scope(routed.alternatives, at: subnet.address)
        scope = max(scope, own)
        return subnet.address
    }
}
