internal import DNSWire
internal import OperatorFiles

/// Gathers single records into resource record sets, in the order of their first records.
///
/// - A record that is there already is dropped with a warning (RFC 2181 §5). Records are
///   compared by their fields: names in them regardless of letter case.
/// - Records with different TTLs get the lowest, with a warning (RFC 2181 §5.2). RRSIG records
///   of one owner may differ, since each goes with the set it covers (RFC 4034 §3).
struct RecordSetCollector {
    private(set) var recordSets: [ResourceRecordSet] = []
    private var positions: [Key: Int] = [:]
    /// The position of the record before, which most often belongs to the same set or owner.
    private var last: Int?
    /// The records of large sets, so that finding duplicates stays linear.
    private var largeSets: [Int: Set<[UInt8]>] = [:]
    private var mixedTTLs: Set<Int> = []

    private static let largeSet = 8

    private struct Key: Hashable {
        let name: DomainName
        let type: RRType
    }

    /// Makes room, so that large zones are not rehashed as they grow.
    mutating func expect(_ count: Int) {
        positions.reserveCapacity(count)
        recordSets.reserveCapacity(count)
    }

    mutating func add(
        _ data: RecordData,
        to name: DomainName,
        _ type: RRType,
        _ ttl: TTL,
        at source: SourceLocation,
        _ problems: inout ProblemList
    ) {
        guard let position = position(of: name, type) else {
            positions[Key(name: name, type: type)] = recordSets.count
            last = recordSets.count
            recordSets.append(
                ResourceRecordSet(
                    name: name,
                    type: type,
                    ttl: ttl,
                    records: [data.rdata],
                    source: source
                )
            )
            return
        }
        last = position
        agree(on: ttl, in: position, at: source, &problems)
        let rdata = data.rdata
        if isNew(data, rdata, in: position) {
            recordSets[position].records.append(rdata)
        } else {
            problems.warn(
                at: source,
                "found a second \(name) \(type) \(data.presentation), expected each record once"
            )
        }
    }

    private func position(of name: DomainName, _ type: RRType) -> Int? {
        if let last, recordSets[last].type == type, recordSets[last].name == name { return last }
        return positions[Key(name: name, type: type)]
    }

    private mutating func agree(
        on ttl: TTL,
        in position: Int,
        at source: SourceLocation,
        _ problems: inout ProblemList
    ) {
        let recordSet = recordSets[position]
        guard ttl != recordSet.ttl else { return }
        recordSets[position].ttl = min(ttl, recordSet.ttl)
        guard recordSet.type != .rrsig, mixedTTLs.insert(position).inserted else { return }
        problems.warn(
            at: source,
            """
            found TTL \(ttl) in the set \(recordSet.name) \(recordSet.type), expected \
            \(recordSet.ttl) as before; the lowest counts
            """
        )
    }

    private mutating func isNew(_ data: RecordData, _ rdata: RData, in position: Int) -> Bool {
        let recordSet = recordSets[position]
        guard recordSet.records.count >= Self.largeSet else {
            return !recordSet.records.contains { existing in
                existing == rdata
                    || existing.wire.count == rdata.wire.count
                        && existing.folded(recordSet.type) == rdata.folded(recordSet.type)
            }
        }
        if largeSets[position] == nil {
            largeSets[position] = Set(recordSet.records.map { $0.folded(recordSet.type) })
        }
        return largeSets[position, default: []].insert(rdata.folded(recordSet.type)).inserted
    }
}
