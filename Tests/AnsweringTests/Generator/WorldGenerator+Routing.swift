import Addressing
import Answering
import DNSWire
import Geography
import Routing
import TestSupport

// Random routed RRsets, and trees of them.

extension WorldGenerator {
    /// Checks that record sets may have; a few more are beyond what a state knows.
    static let healthCheckCount: UInt32 = 70

    /// An RRset of any policy, with records of its own.
    mutating func routedRRset(_ owner: DomainName, _ type: RRType) -> RoutedRRset {
        var rrset = RoutedRRset(
            owner: owner,
            type: type,
            alternatives: Alternatives(policy: randomPolicy(for: type)),
            variants: []
        )
        if case .ipBased = rrset.alternatives.policy {
            hotNames += [owner, owner]
            tellingTypes[owner] = type
        }
        for number in 0..<rrset.alternatives.count {
            rrset.variants.append(
                RoutedRRset.Variant(
                    ttl: randomTTL(),
                    records: random.chance(4) ? [] : records(of: type),
                    health: randomHealthCheck(),
                    identifier: "\(number)"
                )
            )
        }
        return rrset
    }

    /// Names that lead to each other by aliases, the later ones to the earlier ones.
    mutating func addPolicyTree(below place: DomainName, to index: Int) {
        let type = random.pick([RRType.a, .a, .a, .txt, .mx, .https, .cname])
        let base = name([Array("tree".utf8)], below: place)
        var names: [DomainName] = []
        for number in 0..<random.number(in: 4...9) {
            let isWildcard = number > 3 && random.chance(10)
            let label = isWildcard ? Self.wildcardLabel : Array("t\(number)".utf8)
            let owner = name([label], below: base)
            guard drafts[index].types(at: owner).isEmpty else { continue }
            if names.count < 2 {
                let isPlain = random.chance(25)
                if isPlain { drafts[index].add(rrset(owner, type)) }
                if !isPlain { drafts[index].add(routedRRset(owner, type)) }
            } else {
                drafts[index].add(tree(owner, type, above: names))
            }
            // Addresses at the place itself, which are not those of where an alias leads.
            if type == .https { drafts[index].add(rrset(owner, .a)) }
            names.append(owner)
            tellingTypes[owner] = type
        }
        hotNames += [names.suffix(5), names.suffix(3), names.suffix(2)].joined()
    }

    private mutating func tree(
        _ owner: DomainName,
        _ type: RRType,
        above names: [DomainName]
    ) -> RoutedRRset {
        var rrset = routedRRset(owner, type)
        if random.chance(15) {
            rrset.alternatives = Alternatives(policy: .simple)
            rrset.variants = [.init(ttl: randomTTL(), records: [], identifier: "")]
        }
        guard rrset.alternatives.choice != .sample else { return rrset }
        for number in rrset.variants.indices where random.chance(75) {
            let isNothing = random.chance(18)
            let target = isNothing ? name([Array("absent".utf8)], below: owner) : random.pick(names)
            rrset.variants[number].content = .alias(
                target: target,
                evaluatesHealth: random.chance(70)
            )
        }
        return rrset
    }

    private mutating func randomHealthCheck() -> UInt32? {
        guard random.chance(85) else { return nil }
        return random.chance(3) ? .max - 1 : random.number(in: 0...Self.healthCheckCount)
    }

    private mutating func randomPolicy(for type: RRType) -> Alternatives.Policy {
        switch random.number(in: 0...99) {
        case ..<45: return .geolocation(randomLocationCodes())
        case ..<57:
            let places = (0..<random.number(in: 1...4)).map { _ in randomPlace() }
            return .proximity(ProximityRules(places, fallback: .northernVirginia))
        case ..<72: return .ipBased(randomIPBasedRules())
        case ..<80:
            return .failover(random.pick([[true, false], [false, true], [true], [false]]))
        case ..<90:
            let weights = [0, 0, 1, 2, 3, 100, 255]
            return .weighted((0..<random.number(in: 1...5)).map { _ in random.pick(weights) })
        default:
            if type == .cname { return .weighted([1, 2]) }
            return .multivalue(count: random.number(in: 1...12))
        }
    }

    private mutating func randomLocationCodes() -> [LocationCode] {
        var codes = Self.locationCodes.filter { _ in random.chance(30) }
        if codes.isEmpty || random.chance(50) { codes.append(.default) }
        codes.shuffle(using: &random)
        return codes
    }

    private mutating func randomPlace() -> ProximityRules.Place {
        let region = random.pick(AWSRegion.all)
        let bias = random.chance(50) ? ProximityRules.Bias(random.number(in: -99...99)) : nil
        return .init(region.coordinate, bias: bias ?? .none)
    }

    /// No block is in two rules.
    private mutating func randomIPBasedRules() -> IPBasedRules {
        var fresh: Set<IPPrefix> = []
        var rules: [IPBasedRules.Rule] = []
        for _ in 0..<random.number(in: 1...4) {
            var own: [IPPrefix] = []
            for _ in 0..<random.number(in: 1...4) {
                guard let block = randomBlock(), fresh.insert(block).inserted else { continue }
                own.append(block)
            }
            rules.append(.blocks(own))
        }
        if random.chance(60) { rules.append(.default) }
        blocks += fresh.sorted { "\($0)" < "\($1)" }
        return IPBasedRules(rules)
    }

    /// Near to where the location changes, or beside, around or inside another block.
    private mutating func randomBlock() -> IPPrefix? {
        let isIPv4 = random.chance(60)
        var address: IPAddress =
            isIPv4
            ? .ipv4(random.pick(locations.ipv4.starts)) : .ipv6(random.pick(locations.ipv6.starts))
        var length = random.number(in: 1...(isIPv4 ? 24 : 48))
        if random.chance(50), let other = blocks.last(where: { $0.family == address.family }) {
            address = random.chance(50) ? other.address : other.lastAddress
            if random.chance(50) { length = other.length }
        }
        if random.chance(30) {
            // The neighbour, which may be of the same record set.
            let width = address.family.bitWidth
            switch address {
            case .ipv4(let bits): address = .ipv4(bits ^ 1 << UInt32(width - length))
            case .ipv6(let bits): address = .ipv6(bits ^ 1 << UInt128(width - length))
            }
        }
        return IPPrefix(around: address, length: length)
    }

    private static let locationCodes = [
        "US-CA", "US", "CN", "HK", "JP", "DE", "continent-AS", "continent-EU", "continent-NA",
    ].compactMap { LocationCode($0) }
}

extension Alternatives {
    fileprivate var count: Int {
        switch policy {
        case .simple: 1
        case .geolocation(let codes): codes.count
        case .proximity(let rules): rules.places.count
        case .ipBased(let rules): rules.rules.count
        case .failover(let arePrimary): arePrimary.count
        case .weighted(let weights): weights.count
        case .multivalue(let count): count
        }
    }
}
