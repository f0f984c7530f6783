import Addressing
import Answering
import DNSWire
import Routing

/// What a client gets of an RRset.
struct OracleChoice {
    var rrset: RRset
    var origin = Origin.owner

    enum Origin {
        case owner
        /// An alias took it from another name.
        case alias
        /// Several alternatives of a multivalue answer.
        case values
    }

    /// Names whose addresses go along if `owner` is who has the RRset in the reply. What another
    /// name has because it is its own does not come along with an alias.
    func addressedNames(owner: DomainName) -> [DomainName] {
        var answer = rrset
        answer.owner = owner
        switch origin {
        case .owner: return answer.addressedNames
        case .values: return []
        case .alias:
            guard rrset.type == .svcb || rrset.type == .https else { return answer.addressedNames }
            return rrset.names(where: \.wantsAddresses).filter { !$0.isRoot }
        }
    }
}

/// Route 53's routing written down in the plainest way: down a tree of policies, alternative by
/// alternative. Draws are Routing's, which has tests of its own.
struct OracleWalk {
    let zone: OracleZone
    let routing: OracleRouting
    let unhealthy: Set<UInt32>
    let client: IPPrefix
    let isSubnet: Bool
    let random: UInt64
    var scope = 0
    var traits: Set<LookupTrait> = []

    mutating func choice(from routed: RoutedRRset, level: Int) -> OracleChoice? {
        if level == 2 { traits.insert(.deepTree) }
        if routed.alternatives.choice == .sample { return sample(of: routed, level) }
        guard let chosen = alternative(of: routed, level) else {
            traits.insert(.noCandidate)
            return nil
        }
        switch routed.variants[chosen].content {
        case .records(let records, let ttl):
            guard !records.isEmpty else { return nil }
            return OracleChoice(
                rrset: RRset(owner: routed.owner, type: routed.type, ttl: ttl, records: records)
            )
        case .alias(let target, _):
            switch zone.rrsets(at: target)[routed.type] {
            case nil:
                traits.insert(.aliasWithoutTarget)
                return nil
            case .plain(let rrset):
                traits.insert(.alias)
                return OracleChoice(rrset: rrset, origin: .alias)
            case .routed(let next):
                var choice = choice(from: next, level: level + 1)
                if choice?.origin == .owner { choice?.origin = .alias }
                return choice
            }
        }
    }

    private mutating func alternative(of routed: RoutedRRset, _ level: Int) -> Int? {
        let considered = considered(routed)
        guard considered.count > 1 else { return considered.first }
        if case .weighted(let weights) = routed.alternatives.policy {
            traits.insert(.weighted)
            let healthy = considered.map { isHealthy($0, of: routed) }
            return WeightedDraw.draw(
                from: weights.count,
                random: randomBits(random, forChoice: level),
                weight: { weights[$0] },
                isHealthy: { healthy[$0] }
            )
        }
        for alternative in considered {
            if isHealthy(alternative, of: routed) { return alternative }
            traits.insert(.passedOver)
        }
        traits.insert(.noneHealthy)
        return considered.first
    }

    /// Route 53's multivalue answer: up to eight alternatives as one RRset, each record once.
    private mutating func sample(of routed: RoutedRRset, _ level: Int) -> OracleChoice? {
        traits.insert(.multivalue)
        let healthy = routed.variants.indices.map { isHealthy($0, of: routed) }
        let sample = MultivalueSample(
            from: routed.variants.count,
            random: randomBits(random, forChoice: level),
            isHealthy: { healthy[$0] }
        )
        var answer = RRset(owner: routed.owner, type: routed.type, ttl: TTL(wire: 0), records: [])
        var lowest: TTL?
        for index in 0..<sample.count {
            guard case .records(let records, let ttl) = routed.variants[sample[index]].content,
                !records.isEmpty
            else { continue }
            lowest = min(lowest ?? ttl, ttl)
            for record in records {
                if answer.records.contains(record) {
                    traits.insert(.sharedRecord)
                } else {
                    answer.records.append(record)
                }
            }
        }
        guard let lowest, !answer.records.isEmpty else { return nil }
        answer.ttl = lowest
        return OracleChoice(rrset: answer, origin: .values)
    }

    /// The alternatives for the client in their order. What they depend on decides how far the answer
    /// holds.
    private mutating func considered(_ routed: RoutedRRset) -> [Int] {
        guard case .byClient = routed.alternatives.consideration else {
            return routing.order(routed.alternatives)
        }
        // As nobody else is told of it, it is worked out for client subnets only.
        if isSubnet { scope = max(scope, routing.scope(routed.alternatives, of: client)) }
        let candidates = routing.candidates(routed.alternatives, of: client)
        switch routed.alternatives.policy {
        case .proximity: traits.insert(.proximity)
        case .ipBased:
            traits.insert(.ipBased)
            let whole = IPPrefix(wholeOf: client.address)
            if candidates != routing.candidates(routed.alternatives, of: whole) {
                traits.insert(.widerThanBlock)
            }
        default: break
        }
        return candidates
    }

    private mutating func isHealthy(_ alternative: Int, of routed: RoutedRRset) -> Bool {
        let variant = routed.variants[alternative]
        if let health = variant.health, unhealthy.contains(health) { return false }
        guard case .alias(let target, evaluatesHealth: true) = variant.content else { return true }
        switch zone.rrsets(at: target)[routed.type] {
        case nil:
            traits.insert(.unhealthyTarget)
            return false
        case .plain: return true
        case .routed(let below):
            guard !considered(below).isEmpty else { return false }
            for alternative in routing.order(below.alternatives)
            where isHealthy(alternative, of: below) { return true }
            traits.insert(.unhealthyTarget)
            return false
        }
    }
}
