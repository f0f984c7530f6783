internal import DNSWire

// Alias record sets: they lead to record sets of the zone, never back to themselves, and not to more
// of them than a query can be made to look at. Names outside of the zone are the configuration's.

extension ZoneChecks {
    mutating func checkAliases() {
        var trees = AliasTrees(zone: zone)
        var refused: Set<AliasTrees.Group> = []
        for recordSet in zone.routed {
            guard let alias = recordSet.aliasTarget, alias.name.isAtOrBelow(zone.name) else {
                continue
            }
            let target = AliasTrees.Group(name: alias.name, type: recordSet.type)
            if !trees.exists(target) {
                problems.refuse(
                    at: recordSet.source,
                    """
                    Tried to create an alias that targets \(alias.name), type \(recordSet.type) in \
                    zone \(zone.name), but that target was not found
                    """
                )
                continue
            }
            var fault = trees.fault(below: target)
            if fault == nil {
                // Each target by itself will do, but one query may come to look at all of them.
                let group = AliasTrees.Group(name: recordSet.name, type: recordSet.type)
                fault = trees.fault(below: group)
                if fault != nil, !refused.insert(group).inserted { continue }
            }
            guard let fault else { continue }
            problems.refuse(
                at: recordSet.source,
                """
                found an alias from \(recordSet.name) \(recordSet.type) to \(alias.name), \
                expected \(fault)
                """
            )
        }
    }
}

/// The trees that aliases make of a zone's record sets.
struct AliasTrees {
    /// The record sets of a name and type.
    struct Group: Hashable {
        let name: DomainName
        let type: RRType
    }

    /// What is wrong with a tree, as what was expected instead.
    enum Fault: Sendable, Hashable, CustomStringConvertible {
        case loop
        case tooDeep
        case tooLarge

        var description: String {
            switch self {
            case .loop: "a target that does not lead back to it"
            case .tooDeep: "at most \(AliasTrees.maximumDepth) aliases one behind the other"
            case .tooLarge:
                "at most \(AliasTrees.maximumSize) record sets below it, each counted as often as "
                    + "it is reached"
            }
        }
    }

    /// Most aliases one behind the other.
    static let maximumDepth = 16
    /// Most record sets that one query can be made to look at.
    static let maximumSize = 4096

    private struct Extent {
        var depth: Int
        var size: Int
    }

    private let zone: HostedZone
    private let groups: [Group: [ResourceRecordSet]]
    private var extents: [Group: Result<Extent, Refusal>] = [:]
    private var open: Set<Group> = []

    private struct Refusal: Error {
        let fault: Fault
    }

    init(zone: HostedZone) {
        self.zone = zone
        groups = Dictionary(grouping: zone.routed) { Group(name: $0.name, type: $0.type) }
    }

    func exists(_ group: Group) -> Bool {
        if groups[group] != nil { return true }
        guard let owner = zone.plain.owner(named: group.name.wire.span) else { return false }
        return zone.plain.set(of: owner, group.type) != nil
    }

    /// What is wrong with what stands at and below `group`; nil if nothing is.
    mutating func fault(below group: Group) -> Fault? {
        if case .failure(let refusal) = extent(of: group) { return refusal.fault }
        return nil
    }

    private mutating func extent(of group: Group) -> Result<Extent, Refusal> {
        if let known = extents[group] { return known }
        guard open.insert(group).inserted else { return .failure(Refusal(fault: .loop)) }
        // Deeper than allowed is known before the stack is used up.
        let result =
            open.count > Self.maximumDepth + 1
            ? .failure(Refusal(fault: .tooDeep)) : measure(group)
        open.remove(group)
        extents[group] = result
        return result
    }

    private mutating func measure(_ group: Group) -> Result<Extent, Refusal> {
        var whole = Extent(depth: 0, size: 1)
        for recordSet in groups[group] ?? [] {
            whole.size += 1
            guard let alias = recordSet.aliasTarget else { continue }
            switch extent(of: Group(name: alias.name, type: group.type)) {
            case .failure(let refusal): return .failure(refusal)
            case .success(let below):
                whole.depth = max(whole.depth, below.depth + 1)
                whole.size += below.size
            }
        }
        if whole.depth > Self.maximumDepth { return .failure(Refusal(fault: .tooDeep)) }
        if whole.size > Self.maximumSize { return .failure(Refusal(fault: .tooLarge)) }
        return .success(whole)
    }
}
