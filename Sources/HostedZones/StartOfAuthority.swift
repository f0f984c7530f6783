internal import DNSWire

/// The numbers of a SOA record (RFC 1035 §3.3.13) that decide about other records and reloads.
struct StartOfAuthority {
    let serial: SerialNumber
    /// The TTL of negative answers, and of records without one before RFC 2308.
    let minimum: TTL

    /// The five numbers end the RDATA, 4 octets each. Nil if it is shorter.
    init?(_ rdata: RData) {
        let numbers = rdata.wire.suffix(20)
        guard numbers.count == 20 else { return nil }
        serial = SerialNumber(numbers.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
        minimum = TTL(wire: numbers.suffix(4).reduce(0) { $0 << 8 | UInt32($1) })
    }
}
