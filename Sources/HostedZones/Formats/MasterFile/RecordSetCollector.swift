internal import DNSWire
internal import OperatorFiles

/// Gathers single records into RRsets, in the order of their first records.
///
/// - A record that is there already is dropped with a warning (RFC 2181 §5). Records are
///   compared by their fields: names in them regardless of letter case.
/// - Records with different TTLs get the lowest, with a warning (RFC 2181 §5.2). RRSIG records
///   of one owner may differ, since each goes with the set it covers (RFC 4034 §3).
struct RecordSetCollector {
    private(set) var table: RRsetTable
    /// The files that places mean by number.
    private(set) var files: [String] = []
    var inheritedTTL = InheritedTTL()
    /// The set of the record before, to which the next one often belongs.
    private var last: (owner: Int, type: RRType, set: Int)?
    /// The records of large sets, so that finding duplicates stays linear.
    private var largeSets: [Int: Set<[UInt8]>] = [:]
    private var mixedTTLs: Set<Int> = []

    private static let largeSet = 8
    /// So many owners are looked for in one go before the first of them is added.
    private static let foresight = 32

    /// - Parameter count: how many records there may be.
    init(expecting count: Int) { table = RRsetTable(expecting: count) }

    /// The records from here on stand in this file.
    mutating func enter(_ file: String) { files.append(file) }

    /// Adds the records of a list that was read in the file at hand, behind its first `lines`
    /// lines. Stops when there are too many problems.
    mutating func add(
        _ list: RecordList,
        behind lines: UInt32 = 0,
        _ problems: inout ProblemList
    ) {
        var owner: (listed: Int, number: Int)?
        var foreseen = 0
        for index in 0..<list.count {
            guard !problems.isFull else { return }
            let listed = list[index]
            if listed.owner >= foreseen {
                foreseen = min(listed.owner + Self.foresight, list.ownerCount)
                table.anticipate(listed.owner..<foreseen, of: list)
            }
            let place = RRsetTable.Place(
                line: listed.line + lines,
                column: listed.column,
                file: UInt16(clamping: files.count - 1)
            )
            do throws(Refusal) {
                let number =
                    if let owner, owner.listed == listed.owner { owner.number } else {
                        try addOwner(listed.owner, of: list)
                    }
                owner = (listed.owner, number)
                let ttl = inheritedTTL.ttl(listed.ttl, listed.type, list.rdata(of: index))
                guard let ttl else { throw .noTTL }
                try add(
                    NewRecord(
                        index: index,
                        owner: number,
                        type: listed.type,
                        ttl: ttl,
                        place: place
                    ),
                    of: list,
                    &problems
                )
            } catch {
                problems.refuse(at: source(place), error.description)
            }
        }
    }

    private mutating func addOwner(_ owner: Int, of list: RecordList) throws(Refusal) -> Int {
        do throws(RRsetTable.Full) {
            return try table.addOwner(list.name(of: owner), list.hash(of: owner))
        } catch {
            throw .tooLarge
        }
    }

    private mutating func add(
        _ record: NewRecord,
        of list: RecordList,
        _ problems: inout ProblemList
    ) throws(Refusal) {
        do throws(RRsetTable.Full) {
            if let last, last.owner == record.owner, last.type == record.type {
                try add(record, of: list, to: last.set, &problems)
            } else if let set = table.set(of: record.owner, record.type) {
                last = (record.owner, record.type, set)
                try add(record, of: list, to: set, &problems)
            } else {
                let set = try table.addSet(
                    of: record.owner,
                    record.type,
                    record.ttl,
                    at: record.place
                )
                last = (record.owner, record.type, set)
                try table.append(list.rdata(of: record.index), to: set)
            }
        } catch {
            throw .tooLarge
        }
    }

    private mutating func add(
        _ record: NewRecord,
        of list: RecordList,
        to set: Int,
        _ problems: inout ProblemList
    ) throws(RRsetTable.Full) {
        agree(record, set, &problems)
        let rdata = list.rdata(of: record.index)
        if isNew(rdata, record.type, in: set) {
            try table.append(rdata, to: set)
        } else {
            let name = DomainName(copying: list.name(of: list[record.index].owner))
            let data = RData(wire: Array(copying: rdata)).presentation(record.type)
            problems.warn(
                at: source(record.place),
                "found a second \(name) \(record.type) \(data), expected each record once"
            )
        }
    }

    private func source(_ place: RRsetTable.Place) -> SourceLocation {
        SourceLocation(
            file: files[Int(place.file)],
            line: Int(place.line),
            column: Int(place.column)
        )
    }

    private mutating func agree(
        _ record: NewRecord,
        _ set: Int,
        _ problems: inout ProblemList
    ) {
        let before = table[set].ttl
        guard record.ttl != before else { return }
        table.setTTL(min(record.ttl, before), of: set)
        guard record.type != .rrsig, mixedTTLs.insert(set).inserted else { return }
        problems.warn(
            at: source(record.place),
            """
            found TTL \(record.ttl) in the set \(table.ownerName(record.owner)) \(record.type), \
            expected \(before) as before; the lowest counts
            """
        )
    }

    private mutating func isNew(_ rdata: Span<UInt8>, _ type: RRType, in set: Int) -> Bool {
        guard table[set].recordCount >= Self.largeSet else {
            return !contains(rdata, type, in: set)
        }
        if largeSets[set] == nil {
            largeSets[set] = Set(table.rdata(ofSet: set).map { $0.folded(type) })
        }
        let folded = RData(wire: Array(copying: rdata)).folded(type)
        return largeSets[set, default: []].insert(folded).inserted
    }

    private func contains(_ rdata: Span<UInt8>, _ type: RRType, in set: Int) -> Bool {
        var records = table.records(of: set)
        while let record = records.next(in: table) {
            if rdata.isSameRecord(as: table.rdata(of: record), type) { return true }
        }
        return false
    }
}

/// A record of a list, and what it is in the table.
private struct NewRecord {
    /// In the list.
    let index: Int
    /// The number of the owner in the table.
    let owner: Int
    let type: RRType
    let ttl: TTL
    let place: RRsetTable.Place
}

/// Why a record cannot be added.
private enum Refusal: Error, CustomStringConvertible {
    case noTTL
    case tooLarge

    var description: String {
        switch self {
        case .noTTL:
            "found a record without TTL, expected $TTL, a SOA record or a TTL before it"
        case .tooLarge: "found more than 4 GiB of names or of data, expected a smaller zone"
        }
    }
}

extension Span<UInt8> {
    /// Whether this is the RDATA of the same record, letter case of the names in it aside.
    fileprivate func isSameRecord(as other: Span<UInt8>, _ type: RRType) -> Bool {
        // Octets that differ by more than letter case are no matter of names.
        guard isFoldedEqual(to: other) else { return false }
        return RData(wire: Array(copying: self)).folded(type)
            == RData(wire: Array(copying: other)).folded(type)
    }
}
