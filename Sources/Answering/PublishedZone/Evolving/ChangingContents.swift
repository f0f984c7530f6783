internal import DNSWire

/// The contents of a zone of which owners change one by one: what stood there at first, and what
/// stands there instead. The many that never change stay in the one table that they came in.
struct ChangingContents: Sendable {
    let base: ZoneContents
    /// The routed RRsets of an owner, by their places in `base`.
    private let routed: [DomainName: [Int]]
    private var changed: [DomainName: OwnerContents] = [:]

    init(_ base: ZoneContents) {
        self.base = base
        routed = Dictionary(
            grouping: base.routedRRsets.indices,
            by: { base.routedRRsets[$0].owner }
        )
    }

    var apex: DomainName { base.apex }

    mutating func set(_ contents: OwnerContents) { changed[contents.owner] = contents }

    /// What an owner says now.
    func contents(of owner: DomainName) -> OwnerContents {
        if let changed = changed[owner] { return changed }
        var contents = OwnerContents(owner: owner)
        if let number = base.rrsets.owner(named: owner.wire.span) {
            var sets = base.rrsets.sets(of: number)
            while let set = sets.next(in: base.rrsets) {
                contents.rrsets.append(base.rrsets.rrset(set))
            }
        }
        contents.routedRRsets = routed[owner, default: []].map { base.routedRRsets[$0] }
        return contents
    }

    /// Whether an owner has any RRset.
    func owns(_ owner: DomainName) -> Bool {
        if let changed = changed[owner] { return !changed.isEmpty }
        if routed[owner] != nil { return true }
        return base.rrsets.owner(named: owner.wire.span) != nil
    }

    /// Everything in one table again.
    func merged() throws(PublishingError) -> ZoneContents {
        guard !changed.isEmpty else { return base }
        var merged = base
        do {
            merged.rrsets = try mergedTable()
        } catch {
            throw .zoneTooLarge
        }
        merged.routedRRsets.removeAll { changed[$0.owner] != nil }
        for contents in changed.values { merged.routedRRsets += contents.routedRRsets }
        return merged
    }

    private func mergedTable() throws(RRsetTable.Full) -> RRsetTable {
        let old = base.rrsets
        var table = RRsetTable(expecting: old.count)
        let replaced = Set(changed.keys.compactMap { old.owner(named: $0.wire.span) })
        for owner in 0..<old.ownerCount where !replaced.contains(owner) {
            var sets = old.sets(of: owner)
            while let set = sets.next(in: old) { try table.add(set, of: old) }
        }
        for contents in changed.values {
            for rrset in contents.rrsets { try table.add(rrset) }
        }
        return table
    }
}

extension RRsetTable {
    /// Adds an RRset of another table.
    fileprivate mutating func add(_ set: Int, of other: RRsetTable) throws(Full) {
        let entry = other[set]
        let own = try addSet(of: addOwner(other.name(of: entry.owner)), entry.type, entry.ttl)
        var records = other.records(of: set)
        while let record = records.next(in: other) {
            try append(other.rdata(of: record), to: own)
        }
    }
}
