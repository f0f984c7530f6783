package import DNSWire
package import Geography
package import OperatorFiles

/// One resource record set: the records of a name and type, or one of several alternatives for
/// that name and type among which a routing policy chooses.
package struct ResourceRecordSet: Sendable, Hashable {
    package var name: DomainName
    package var type: RRType
    package var ttl: TTL
    package var records: [RData]
    package var routing: Routing
    /// Where it was written; nil for one that was supplied by default (SOA, NS).
    package var source: SourceLocation?

    package init(
        name: DomainName,
        type: RRType,
        ttl: TTL,
        records: [RData],
        routing: Routing = .simple,
        source: SourceLocation? = nil
    ) {
        self.name = name
        self.type = type
        self.ttl = ttl
        self.records = records
        self.routing = routing
        self.source = source
    }

    /// The routing policy, and this record set's part in it.
    package enum Routing: Sendable, Hashable {
        case simple
        case geolocation(LocationCode, setIdentifier: String)
    }
}
