package import Addressing
package import DNSWire
package import OperatorFiles

/// One zone as its operator wrote it, in Route 53's words: the editable truth from which the
/// published form is compiled.
package struct HostedZone: Sendable {
    /// The apex.
    package let name: DomainName
    /// The simple record sets that have records, of which a zone can have a million.
    package private(set) var plain: RRsetTable
    /// The record sets that a policy chooses, and aliases. In a zone that `ZoneChecks` refuses also
    /// simple ones whose name and type are those of one before.
    package private(set) var routed: [ResourceRecordSet] = []
    /// The files that places in `plain` mean by number.
    private var files: [String]
    /// Whether answers may look at the client subnet (EDNS), for this zone; nil leaves it to the
    /// server's `ecs` option.
    package let usesClientSubnet: Bool?
    /// Whether it is for private networks only: such a zone is kept, and never served.
    package let isPrivate: Bool
    /// Who may ask; nil for everybody, unless the server's options say otherwise.
    package var access: AccessRules?
    /// What its operator expects it to answer.
    package var expectations: [Expectation] = []

    /// A zone of simple record sets, written in `files`.
    package init(name: DomainName, plain: RRsetTable, files: [String]) {
        self.name = name
        self.plain = plain
        self.files = files
        usesClientSubnet = nil
        isPrivate = false
    }

    package init(
        name: DomainName,
        recordSets: some Collection<ResourceRecordSet>,
        usesClientSubnet: Bool? = nil,
        isPrivate: Bool = false
    ) throws(RRsetTable.Full) {
        self.name = name
        self.usesClientSubnet = usesClientSubnet
        self.isPrivate = isPrivate
        plain = RRsetTable(expecting: recordSets.count)
        files = []
        for recordSet in recordSets { try add(recordSet) }
    }

    private mutating func add(_ recordSet: ResourceRecordSet) throws(RRsetTable.Full) {
        guard recordSet.isPlain, let ttl = recordSet.ttl else { return routed.append(recordSet) }
        let owner = try plain.addOwner(recordSet.name.wire.span)
        guard plain.set(of: owner, recordSet.type) == nil else { return routed.append(recordSet) }
        let place = place(of: recordSet)
        let set = try plain.addSet(of: owner, recordSet.type, ttl, at: place)
        for record in recordSet.records { try plain.append(record.wire.span, to: set) }
    }

    private mutating func place(of recordSet: ResourceRecordSet) -> RRsetTable.Place? {
        guard let source = recordSet.source else { return nil }
        if files.last != source.file { files.append(source.file) }
        return RRsetTable.Place(
            line: UInt32(clamping: source.line),
            column: UInt32(clamping: source.column),
            file: UInt16(clamping: files.count - 1)
        )
    }
}

extension HostedZone {
    /// What the zone says of itself besides its record sets, as its YAML form does.
    var options: [String] {
        (usesClientSubnet.map { ["ecs: \($0 ? "on" : "off")"] } ?? [])
            + (isPrivate ? ["private: on"] : []) + (access == nil ? [] : ["allow"])
            + (expectations.isEmpty ? [] : ["expect"])
    }

    /// Where a simple record set was written; nil for one that was supplied by default.
    package func source(of set: Int) -> SourceLocation? {
        plain.place(of: set).map { place in
            SourceLocation(
                file: files[Int(place.file)],
                line: Int(place.line),
                column: Int(place.column)
            )
        }
    }

    /// All record sets, the simple ones first, each made when it is asked for.
    package var recordSets: RecordSets { RecordSets(zone: self) }

    package struct RecordSets: RandomAccessCollection, Sendable {
        fileprivate let zone: HostedZone

        package var startIndex: Int { 0 }
        package var endIndex: Int { zone.plain.count + zone.routed.count }

        package subscript(position: Int) -> ResourceRecordSet {
            let plain = zone.plain
            guard position < plain.count else { return zone.routed[position - plain.count] }
            let entry = plain[position]
            return ResourceRecordSet(
                name: plain.ownerName(entry.owner),
                type: entry.type,
                ttl: entry.ttl,
                records: plain.rdata(ofSet: position),
                source: zone.source(of: position)
            )
        }
    }
}
