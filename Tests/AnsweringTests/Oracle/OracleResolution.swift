import Addressing
import Answering
import DNSWire
import TestSupport

/// The making of one reply: lookups, one for each name of a chain, and what they put where.
struct OracleResolution {
    let oracle: Oracle
    let question: Oracle.Question
    var reply = ReplyContents(responseCode: .noError, isAuthoritative: true)
    var traits: Set<LookupTrait> = []
    var linkCount = 0
    var scope = 0

    /// CNAMEs, found or made from DNAMEs, that one reply holds at most.
    static let maximumLinkCount = 16

    init(oracle: Oracle, question: Oracle.Question) {
        self.oracle = oracle
        self.question = question
    }

    var isInChain: Bool { linkCount > 0 }

    mutating func run() {
        var lastZone: DomainName?
        var next: DomainName? = question.name
        while let name = next {
            next = nil
            // RFC 1034 §4.3.2: a chain that has come round or out of the zones is done.
            if reply.answer.contains(where: { $0.owner == name && $0.type == .cname }) {
                traits.insert(.aliasLoop)
            } else if let zone = oracle.zone(for: name, question.type) {
                if let lastZone, lastZone != zone.apex { traits.insert(.aliasAcrossZones) }
                lastZone = zone.apex
                next = visit(name, in: zone)
            } else if isInChain {
                traits.insert(.aliasOutOfZones)
            } else {
                reply.responseCode = .refused
                reply.isAuthoritative = false
                traits.insert(.refused)
            }
        }
        if let subnet = question.subnet {
            reply.scopePrefixLength = scope
            if subnet.length == 0 { traits.insert(.zeroSource) }
        }
        if question.type == .any { traits.insert(.any) }
    }

    /// Looks one name up; gives the name to go on with.
    private mutating func visit(_ name: DomainName, in zone: OracleZone) -> DomainName? {
        switch zone.find(name, question.type) {
        case .referral(let nameServers):
            refer(to: nameServers, in: zone)
            return nil
        case .redirection(let dname):
            return redirect(name, by: dname, in: zone)
        case .node(let source):
            return answer(name, from: source, in: zone)
        case .nameError:
            reply.responseCode = .nameError
            addSOA(of: zone)
            traits.insert(isInChain ? .aliasToNameError : .nameError)
            noteBlockedWildcard(over: name, in: zone)
            return nil
        }
    }

    private mutating func refer(to nameServers: RRset, in zone: OracleZone) {
        if isInChain {
            traits.insert(.aliasToReferral)
        } else {
            reply.isAuthoritative = false
            traits.insert(.referral)
        }
        reply.authority = [ReplyRRset(nameServers)]
        addAddresses(of: nameServers.addressedNames, in: zone) { target in
            // Glue: whatever is not hidden behind a DNAME (RFC 9471).
            if case .redirection? = zone.firstBarrier(to: target) { false } else { true }
        }
        // Glue inside the delegated zone is not optional (RFC 9471 §3), and so comes first.
        let inside = reply.additional.filter { $0.owner.isAtOrBelow(nameServers.owner) }
        reply.additional = inside + reply.additional.filter { !inside.contains($0) }
        if !reply.additional.isEmpty { traits.insert(.referralWithGlue) }
        if let parent = nameServers.owner.parent, let wildcard = zone.wildcard(below: parent),
            zone.exists(wildcard)
        {
            traits.insert(.delegationInsideWildcard)
        }
    }

    /// RFC 6672 §3.2: the DNAME, and a CNAME made from it.
    private mutating func redirect(
        _ name: DomainName,
        by dname: RRset,
        in zone: OracleZone
    ) -> DomainName? {
        guard linkCount < Self.maximumLinkCount else {
            traits.insert(.linkBound)
            return nil
        }
        if !traits.insert(.redirection).inserted { traits.insert(.redirectionChain) }
        if let wildcard = zone.wildcard(below: dname.owner), zone.exists(wildcard) {
            traits.insert(.redirectionOverWildcard)
        }
        addAnswer(dname)
        guard let target = dname.names(where: { _ in true }).first,
            let replaced = try? name.replacing(suffix: dname.owner, with: target)
        else {
            reply.responseCode = .yxDomain
            traits.insert(.redirectionTooLong)
            return nil
        }
        addAnswer(
            RRset(
                owner: name,
                type: .cname,
                ttl: dname.ttl,
                records: [RData(wire: replaced.wire)]
            )
        )
        linkCount += 1
        return followsLinks ? replaced : nil
    }

    /// A question for the link itself is not led on (RFC 1034 §3.6.2).
    private var followsLinks: Bool { question.type != .cname && question.type != .any }

    /// A node that exists, or the wildcard that stands in for it.
    private mutating func answer(
        _ name: DomainName,
        from source: DomainName,
        in zone: OracleZone
    ) -> DomainName? {
        let sets = zone.rrsets(at: source)
        noteNode(name, source, sets)
        let found: OracleRRset?
        if let alias = sets[.cname] {
            if followsLinks { return follow(alias, from: name, in: zone) }
            found = alias
        } else if question.type == .any {
            // RFC 8482 §4.1: one RRset is enough, here the lowest type.
            found = sets.min { $0.key.rawValue < $1.key.rawValue }?.value
        } else {
            found = sets[question.type]
        }
        guard let found, let chosen = choose(found, in: zone) else {
            addSOA(of: zone)
            noteNoData(found, name, source, sets, zone)
            return nil
        }
        var answer = chosen.rrset
        answer.owner = name
        addAnswer(answer)
        noteAnswer(found, name, source)
        let names = chosen.addressedNames(owner: name)
        addAddresses(of: names, in: zone) { zone.firstBarrier(to: $0) == nil }
        if !reply.additional.isEmpty { traits.insert(.addresses) }
        return nil
    }

    /// A CNAME, and its target. A tailored one is answered alone, so that one SCOPE describes one
    /// RRset (RFC 7871 §7.2.1): it is an end and no link.
    private mutating func follow(
        _ alias: OracleRRset,
        from name: DomainName,
        in zone: OracleZone
    ) -> DomainName? {
        if case .plain = alias, linkCount == Self.maximumLinkCount {
            traits.insert(.linkBound)
            return nil
        }
        guard var link = choose(alias, in: zone)?.rrset else {
            addSOA(of: zone)
            traits.insert(.routedNoData)
            return nil
        }
        link.owner = name
        addAnswer(link)
        if case .routed = alias {
            traits.insert(.routedAlias)
            return nil
        }
        linkCount += 1
        traits.insert(.aliasChain)
        return link.names { _ in true }.first
    }
}
