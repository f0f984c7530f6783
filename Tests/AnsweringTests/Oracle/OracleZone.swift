import Answering
import DNSWire
import TestSupport

/// A zone as dictionaries, with the lookup of RFC 1034 §4.3.2 (as amended by RFC 4592, RFC 6672
/// and RFC 2181) written down in the plainest way.
struct OracleZone {
    let apex: DomainName
    let usesClientSubnet: Bool
    private var sets: [DomainName: [RRType: OracleRRset]] = [:]
    /// Every owner and every name between an owner and the apex: what exists (RFC 4592 §2.2.2).
    private var existing: Set<DomainName> = []

    init(_ contents: ZoneContents) {
        apex = contents.apex
        usesClientSubnet = contents.usesClientSubnet ?? true
        for rrset in contents.plainRRsets {
            sets[rrset.owner, default: [:]][rrset.type] = .plain(rrset)
        }
        for rrset in contents.routedRRsets {
            sets[rrset.owner, default: [:]][rrset.type] = .routed(rrset)
        }
        for owner in sets.keys { existing.formUnion(path(to: owner)) }
    }

    func exists(_ name: DomainName) -> Bool { existing.contains(name) }

    func rrsets(at name: DomainName) -> [RRType: OracleRRset] { sets[name] ?? [:] }

    func plainRRset(_ name: DomainName, _ type: RRType) -> RRset? {
        guard case .plain(let rrset)? = sets[name]?[type] else { return nil }
        return rrset
    }

    /// The names from the apex down to `name`, both included.
    func path(to name: DomainName) -> [DomainName] {
        var names = [name]
        while let last = names.last, last != apex, let parent = last.parent { names.append(parent) }
        return names.reversed()
    }

    /// What a question for a name of this zone meets.
    enum Finding {
        /// At or below a zone cut (RFC 1034 §4.3.2 step 3b).
        case referral(RRset)
        /// Below a DNAME (RFC 6672 §3.2).
        case redirection(RRset)
        /// A node that exists, or the wildcard from which one is made (RFC 4592 §3.3.1).
        case node(source: DomainName)
        case nameError
    }

    func find(_ name: DomainName, _ type: RRType) -> Finding {
        switch firstBarrier(to: name) {
        case .cut(let nameServers)? where !(nameServers.owner == name && type == .ds):
            return .referral(nameServers)
        case .redirection(let dname)?:
            return .redirection(dname)
        default:
            break
        }
        if exists(name) { return .node(source: name) }
        guard let wildcard = wildcard(for: name), exists(wildcard) else { return .nameError }
        return .node(source: wildcard)
    }

    enum Barrier {
        case cut(RRset)
        case redirection(RRset)
    }

    /// The topmost zone cut or DNAME on the way to a name. A DNAME does not redirect its own owner
    /// (RFC 6672 §2.3), and NS at the apex is no cut.
    func firstBarrier(to name: DomainName) -> Barrier? {
        for step in path(to: name) {
            if step != apex, let nameServers = plainRRset(step, .ns) { return .cut(nameServers) }
            if step != name, let dname = plainRRset(step, .dname) { return .redirection(dname) }
        }
        return nil
    }

    /// The source of synthesis: `*` below the closest encloser (RFC 4592 §3.3.1).
    func wildcard(for name: DomainName) -> DomainName? {
        path(to: name).last(where: exists).flatMap(wildcard(below:))
    }

    func wildcard(below name: DomainName) -> DomainName? {
        try? name.prepending([UInt8(ascii: "*")])
    }

    /// The SOA of a negative answer, with the TTL that RFC 2308 §3 asks for.
    var negativeSOA: RRset? {
        guard var soa = plainRRset(apex, .soa), let record = soa.records.first else { return nil }
        let minimum = record.wire.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
        soa.ttl = min(soa.ttl, TTL(wire: minimum))
        return soa
    }
}

/// An RRset, the same for everybody or not.
enum OracleRRset {
    case plain(RRset)
    case routed(RoutedRRset)
}

extension RRset {
    /// Names in the RDATA, in record order.
    func names(where isWanted: (EmbeddedName) -> Bool) -> [DomainName] {
        records.flatMap { record in
            guard let data = try? RecordData(type: type, record) else { return [DomainName]() }
            return data.encoded.names.filter(isWanted).map(\.name)
        }
    }

    /// Names whose addresses go along, in record order. The root as the target of a service is the
    /// owner (RFC 9460 §2.5.2), but in an alias, whose priority is 0, nothing; a wildcard has no
    /// addresses of its own to give.
    var addressedNames: [DomainName] {
        guard type == .svcb || type == .https else { return names(where: \.wantsAddresses) }
        return records.compactMap { record in
            let target = RRset(owner: owner, type: type, ttl: ttl, records: [record])
                .names(where: \.wantsAddresses).first
            guard let target, target.isRoot else { return target }
            let isAlias = record.wire.starts(with: [0, 0])
            return isAlias || owner.isWildcard ? nil : owner
        }
    }
}
