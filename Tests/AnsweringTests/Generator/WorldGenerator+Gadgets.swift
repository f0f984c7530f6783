import Answering
import DNSWire
import TestSupport

/// Arrangements that chance alone brings about too seldom.
enum Gadget: CaseIterable {
    case aliasChain
    case aliasLoop
    case strayAliases
    case redirectionChain
    case redirectionRound
    case redirectionOverWildcard
    case longRedirection
    case delegationInsideWildcard
    case emptyNonTerminal
    case wildcardRedirection
    case routedWildcard
    case aliasToRouted
    case secureDelegation
    case hosts
    case crowd
    case policyTree

    /// Once more, and so more often.
    static let routedOnes: [Gadget] = [
        .routedWildcard, .aliasToRouted, .aliasToRouted, .policyTree, .policyTree, .policyTree,
    ]
}

extension WorldGenerator {
    mutating func add(_ gadget: Gadget, to index: Int) {
        let place = random.chance(60) ? drafts[index].apex : randomName(in: index)
        switch gadget {
        case .aliasChain: addAliasChain(below: place, to: index)
        case .aliasLoop: addAliasLoop(below: place, to: index)
        case .strayAliases: addStrayAliases(below: place, to: index)
        case .redirectionChain: addRedirectionChain(below: place, to: index)
        case .redirectionRound: addRedirectionRound(below: place, to: index)
        case .redirectionOverWildcard: addRedirectionOverWildcard(below: place, to: index)
        case .longRedirection: addLongRedirection(below: place, to: index)
        case .delegationInsideWildcard: addDelegationInsideWildcard(below: place, to: index)
        case .emptyNonTerminal: addEmptyNonTerminals(below: place, to: index)
        case .wildcardRedirection: addWildcardRedirection(below: place, to: index)
        case .routedWildcard: addRoutedWildcard(below: place, to: index)
        case .aliasToRouted: addAliasToRouted(below: place, to: index)
        case .secureDelegation: addSecureDelegation(below: place, to: index)
        case .hosts: addHosts(below: place, to: index)
        case .crowd: addCrowd(below: place, to: index)
        case .policyTree: addPolicyTree(below: place, to: index)
        }
    }

    /// `k0 → k1 → …`, up to a few links more than an answer may hold.
    private mutating func addAliasChain(below place: DomainName, to index: Int) {
        let length = random.chance(80) ? random.number(in: 15...18) : random.number(in: 2...4)
        let names = (0...length).map { name([Array("k\($0)".utf8)], below: place) }
        for (owner, next) in zip(names, names.dropFirst()) {
            drafts[index].add(rrset(owner, .cname, target: next))
        }
        let last = names[length]
        switch random.number(in: 0...4) {
        case 0: drafts[index].add(rrset(last, .cname))
        case 1: drafts[index].add(rrset(last, .ns))
        case 2: drafts[index].add(rrset(name([label()], below: last), .a))
        case 3: drafts[index].add(rrset(last, .dname))
        default: for type in [RRType.a, .mx] { drafts[index].add(rrset(last, type)) }
        }
        hotNames += names.prefix(2) + names.prefix(2)
    }

    /// CNAMEs out of the zones, to nothing, into another zone and into a delegation.
    private mutating func addStrayAliases(below place: DomainName, to index: Int) {
        let other = random.pick(drafts)
        let cut = name([Array("cut".utf8)], below: place)
        drafts[index].add(rrset(cut, .ns))
        let targets = [
            name([label(), Array("elsewhere".utf8)]),
            name([Array("nothing".utf8)], below: place),
            random.pick(other.owners),
            name([label()], below: cut),
        ]
        for (number, target) in targets.enumerated() {
            let owner = name([Array("s\(number)".utf8)], below: place)
            drafts[index].add(rrset(owner, .cname, target: target))
            hotNames.append(owner)
        }
    }

    private mutating func addAliasLoop(below place: DomainName, to index: Int) {
        let count = random.number(in: 1...3)
        let names = (0..<count).map { name([Array("o\($0)".utf8)], below: place) }
        for (position, owner) in names.enumerated() {
            drafts[index].add(rrset(owner, .cname, target: names[(position + 1) % count]))
        }
        let entry = name([random.chance(50) ? Self.wildcardLabel : label()], below: place)
        drafts[index].add(rrset(entry, .cname, target: names[0]))
        hotNames += names + [entry]
    }

    private mutating func addRedirectionChain(below place: DomainName, to index: Int) {
        let names = (0...random.number(in: 1...3)).map {
            name([Array("r\($0)".utf8)], below: place)
        }
        for (owner, next) in zip(names, names.dropFirst()) {
            drafts[index].add(rrset(owner, .dname, target: next))
        }
        if let last = names.last {
            // A DNAME to below itself makes names that grow.
            let below = name([label()], below: last)
            if random.chance(30) {
                drafts[index].add(rrset(last, .dname, target: below))
            } else {
                drafts[index].add(rrset(below, random.pick([.a, .cname, .ns])))
                drafts[index].add(rrset(name([Self.wildcardLabel], below: last), .txt))
            }
        }
        hotNames.append(names[0])
        hotNames.append(name([label()], below: names[0]))
    }

    /// A chain through a DNAME that comes back to the DNAME's owner.
    private mutating func addRedirectionRound(below place: DomainName, to index: Int) {
        let owner = name([Array("round".utf8)], below: place)
        let target = name([Array("back".utf8)], below: place)
        let label = label()
        drafts[index].add(rrset(owner, .dname, target: target))
        drafts[index].add(rrset(name([label], below: target), .cname, target: owner))
        let entry = name([label], below: owner)
        hotNames += [owner, entry, entry]
        tellingTypes[entry] = .dname
    }

    private mutating func addRedirectionOverWildcard(below place: DomainName, to index: Int) {
        let owner = name([Array("over".utf8)], below: place)
        drafts[index].add(rrset(owner, .dname, target: target()))
        drafts[index].add(rrset(name([Self.wildcardLabel], below: owner), .a))
        drafts[index].add(rrset(name([Self.wildcardLabel], below: place), .txt))
        if random.chance(50) { drafts[index].add(rrset(owner, .a)) }
        if random.chance(30) { drafts[index].add(rrset(owner, .ns)) }
        hotNames += [owner, name([label()], below: owner)]
    }

    /// A target so long that names of a few octets more or less fit or do not.
    private mutating func addLongRedirection(below place: DomainName, to index: Int) {
        let owner = name([Array("long".utf8)], below: place)
        let room = DomainName.maximumLength - drafts[index].apex.wire.count
        var labels: [[UInt8]] = []
        var rest = room - random.number(in: 2...7)
        while rest > 1 {
            let length = min(rest - 1, DomainName.maximumLabelLength)
            labels.append(Array(repeating: UInt8(ascii: "t"), count: length))
            rest -= length + 1
        }
        let target = name(labels, below: drafts[index].apex)
        drafts[index].add(rrset(owner, .dname, target: target))
        if random.chance(50) {
            drafts[index].add(rrset(name([Self.wildcardLabel], below: target), .a))
        }
        let entry = name([Array("to".utf8)], below: place)
        drafts[index].add(rrset(entry, .cname, target: name([label()], below: owner)))
        for _ in 0..<3 {
            let filler = Array(repeating: UInt8(ascii: "f"), count: random.number(in: 1...8))
            hotNames.append(name([filler], below: owner))
        }
        hotNames.append(entry)
    }

    private mutating func addDelegationInsideWildcard(below place: DomainName, to index: Int) {
        let cut = name([label()], below: place)
        drafts[index].add(rrset(name([Self.wildcardLabel], below: place), .a))
        drafts[index].add(rrset(cut, .ns))
        let host = name([label()], below: cut)
        drafts[index].add(rrset(cut, .ns, target: host))
        drafts[index].add(rrset(host, .a))
        drafts[index].add(rrset(name([Self.wildcardLabel], below: cut), .a))
        hotNames += [cut, host, name([label()], below: cut)]
    }

    private mutating func addEmptyNonTerminals(below place: DomainName, to index: Int) {
        let middle = name([labelOrWildcard()], below: place)
        let deep = name([labelOrWildcard(), labelOrWildcard()], below: middle)
        drafts[index].add(rrset(deep, .a))
        drafts[index].add(rrset(name([Self.wildcardLabel], below: place), .mx))
        hotNames += [middle, name([label()], below: middle)] + (deep.parent.map { [$0] } ?? [])
        // Under a wildcard that is an empty non-terminal itself.
        let empty = name([Array("e".utf8)], below: place)
        drafts[index].add(rrset(name([label(), Self.wildcardLabel], below: empty), .a))
        hotNames.append(name([label()], below: empty))
    }

    private mutating func addWildcardRedirection(below place: DomainName, to index: Int) {
        let owner = name([Self.wildcardLabel, Array("w".utf8)], below: place)
        drafts[index].add(rrset(owner, .dname))
        if random.chance(30) { drafts[index].add(rrset(owner, .txt)) }
        let matched = name([label(), Array("w".utf8)], below: place)
        hotNames += [owner, matched, name([label()], below: matched), matched]
    }

    private mutating func addRoutedWildcard(below place: DomainName, to index: Int) {
        let owner = name([Self.wildcardLabel, Array("g".utf8)], below: place)
        drafts[index].add(routedRRset(owner, random.pick([.a, .a, .cname, .txt, .mx])))
        let matched = name([label(), Array("g".utf8)], below: place)
        hotNames += [owner, matched, matched]
    }

    private mutating func addAliasToRouted(below place: DomainName, to index: Int) {
        let owner = name([Array("v".utf8)], below: place)
        drafts[index].add(routedRRset(owner, random.pick([.a, .a, .a, .cname])))
        let alias = name([random.chance(30) ? Self.wildcardLabel : Array("u".utf8)], below: place)
        drafts[index].add(rrset(alias, .cname, target: owner))
        hotNames += [owner, alias, alias]
    }

    private mutating func addSecureDelegation(below place: DomainName, to index: Int) {
        let cut = name([label()], below: place)
        for type in [RRType.ns, .ds] { drafts[index].add(rrset(cut, type)) }
        if random.chance(20) { drafts[index].add(rrset(cut, .dname)) }
        hotNames += [cut, name([label()], below: cut)]
    }

    /// Names with addresses, and RRsets that point at them.
    private mutating func addHosts(below place: DomainName, to index: Int) {
        let host = name([label()], below: place)
        for type in [RRType.a, .aaaa] { drafts[index].add(rrset(host, type)) }
        let pointer = name([Array("p".utf8)], below: place)
        var preference = RDataOutput()
        preference.write(UInt16(1))
        for (position, type) in [RRType.mx, .https].enumerated() where random.chance(60) {
            let owner = name([Array("q\(position)".utf8)], below: place)
            let record = RData(wire: preference.wire + host.wire)
            drafts[index].add(
                RRset(owner: owner, type: type, ttl: randomTTL(), records: [record])
            )
            hotNames.append(owner)
        }
        for type in [RRType.mx, .srv, .https] { drafts[index].add(rrset(pointer, type)) }
        // A service at the host itself.
        let service = RData(wire: preference.wire + DomainName.root.wire)
        drafts[index].add(
            RRset(owner: host, type: .https, ttl: randomTTL(), records: [service])
        )
        hotNames += [pointer, pointer, host]
    }

    /// A delegation and a mail domain with more addresses than fit into a datagram.
    private mutating func addCrowd(below place: DomainName, to index: Int) {
        let cut = name([Array("crowd".utf8)], below: place)
        let labels = (0..<random.number(in: 4...9)).map { Array("a-host-of-many-\($0)".utf8) }
        let sibling = name([Array("hosts".utf8)], below: place)
        let homes = random.pick([[cut], [sibling], [cut, sibling]])
        let servers = labels.map { name([$0], below: random.pick(homes)) }
        let exchanges = labels.map { name([$0], below: place) }
        let mail = name([Array("mails".utf8)], below: place)
        for (owner, type, prefix, hosts) in [
            (cut, RRType.ns, [], servers), (mail, .mx, [0, 1], exchanges),
        ] as [(DomainName, RRType, [UInt8], [DomainName])] {
            let records = hosts.map { RData(wire: prefix + $0.wire) }
            drafts[index].add(RRset(owner: owner, type: type, ttl: randomTTL(), records: records))
            for host in hosts {
                for type in [RRType.a, .aaaa] { drafts[index].add(rrset(host, type)) }
            }
        }
        hotNames += [cut, cut, mail, mail]
        tellingTypes[mail] = .mx
    }
}
