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
    /// The set of the record before, to which the next one often belongs.
    private var last: (owner: Int, type: RRType, set: Int)?
    /// The records of large sets, so that finding duplicates stays linear.
    private var largeSets: [Int: Set<[UInt8]>] = [:]
    private var mixedTTLs: Set<Int> = []

    private static let largeSet = 8

    /// - Parameter count: how many records there may be.
    init(expecting count: Int) { table = RRsetTable(expecting: count) }

    /// The records from here on stand in this file.
    mutating func enter(_ file: String) { files.append(file) }

    /// The number of the file in which records stand now.
    var file: UInt16 { UInt16(clamping: files.count - 1) }

    /// The number of the owner with this name.
    mutating func addOwner(_ name: [UInt8]) throws(RRsetTable.Full) -> Int {
        try table.addOwner(name.span)
    }

    /// Adds a record. `name` is its owner as it is spelled there.
    mutating func add(
        _ record: NewRecord,
        _ rdata: [UInt8],
        spelled name: [UInt8],
        _ problems: inout ProblemList
    ) throws(RRsetTable.Full) {
        if let last, last.owner == record.owner, last.type == record.type {
            try add(record, rdata, to: last.set, spelled: name, &problems)
        } else if let set = table.set(of: record.owner, record.type) {
            last = (record.owner, record.type, set)
            try add(record, rdata, to: set, spelled: name, &problems)
        } else {
            let set = try table.addSet(
                of: record.owner,
                record.type,
                record.ttl,
                at: record.place
            )
            last = (record.owner, record.type, set)
            try table.append(rdata.span, to: set)
        }
    }

    private mutating func add(
        _ record: NewRecord,
        _ rdata: [UInt8],
        to set: Int,
        spelled name: [UInt8],
        _ problems: inout ProblemList
    ) throws(RRsetTable.Full) {
        agree(record, set, &problems)
        if isNew(rdata, record.type, in: set) {
            try table.append(rdata.span, to: set)
        } else {
            let name = DomainName(copying: name.span)
            let data = RData(wire: rdata).presentation(record.type)
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

    private mutating func isNew(_ rdata: [UInt8], _ type: RRType, in set: Int) -> Bool {
        guard table[set].recordCount >= Self.largeSet else {
            return !contains(rdata, type, in: set)
        }
        if largeSets[set] == nil {
            largeSets[set] = Set(table.rdata(ofSet: set).map { $0.folded(type) })
        }
        let folded = RData(wire: rdata).folded(type)
        return largeSets[set, default: []].insert(folded).inserted
    }

    private func contains(_ rdata: [UInt8], _ type: RRType, in set: Int) -> Bool {
        var records = table.records(of: set)
        while let record = records.next(in: table) {
            if rdata.span.isSameRecord(as: table.rdata(of: record), type) { return true }
        }
        return false
    }
}

/// A record that has been read, its data apart.
struct NewRecord {
    /// The number of the owner in the table.
    let owner: Int
    let type: RRType
    let ttl: TTL
    let place: RRsetTable.Place
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
