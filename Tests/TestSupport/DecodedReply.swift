package import DNSWire

/// A reply taken apart to its last octet.
package struct DecodedReply: Sendable {
    package let id: UInt16
    /// The header's second word.
    package let flags: UInt16
    /// The octets of the question section.
    package let question: [UInt8]
    package let contents: ReplyContents
    package let opt: OPT?

    /// The OPT record of a reply.
    package struct OPT: Sendable {
        package let payloadSize: UInt16
        /// Extended RCODE, version, DO and Z bits.
        package let extendedFlags: UInt32
        package let options: [QueryMessage.Option]
    }

    /// A reply that no server should send although each of its records can be read.
    package enum Flaw: Error, Hashable {
        case severalOPTs
        case optOutsideAdditional
        case classNotInternet(DomainName)
        case trailingOctets(Int)
        case malformedOption
    }

    package init(_ message: [UInt8]) throws {
        var reader = WireReader(message.span)
        id = try reader.readUInt16()
        flags = try reader.readUInt16()
        let counts = try (0..<4).map { _ in Int(try reader.readUInt16()) }
        for _ in 0..<counts[0] {
            _ = try reader.readName()
            try reader.skip(4)
        }
        question = Array(message[12..<reader.offset])
        var opts: [OPT] = []
        let sections = try counts.dropFirst().map { count in
            try Self.readSection(count, from: &reader, opts: &opts)
        }
        guard reader.remaining == 0 else { throw Flaw.trailingOctets(reader.remaining) }
        guard opts.count <= 1 else { throw Flaw.severalOPTs }
        opt = opts.first
        let extended = UInt16((opt?.extendedFlags ?? 0) >> 24) << 4
        var contents = ReplyContents(
            responseCode: ResponseCode(rawValue: extended | flags & 0xf),
            isAuthoritative: flags & 0x0400 != 0
        )
        contents.isTruncated = flags & 0x0200 != 0
        (contents.answer, contents.authority, contents.additional) = (
            sections[0], sections[1], sections[2]
        )
        let subnets = opt?.options.filter { $0.code == QueryMessage.Option.clientSubnetCode }
        if let subnet = subnets?.first {
            guard subnet.data.count >= 4 else { throw Flaw.malformedOption }
            contents.scopePrefixLength = Int(subnet.data[3])
        }
        self.contents = contents
    }

    /// Records of one section; neighbours of the same owner, type and TTL make an RRset.
    private static func readSection(
        _ count: Int,
        from reader: inout WireReader,
        opts: inout [OPT]
    ) throws -> [ReplyRRset] {
        var rrsets: [RRset] = []
        for _ in 0..<count {
            let owner = try reader.readName()
            let type = RRType(rawValue: try reader.readUInt16())
            let rrClass = try reader.readUInt16()
            let ttl = try reader.readUInt32()
            let length = Int(try reader.readUInt16())
            if type == .opt {
                let options = try readOptions(try reader.readArray(length))
                opts.append(OPT(payloadSize: rrClass, extendedFlags: ttl, options: options))
                continue
            }
            guard rrClass == RRClass.in.rawValue || rrClass == RRClass.ch.rawValue else {
                throw Flaw.classNotInternet(owner)
            }
            let rdata = try RecordData(type: type, from: &reader, length: length).rdata
            let rrset = RRset(owner: owner, type: type, ttl: TTL(wire: ttl), records: [rdata])
            if let last = rrsets.last, last.owner == owner, last.type == type, last.ttl == rrset.ttl
            {
                rrsets[rrsets.count - 1].records.append(rdata)
            } else {
                rrsets.append(rrset)
            }
        }
        return rrsets.map {
            ReplyRRset(owner: $0.owner, type: $0.type, ttl: $0.ttl, records: $0.records)
        }
    }

    private static func readOptions(_ octets: [UInt8]) throws -> [QueryMessage.Option] {
        var reader = WireReader(octets.span)
        var options: [QueryMessage.Option] = []
        while reader.remaining > 0 {
            let code = try reader.readUInt16()
            let length = Int(try reader.readUInt16())
            options.append(QueryMessage.Option(code: code, data: try reader.readArray(length)))
        }
        return options
    }
}
