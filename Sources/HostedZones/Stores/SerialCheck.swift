internal import DNSWire
internal import OperatorFiles

/// Compares a zone with what it was before: secondary servers take note of new data only if the
/// serial number rose (RFC 1034 §4.3.5, RFC 1982). Holds what the comparison needs.
package struct SerialCheck: Sendable, Hashable {
    private let serial: SerialNumber
    /// Of the SOA record.
    private let place: SourceLocation?
    /// Of all record sets, in whatever order they stand.
    private let digest: UInt64

    /// Nil for a zone without an authority.
    init?(of zone: HostedZone) {
        let plain = zone.plain
        guard let apex = plain.owner(named: zone.name.wire.span),
            let set = plain.set(of: apex, .soa),
            let authority = plain.rdata(ofSet: set).first?.authority
        else { return nil }
        serial = SerialNumber(authority.serial)
        place = zone.source(of: set)
        digest = zone.routed.reduce(plain.digest) { $0 &+ Self.digest(of: $1) }
    }

    /// A warning if the data changed since `old`, and the serial number did not rise.
    package func problem(after old: SerialCheck) -> ZoneProblem? {
        guard !serial.isAhead(of: old.serial), digest != old.digest else { return nil }
        return ZoneProblem(
            .warning,
            at: place,
            """
            found serial number \(serial) with changed data, expected one ahead of \
            \(old.serial) (RFC 1982)
            """
        )
    }

    /// Without the place in the file; the order of records says nothing.
    private static func digest(of recordSet: ResourceRecordSet) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(recordSet.name)
        hasher.combine(recordSet.type)
        hasher.combine(recordSet.ttl)
        hasher.combine(recordSet.aliasTarget)
        hasher.combine(recordSet.routing)
        hasher.combine(recordSet.healthCheck)
        hasher.combine(recordSet.records.reduce(0) { $0 &+ $1.hashValue })
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
