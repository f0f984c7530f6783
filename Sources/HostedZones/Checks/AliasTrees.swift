package import DNSWire

/// The trees that aliases make of a zone's record sets.
package struct AliasTrees {
    /// The record sets of a name and type.
    package struct Group: Sendable, Hashable {
        package let name: DomainName
        package let type: RRType

        package init(name: DomainName, type: RRType) {
            self.name = name
            self.type = type
        }
    }

    /// What trees look at of a group.
    package struct Node {
        /// The record sets that a policy chooses, and aliases.
        let routedCount: Int
        let targets: [DomainName]

        /// A simple record set with records of its own.
        package static let plain = Node(routedCount: 0, targets: [])

        private init(routedCount: Int, targets: [DomainName]) {
            self.routedCount = routedCount
            self.targets = targets
        }

        /// - Parameter recordSets: all of the group.
        package init(_ recordSets: [ResourceRecordSet]) {
            let routed = recordSets.filter { !$0.isPlain }
            self.init(
                routedCount: routed.count,
                targets: routed.compactMap { $0.aliasTarget?.name }
            )
        }
    }

    /// What is wrong with a tree, as what was expected instead.
    package enum Fault: Sendable, Hashable, CustomStringConvertible {
        case loop
        case tooDeep
        case tooLarge

        package var description: String {
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

    /// How far a tree reaches below a group.
    package struct Extent: Sendable, Hashable {
        package var depth: Int
        package var size: Int
    }

    private let node: (Group) -> Node?
    private var extents: [Group: Result<Extent, Refusal>] = [:]
    private var open: Set<Group> = []

    private struct Refusal: Error {
        let fault: Fault
    }

    /// - Parameter node: what stands in a group; nil if there is none, or if it is outside of the
    ///   zone.
    package init(node: @escaping (Group) -> Node?) { self.node = node }

    package func exists(_ group: Group) -> Bool { node(group) != nil }

    /// What is wrong with what stands at and below `group`; nil if nothing is.
    package mutating func fault(below group: Group) -> Fault? {
        if case .failure(let refusal) = measured(group) { return refusal.fault }
        return nil
    }

    /// How far the tree of `group` reaches; nil if something is wrong with it.
    package mutating func extent(of group: Group) -> Extent? {
        if case .success(let extent) = measured(group) { return extent }
        return nil
    }

    private mutating func measured(_ group: Group) -> Result<Extent, Refusal> {
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
        let node = node(group) ?? .plain
        whole.size += node.routedCount
        for target in node.targets {
            switch measured(Group(name: target, type: group.type)) {
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

extension AliasTrees {
    /// The refusal of an alias without a target, in Route 53's words.
    package static func missing(_ target: String, type: String, in zone: String) -> String {
        """
        Tried to create an alias that targets \(target), type \(type) in zone \(zone), but that \
        target was not found
        """
    }

    /// The refusal of an alias for what stands below its target.
    package static func refusal(
        of recordSet: ResourceRecordSet,
        to target: DomainName,
        for fault: Fault
    ) -> String {
        """
        found an alias from \(recordSet.name) \(recordSet.type) to \(target), expected \(fault)
        """
    }
}
