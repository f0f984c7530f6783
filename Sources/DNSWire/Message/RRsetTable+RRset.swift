extension RRsetTable {
    /// A table of these RRsets, of which no two have the same owner and type.
    package init(_ rrsets: some Sequence<RRset>) throws(Full) {
        self.init()
        for rrset in rrsets { try add(rrset) }
    }

    /// Adds an RRset; the owner must have none of the type.
    package mutating func add(_ rrset: RRset, at place: Place? = nil) throws(Full) {
        let owner = try addOwner(rrset.owner.wire.span)
        let set = try addSet(of: owner, rrset.type, rrset.ttl, at: place)
        for record in rrset.records { try append(record.wire.span, to: set) }
    }

    /// An RRset as a value, for messages and other slow ways.
    package func rrset(_ set: Int) -> RRset {
        let entry = self[set]
        return RRset(
            owner: ownerName(entry.owner),
            type: entry.type,
            ttl: entry.ttl,
            records: rdata(ofSet: set)
        )
    }

    package func ownerName(_ owner: Int) -> DomainName {
        DomainName(copying: name(of: owner))
    }

    /// The records of an RRset as values.
    package func rdata(ofSet set: Int) -> [RData] {
        var rdata: [RData] = []
        var records = records(of: set)
        while let record = records.next(in: self) {
            rdata.append(RData(wire: Array(copying: self.rdata(of: record))))
        }
        return rdata
    }
}
