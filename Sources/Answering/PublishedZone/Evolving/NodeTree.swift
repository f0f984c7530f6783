internal import DNSWire

/// How many nodes a zone has, and how many children each: a name without RRsets is there as long as there
/// is something below it (RFC 4592 §2.2.2).
struct NodeTree: Sendable {
    private let apex: DomainName
    /// Of nodes below the apex.
    private var children: [DomainName: Int] = [:]
    private(set) var count = 0
    /// There is room for so many.
    private let countLimit: Int

    init(_ nodes: borrowing DraftNodes, apex: DomainName) {
        self.apex = apex
        countLimit = ZoneRoom.nodes(for: nodes.count)
        for number in 0..<nodes.count where nodes.marks(of: number).contains(.inZone) {
            count += 1
            let name = nodes.name(of: number)
            // Most names are right below the apex, which is always there.
            guard name.count > nodes.apexLength + 1 + Int(name[0]),
                let parent = nodes.ownerName(of: number).parent
            else { continue }
            children[parent, default: 0] += 1
        }
    }

    /// True if it is time to compile the zone anew: there is no more room, or the most has gone.
    var hasOutgrownItsRoom: Bool {
        count > countLimit || count < (countLimit - ZoneRoom.leastNodes) / 4
    }

    func hasChildren(_ name: DomainName) -> Bool { name == apex || children[name] != nil }

    /// Adds a node, and those between it and the apex that are not there, which `owns` does not know.
    mutating func add(
        _ name: DomainName,
        owns: (DomainName) -> Bool,
        changed: (Step) -> Void
    ) {
        count += 1
        changed(.appeared(name))
        var child = name
        while let parent = child.parent {
            if child.isWildcard { changed(.changed(parent)) }
            guard parent != apex else { return }
            let isNew = children[parent] == nil && !owns(parent)
            children[parent, default: 0] += 1
            guard isNew else { return }
            count += 1
            changed(.appeared(parent))
            child = parent
        }
    }

    /// Takes a node away that has no children, and those above that were there for its sake.
    mutating func remove(
        _ name: DomainName,
        owns: (DomainName) -> Bool,
        changed: (Step) -> Void
    ) {
        count -= 1
        changed(.disappeared(name))
        var child = name
        while let parent = child.parent {
            if child.isWildcard { changed(.changed(parent)) }
            guard parent != apex, let siblings = children[parent] else { return }
            children[parent] = siblings > 1 ? siblings - 1 : nil
            guard siblings == 1, !owns(parent) else { return }
            count -= 1
            changed(.disappeared(parent))
            child = parent
        }
    }

    /// What becomes of a node.
    enum Step {
        case appeared(DomainName)
        case disappeared(DomainName)
        /// Its child `*` came or went.
        case changed(DomainName)
    }
}
