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

    /// Addresses of names that want them, where the zone has them under exactly that name and
    /// `isShown` allows it (RFC 1034 §4.3.2 step 6).
    mutating func addAddresses(
        of names: [DomainName],
        in zone: OracleZone,
        where isShown: (DomainName) -> Bool
    ) {
        for target in names
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
    mutating func choose(_ rrset: OracleRRset, in zone: OracleZone) -> OracleChoice? {
        switch rrset {
        case .plain(let plain):
            return OracleChoice(rrset: plain)
        case .routed(let routed):
            if isInChain { traits.insert(.aliasToRouted) }
            let (client, isSubnet) = client(in: zone)
            var walk = OracleWalk(
                zone: zone,
                routing: oracle.routing,
                unhealthy: oracle.unhealthy,
                client: client,
                isSubnet: isSubnet,
                random: question.random
            )
            let choice = walk.choice(from: routed, level: 0)
            scope = max(scope, walk.scope)
            traits.formUnion(walk.traits)
            return choice
        }
    }

    /// Who decides. SOURCE 0 asks that the subnet be left alone (RFC 7871 §7.1.2).
    private mutating func client(in zone: OracleZone) -> (IPPrefix, isSubnet: Bool) {
        let peer = IPPrefix(wholeOf: question.peer)
        guard let subnet = question.subnet else { return (peer, false) }
        guard zone.usesClientSubnet else {
            traits.insert(.subnetSwitchedOff)
            return (peer, false)
        }
        guard subnet.length > 0 else { return (peer, false) }
        let isEmbedded = oracle.routing.embeddedIPv4(in: subnet.address) != nil
        traits.insert(isEmbedded ? .embeddedClientSubnet : .clientSubnet)
        return (subnet, true)
    }
}
