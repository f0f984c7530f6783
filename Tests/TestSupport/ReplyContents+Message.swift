package import DNSWire

extension ReplyContents {
    /// What a message that was read says.
    package init(_ message: Message) {
        let flags = message.header.flags
        self.init(
            responseCode: message.responseCode,
            isAuthoritative: flags.contains(.authoritativeAnswer)
        )
        isTruncated = flags.contains(.truncation)
        answer = Self.rrsets(of: message.answers)
        authority = Self.rrsets(of: message.authority)
        additional = Self.rrsets(of: message.additional)
        if let data = message.opt?.data(of: .clientSubnet) {
            // A scope that cannot be read is none that anybody expects.
            let subnet = try? ClientSubnet(data.span, in: .reply)
            scopePrefixLength = subnet?.scopePrefixLength ?? -1
        }
    }

    /// Neighbours of the same owner, type and TTL make an RRset: one that is split, or whose
    /// records differ in TTL, shows (RFC 2181 §5).
    private static func rrsets(of records: [ResourceRecord]) -> [ReplyRRset] {
        var rrsets: [RRset] = []
        for record in records {
            if let last = rrsets.last, last.owner == record.owner, last.type == record.type,
                last.ttl == record.ttl
            {
                rrsets[rrsets.count - 1].records.append(record.data.rdata)
            } else {
                rrsets.append(
                    RRset(
                        owner: record.owner,
                        type: record.type,
                        ttl: record.ttl,
                        records: [record.data.rdata]
                    )
                )
            }
        }
        return rrsets.map {
            ReplyRRset(owner: $0.owner, type: $0.type, ttl: $0.ttl, records: $0.records)
        }
    }
}
