internal import DNSWire

/// The record sets of a zone by owner name.
struct ZoneNodes {
    private let recordSets: [ResourceRecordSet]
    private var positions: [DomainName: [Int]] = [:]
    /// The names right above wildcards.
    private(set) var wildcardParents: Set<DomainName> = []
    /// The owner names in the order of their first record sets.
    private var names: [DomainName] = []

    init(of zone: HostedZone) {
        recordSets = zone.recordSets
        positions.reserveCapacity(recordSets.count)
        for (position, recordSet) in recordSets.enumerated() {
            positions[recordSet.name, default: []].append(position)
            if positions[recordSet.name]?.count == 1 { names.append(recordSet.name) }
            if recordSet.name.isWildcard, let parent = recordSet.name.parent {
                wildcardParents.insert(parent)
            }
        }
    }

    /// The record sets at `name`.
    subscript(name: DomainName) -> [ResourceRecordSet] {
        positions[name, default: []].map { recordSets[$0] }
    }

    /// The record sets of each name; a name alone is passed on as an array of one.
    var inOrder: some Sequence<[ResourceRecordSet]> {
        names.lazy.map { self[$0] }
    }
}
