internal import DNSWire

/// The record sets of a zone by owner name.
struct ZoneNodes {
    private let recordSets: [ResourceRecordSet]
    /// The position of each name's last record set.
    private var last: [DomainName: Int] = [:]
    /// For each record set, the position of the one before it at the same name. Most names have
    /// one or two, so that a chain takes less than an array for each name.
    private var previous: [Int?]
    /// The names that have several record sets or a routed one, in their order.
    private(set) var sharedNames: [DomainName] = []
    /// The names right above wildcards.
    private(set) var wildcardParents: Set<DomainName> = []

    init(of zone: HostedZone) {
        recordSets = zone.recordSets
        previous = Array(repeating: nil, count: recordSets.count)
        last.reserveCapacity(recordSets.count)
        var shared: Set<DomainName> = []
        for (position, recordSet) in recordSets.enumerated() {
            let name = recordSet.name
            previous[position] = last.updateValue(position, forKey: name)
            if previous[position] != nil || recordSet.routing != .simple,
                shared.insert(name).inserted
            {
                sharedNames.append(name)
            }
            if name.isWildcard, let parent = name.parent { wildcardParents.insert(parent) }
        }
    }

    /// The record sets at `name`, in their order.
    subscript(name: DomainName) -> [ResourceRecordSet] {
        var found: [ResourceRecordSet] = []
        var position = last[name]
        while let current = position {
            found.append(recordSets[current])
            position = previous[current]
        }
        return found.reversed()
    }
}
