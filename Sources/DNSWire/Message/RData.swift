/// The RDATA of one record as a zone holds it: valid for its type, uncompressed wire form.
/// `RecordData` gives it its fields.
package struct RData: Sendable, Hashable {
    package let wire: [UInt8]

    /// Longest RDATA: RDLENGTH has 16 bits (RFC 1035 §3.2.1).
    package static let maximumLength = 65535

    package init(wire: [UInt8]) { self.wire = wire }
}

/// All records of one owner and type in class IN; they share one TTL (RFC 2181 §5).
package struct RRset: Sendable, Hashable {
    package var owner: DomainName
    package var type: RRType
    package var ttl: TTL
    package var records: [RData]

    package init(owner: DomainName, type: RRType, ttl: TTL, records: [RData]) {
        self.owner = owner
        self.type = type
        self.ttl = ttl
        self.records = records
    }
}
