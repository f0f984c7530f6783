internal import DNSWire

/// Encodes RRsets as `PreparedAnswer` describes it, one after the other, names compressed where
/// RFC 3597 §4 lets them: against each other only. A pointer into the question would give them the
/// question's letter case, and names in RDATA keep the spelling of the zone (RFC 4343 §4.1).
struct AnswerEncoder {
    /// What a message of 65,535 octets can hold beside its header, the longest question, and an
    /// OPT record with every option that a reply may need.
    static let maximumLength = 65_535 - 512

    /// Names beyond this offset are not pointed at, so that with all that may stand in front of
    /// an RRset in a reply no pointer needs more than its 14 bits (RFC 1035 §4.1.4): a header, the
    /// longest question, and 16 pairs of a DNAME and a CNAME with the longest targets, of 12 + 255
    /// octets each, take 8,815 of 16,384 octets.
    private static let farthestTarget = 7168

    enum Failure: Error {
        /// RDATA that its type does not allow: a name in it cannot be read.
        case badRecordData
        /// The RRset is longer than `maximumLength`.
        case tooLarge
    }

    /// The pointers in the RRset.
    private(set) var pointers: [InnerPointer] = []
    /// The names in the RRset whose addresses go along, in the order of the records.
    private(set) var addressedNames: [AddressedName] = []

    /// The RRset's names, one behind the other: those that were written for their own sake.
    private var names: [UInt8] = []
    private var written: [WrittenName] = []
    /// The names of one record.
    private var located: [LocatedName] = []

    private var type = RRType(rawValue: 0)
    private var placement = NamePlacement.none
    private var nameForm = NameForm.compressed
    /// Whether there are names in the RDATA: asked for every record.
    private var hasNames = false
    private var head: UInt64 = 0
    private var ttl: UInt32 = 0
    /// Where the RRset starts in the block, and in the commonest reply.
    private var start = 0
    private(set) var commonStart = 0

    /// How names are written that may be compressed.
    enum NameForm {
        case compressed
        case whole
    }

    /// A name that has addresses, and where it stands in the RRset; 0 for its owner.
    struct AddressedName {
        fileprivate let range: Range<Int>
        let position: UInt16
    }

    /// A name, or a suffix of one, that can be pointed at.
    private struct WrittenName {
        /// In `names`.
        let range: Range<Int>
        let position: UInt16
    }

    private struct LocatedName {
        let range: Range<Int>
        let use: RDataOutput.NameUse
    }

    /// Begins with an RRset whose octets start at `start` of the block.
    mutating func begin(
        _ type: RRType,
        _ ttl: TTL,
        ownerLength: Int,
        at start: Int,
        names form: NameForm = .compressed
    ) {
        nameForm = form
        if type != self.type {
            self.type = type
            placement = RecordData.names(in: type)
            hasNames = placement != .none
        }
        self.start = start
        self.ttl = ttl.seconds
        commonStart = Query.headerLength + ownerLength + 4
        // A pointer to the question, TYPE, CLASS, and the first half of the TTL.
        head =
            (0xc000 | UInt64(Query.headerLength)) << 48 | UInt64(type.rawValue) << 32
            | UInt64(RRClass.in.rawValue) << 16 | UInt64(self.ttl >> 16)
        guard hasNames else { return }
        pointers.removeAll(keepingCapacity: true)
        addressedNames.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        written.removeAll(keepingCapacity: true)
    }

    /// True if the RRset needs more than to be copied.
    var needsExtras: Bool {
        hasNames && !(pointers.isEmpty && addressedNames.isEmpty)
    }

    /// The name itself, in wire form.
    @_lifetime(borrow self)
    func name(_ addressed: AddressedName) -> Span<UInt8> {
        names.span.extracting(addressed.range)
    }

    /// Appends all records of the RRset to the block.
    mutating func append(
        _ set: Int,
        of table: RRsetTable,
        to block: inout FlatBlockBuilder<ZoneHeader>
    ) throws(Failure) {
        var records = table.records(of: set)
        while let record = records.next(in: table) {
            try append(table.rdata(of: record), to: &block)
        }
    }

    /// Appends a record of the RRset to the block.
    mutating func append(
        _ rdata: Span<UInt8>,
        to block: inout FlatBlockBuilder<ZoneHeader>
    ) throws(Failure) {
        try appendWhole(rdata, to: &block)
        guard block.count - start <= Self.maximumLength else { throw .tooLarge }
    }

    private mutating func appendWhole(
        _ rdata: Span<UInt8>,
        to block: inout FlatBlockBuilder<ZoneHeader>
    ) throws(Failure) {
        block.append(head.bigEndian)
        let rest = ttl << 16 | UInt32(rdata.count)
        block.append(rest.bigEndian)
        guard hasNames else {
            block.append(rdata)
            return
        }
        try locateNames(rdata)
        let dataStart = block.count
        var done = 0
        for name in located {
            block.append(rdata.extracting(done..<name.range.lowerBound))
            done = name.range.upperBound
            let position = block.count - start
            let octets = rdata.extracting(name.range)
            note(octets, name.use, position)
            if nameForm == .compressed, name.use.contains(.compressible) {
                appendCompressed(octets, &block)
            } else {
                block.append(octets)
            }
        }
        block.append(rdata.extracting(done..<rdata.count))
        let length = UInt16(block.count - dataStart)
        block.store(length.bigEndian, at: dataStart - 2)
    }

    /// Keeps the name if addresses of it may go along.
    private mutating func note(
        _ name: Span<UInt8>,
        _ use: RDataOutput.NameUse,
        _ position: Int
    ) {
        if use.contains(.ownerIfRoot) {
            addressedNames.append(AddressedName(range: 0..<0, position: 0))
        } else if use.contains(.addressed), position < Self.farthestTarget {
            addressedNames.append(
                AddressedName(range: keep(name), position: UInt16(position))
            )
        }
    }

    private mutating func keep(_ name: Span<UInt8>) -> Range<Int> {
        let start = names.count
        for index in name.indices { names.append(name[index]) }
        return start..<names.count
    }

    private mutating func appendCompressed(
        _ name: Span<UInt8>,
        _ block: inout FlatBlockBuilder<ZoneHeader>
    ) {
        var kept: Range<Int>?
        var offset = 0
        while name[offset] > 0 {
            let rest = name.extracting(offset..<name.count)
            let position = block.count - start
            if let target = written.first(where: { isEqual(rest, names, $0.range) }) {
                pointers.append(
                    InnerPointer(position: UInt16(position), goal: target.position)
                )
                let offset = UInt16(commonStart) + target.position
                block.append((0xc000 | offset).bigEndian)
                return
            }
            if position < Self.farthestTarget {
                let all = kept ?? keep(name)
                kept = all
                written.append(
                    WrittenName(
                        range: (all.lowerBound + offset)..<all.upperBound,
                        position: UInt16(position)
                    )
                )
            }
            let labelEnd = offset + 1 + Int(name[offset])
            block.append(name.extracting(offset..<labelEnd))
            offset = labelEnd
        }
        block.append(0 as UInt8)
    }

    private mutating func locateNames(_ rdata: Span<UInt8>) throws(Failure) {
        located.removeAll(keepingCapacity: true)
        switch placement {
        case .none: break
        case .row(let start, let count, let use):
            var offset = start
            for _ in 0..<count {
                guard let end = endOfName(rdata, from: offset) else { throw .badRecordData }
                located.append(LocatedName(range: offset..<end, use: use))
                offset = end
            }
        case .amongFields:
            for name in try namesAmongFields(rdata) {
                var use: RDataOutput.NameUse = name.isCompressible ? .compressible : .plain
                if name.wantsAddresses { use.insert(.addressed) }
                if name.standsForOwner { use.insert(.ownerIfRoot) }
                let end = name.offset + name.name.wire.count
                located.append(LocatedName(range: name.offset..<end, use: use))
            }
        }
    }

    private func namesAmongFields(_ rdata: Span<UInt8>) throws(Failure) -> [EmbeddedName] {
        let octets = [UInt8](capacity: rdata.count) { output in
            for index in rdata.indices { output.append(rdata[index]) }
        }
        do {
            return try RecordData(type: type, RData(wire: octets)).encoded.names
        } catch {
            throw .badRecordData
        }
    }
}

/// Where the uncompressed name that starts at `start` ends; nil if it does not end inside.
private func endOfName(_ octets: Span<UInt8>, from start: Int) -> Int? {
    var offset = start
    while offset < octets.count {
        let length = Int(octets[offset])
        guard length <= DomainName.maximumLabelLength else { return nil }
        offset += 1 + length
        guard offset - start <= DomainName.maximumLength else { return nil }
        if length == 0 { return offset }
    }
    return nil
}

/// Exact octets, letter case included.
private func isEqual(_ octets: Span<UInt8>, _ others: [UInt8], _ range: Range<Int>) -> Bool {
    guard octets.count == range.count else { return false }
    for index in octets.indices where octets[index] != others[range.lowerBound + index] {
        return false
    }
    return true
}
