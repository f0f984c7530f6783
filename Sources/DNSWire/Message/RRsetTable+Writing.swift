extension RRsetTable {
    /// The number of the owner `name`, an uncompressed wire form; a new one if it was not there.
    package mutating func addOwner(_ name: Span<UInt8>) throws(Full) -> Int {
        try addOwner(name, name.foldedHash)
    }

    /// The same where the name's hash is known.
    package mutating func addOwner(_ name: Span<UInt8>, _ hash: UInt64) throws(Full) -> Int {
        if let known = owner(named: name, hash) { return known }
        guard names.count <= Int(UInt32.max) - name.count, owners.count < UInt32.max else {
            throw Full()
        }
        let number = owners.count
        owners.append(Owner(nameStart: UInt32(names.count), firstSet: .none))
        names.append(copying: name)
        if index.isFull(with: number) { rebuildIndex() }
        index.insert(number, hash)
        return number
    }

    /// Looks where these owners of a list would be found, so that the memory there is at hand when
    /// they are added. One by one each look would wait for memory: of a million names, 0.1 s.
    package mutating func anticipate(_ owners: Range<Int>, of list: RecordList) {
        for owner in owners { index.anticipate(list.hash(of: owner)) }
    }

    private mutating func rebuildIndex() {
        var larger = NameIndex(expecting: 2 * owners.count)
        // The last owner is not in the index yet.
        for owner in 0..<(owners.count - 1) { larger.insert(owner, name(of: owner).foldedHash) }
        index = larger
    }

    /// Adds an RRset without records; the owner must have none of the type.
    package mutating func addSet(
        of owner: Int,
        _ type: RRType,
        _ ttl: TTL,
        at place: Place? = nil
    ) throws(Full) -> Int {
        let number = sets.count
        guard number < Int(UInt32.none) else { throw Full() }
        link(UInt32(number), to: owner)
        let column = place.flatMap { UInt16(exactly: $0.column) } ?? StoredSet.wideColumn
        if let place {
            if column == StoredSet.wideColumn {
                wideColumns.append(Exception(set: UInt32(number), value: place.column))
            }
            if UInt32(place.file) != files.last?.value ?? 0 {
                files.append(Exception(set: UInt32(number), value: UInt32(place.file)))
            }
        }
        sets.append(
            StoredSet(
                owner: UInt32(owner),
                next: .none,
                ttl: ttl.seconds,
                line: place?.line ?? 0,
                start: 0,
                type: type,
                column: column,
                recordCount: 0
            )
        )
        return number
    }

    /// Makes an RRset the last one of its owner.
    private mutating func link(_ set: UInt32, to owner: Int) {
        var last = owners[owner].firstSet
        guard last != .none else {
            owners[owner].firstSet = set
            return
        }
        while sets[Int(last)].next != .none { last = sets[Int(last)].next }
        sets[Int(last)].next = set
    }

    /// Adds a record to an RRset. `rdata` has at most 65,535 octets.
    package mutating func append(_ rdata: Span<UInt8>, to set: Int) throws(Full) {
        let start = data.count
        guard start <= Int(UInt32.max) - rdata.count - 2 else { throw Full() }
        let length = UInt16(rdata.count)
        data.append(UInt8(truncatingIfNeeded: length >> 8))
        data.append(UInt8(truncatingIfNeeded: length))
        data.append(copying: rdata)
        recordCount += 1
        note(recordAt: UInt32(start), in: set)
        lastFilled = UInt32(set)
    }

    /// Notes that a record of an RRset was added at the end of `data`.
    private mutating func note(recordAt start: UInt32, in set: Int) {
        let count = sets[set].recordCount
        let isNeighbour = lastFilled == UInt32(set)
        if count == 0 {
            sets[set].start = start
            sets[set].recordCount = 1
        } else if count == StoredSet.inRuns {
            let last = Int(sets[set].start)
            runs[last].total += 1
            if isNeighbour {
                runs[last].recordCount += 1
            } else {
                addRun(at: start, to: set)
            }
        } else if isNeighbour, count < StoredSet.inRuns - 1 {
            sets[set].recordCount += 1
        } else {
            let only = UInt32(runs.count)
            runs.append(
                Run(
                    start: sets[set].start,
                    recordCount: UInt32(count),
                    next: only,
                    total: UInt32(count) + 1
                )
            )
            sets[set].start = only
            sets[set].recordCount = StoredSet.inRuns
            addRun(at: start, to: set)
        }
    }

    private mutating func addRun(at start: UInt32, to set: Int) {
        let last = Int(sets[set].start)
        let number = UInt32(runs.count)
        runs.append(
            Run(start: start, recordCount: 1, next: runs[last].next, total: runs[last].total)
        )
        runs[last].next = number
        sets[set].start = number
    }

    package mutating func setTTL(_ ttl: TTL, of set: Int) { sets[set].ttl = ttl.seconds }
}
