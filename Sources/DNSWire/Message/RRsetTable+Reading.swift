extension RRsetTable {
    package subscript(set: Int) -> Entry {
        let stored = sets[set]
        let count =
            stored.recordCount == StoredSet.inRuns
            ? Int(runs[Int(stored.start)].total) : Int(stored.recordCount)
        return Entry(
            owner: Int(stored.owner),
            type: stored.type,
            ttl: TTL(wire: stored.ttl),
            recordCount: count
        )
    }

    /// Where an RRset was written; nil for one that was supplied by default.
    package func place(of set: Int) -> Place? {
        let stored = sets[set]
        guard stored.line > 0 else { return nil }
        let number = UInt32(set)
        let column =
            stored.column == StoredSet.wideColumn
            ? wideColumns.last(upTo: number)?.value ?? 0 : UInt32(stored.column)
        return Place(
            line: stored.line,
            column: column,
            file: UInt16(files.last(upTo: number)?.value ?? 0)
        )
    }

    /// The wire form of an owner's name.
    @_lifetime(borrow self)
    package func name(of owner: Int) -> Span<UInt8> {
        let end = owner + 1 < owners.count ? Int(owners[owner + 1].nameStart) : names.count
        return names.span.extracting(Int(owners[owner].nameStart)..<end)
    }

    /// The number of the owner with this name, an uncompressed wire form in any letter case.
    package func owner(named name: Span<UInt8>) -> Int? { owner(named: name, name.foldedHash) }

    func owner(named name: Span<UInt8>, _ hash: UInt64) -> Int? {
        var probe = index.probe(hash)
        while let owner = probe.next(in: index) {
            if self.name(of: owner).isFoldedEqual(to: name) { return owner }
        }
        return nil
    }

    /// The RRset of an owner and type.
    package func set(of owner: Int, _ type: RRType) -> Int? {
        var next = owners[owner].firstSet
        while next != .none {
            let set = sets[Int(next)]
            if set.type == type { return Int(next) }
            next = set.next
        }
        return nil
    }

    /// The RRsets of an owner, in their order.
    package func sets(of owner: Int) -> OwnerSets { OwnerSets(next: owners[owner].firstSet) }

    package struct OwnerSets: BitwiseCopyable {
        fileprivate var next: UInt32

        package mutating func next(in table: RRsetTable) -> Int? {
            guard next != .none else { return nil }
            let set = Int(next)
            next = table.sets[set].next
            return set
        }
    }

    /// The records of an RRset, in their order: `rdata` gives the octets of each.
    package func records(of set: Int) -> Records {
        let stored = sets[set]
        guard stored.recordCount == StoredSet.inRuns else {
            return Records(
                offset: Int(stored.start),
                left: Int(stored.recordCount),
                nextRun: .none,
                lastRun: .none
            )
        }
        let first = runs[Int(stored.start)].next
        return Records(offset: 0, left: 0, nextRun: first, lastRun: stored.start)
    }

    package struct Records: BitwiseCopyable {
        fileprivate var offset: Int
        /// Records of the present run that are still to come.
        fileprivate var left: Int
        fileprivate var nextRun: UInt32
        fileprivate let lastRun: UInt32

        package mutating func next(in table: RRsetTable) -> Record? {
            if left == 0 {
                guard nextRun != .none else { return nil }
                let run = table.runs[Int(nextRun)]
                offset = Int(run.start)
                left = Int(run.recordCount)
                nextRun = nextRun == lastRun ? .none : run.next
            }
            left -= 1
            let start = offset + 2
            let length = Int(table.data[offset]) << 8 | Int(table.data[offset + 1])
            offset = start + length
            return Record(start: start, end: offset)
        }
    }

    /// One record of a table.
    package struct Record: BitwiseCopyable {
        fileprivate let start: Int
        fileprivate let end: Int
    }

    @_lifetime(borrow self)
    package func rdata(of record: Record) -> Span<UInt8> {
        data.span.extracting(record.start..<record.end)
    }
}

extension [RRsetTable.Exception] {
    /// The last one that is not behind `set`: they ascend.
    fileprivate func last(upTo set: UInt32) -> Element? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].set <= set { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? self[low - 1] : nil
    }
}
