internal import DNSWire

/// The TTL of records that state none: that of `$TTL` (RFC 2308 §4); without `$TTL`, that of the
/// last record with one (RFC 1035 §5.1); before any, the MINIMUM of the SOA record (as before
/// RFC 2308).
struct InheritedTTL {
    /// Of `$TTL`.
    var declared: TTL?
    private var last: TTL?
    private var minimum: TTL?

    init() {}

    /// The TTL of a record that states `stated`; nil if there is none.
    mutating func ttl(_ stated: TTL?, _ type: RRType, _ rdata: Span<UInt8>) -> TTL? {
        if type == .soa, minimum == nil {
            let authority = RData(wire: Array(copying: rdata)).authority
            minimum = authority.map { TTL(wire: $0.minimum.seconds) }
        }
        guard let stated else { return declared ?? last ?? minimum }
        last = stated
        return stated
    }
}
