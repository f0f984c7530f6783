internal import DNSWire

/// A name in encoded records, and where it starts in them; nil for their owner.
struct EncodedName {
    var name: DomainName
    var position: UInt16?
}

/// Encodes one RRset as `PreparedAnswer` describes it, names compressed where RFC 3597 §4 lets
/// them: against each other only. A pointer into the question would give them the question's letter
/// case, and names in RDATA keep the spelling of the zone (RFC 4343 §4.1).
struct AnswerEncoder {
    /// What a message of 65,535 octets can hold beside its header, the longest question, and an
    /// OPT record with every option that a reply may need.
    static let maximumLength = 65_535 - 512

    /// Names beyond this offset are not pointed at, so that with all that may stand in front of
    /// an RRset in a reply no pointer needs more than its 14 bits (RFC 1035 §4.1.4): a header, the
    /// longest question, and 16 pairs of a DNAME and a CNAME with the longest targets, of 12 + 255
    /// octets each, take 8,815 of 16,384 octets.
    private static let farthestTarget = 7168

    private(set) var octets: [UInt8] = []
    private(set) var fixups: [Fixup] = []
    /// Names whose addresses go along, in the order of the records.
    private(set) var addressedNames: [EncodedName] = []
    /// Where a CNAME or DNAME leads.
    private(set) var target: DomainName?

    /// Where the RRset stands in the commonest reply.
    private let commonStart: Int
    /// Where names and their suffixes have been written, by their exact octets.
    private var written: [ArraySlice<UInt8>: UInt16] = [:]

    init(owner: DomainName) {
        commonStart = Query.headerLength + owner.wire.count + 4
    }

    mutating func encode(_ rrset: RRset) throws(PublishingError) {
        for record in rrset.records {
            let output: RDataOutput
            do {
                output = try RecordData(type: rrset.type, record).encoded
            } catch {
                throw .badRecordData(owner: rrset.owner, type: rrset.type)
            }
            point(.owner, at: Query.headerLength)
            append(rrset.type.rawValue)
            append(RRClass.in.rawValue)
            append(UInt16(rrset.ttl.seconds >> 16))
            append(UInt16(truncatingIfNeeded: rrset.ttl.seconds))
            let lengthPosition = octets.count
            append(0)
            append(output, owner: rrset.owner)
            let length = UInt16(truncatingIfNeeded: octets.count - lengthPosition - 2)
            octets[lengthPosition] = UInt8(length >> 8)
            octets[lengthPosition + 1] = UInt8(truncatingIfNeeded: length)
            guard octets.count <= Self.maximumLength else {
                throw .rrsetTooLarge(
                    owner: rrset.owner,
                    type: rrset.type,
                    octets: rrset.records.reduce(0) { $0 + 12 + $1.wire.count }
                )
            }
            if rrset.type == .cname || rrset.type == .dname { target = output.names.first?.name }
        }
    }

    /// RDATA: its octets, but its names compressed if they may be.
    private mutating func append(_ data: RDataOutput, owner: DomainName) {
        var position = 0
        for name in data.names {
            octets += data.wire[position..<name.offset]
            position = name.offset + name.name.wire.count
            if name.standsForOwner {
                addressedNames.append(EncodedName(name: owner, position: nil))
            } else if name.wantsAddresses, octets.count < Self.farthestTarget {
                addressedNames.append(
                    EncodedName(name: name.name, position: UInt16(octets.count))
                )
            }
            if name.isCompressible {
                appendCompressed(name.name)
            } else {
                octets += name.name.wire
            }
        }
        octets += data.wire[position...]
    }

    private mutating func appendCompressed(_ name: DomainName) {
        var rest = name.wire[...]
        while let length = rest.first, length > 0 {
            if let position = written[rest] {
                point(.within(position), at: commonStart + Int(position))
                return
            }
            if octets.count < Self.farthestTarget { written[rest] = UInt16(octets.count) }
            octets += rest.prefix(1 + Int(length))
            rest = rest.dropFirst(1 + Int(length))
        }
        octets.append(0)
    }

    private mutating func point(_ goal: Fixup.Goal, at commonOffset: Int) {
        fixups.append(Fixup(position: UInt16(octets.count), goal: goal))
        append(0xc000 | UInt16(commonOffset))
    }

    private mutating func append(_ value: UInt16) {
        octets += [UInt8(value >> 8), UInt8(truncatingIfNeeded: value)]
    }
}
