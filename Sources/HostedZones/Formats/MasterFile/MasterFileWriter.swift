internal import DNSWire

/// Writes a zone as a master file (RFC 1035 §5): one record a line, the SOA record first, every
/// name absolute, so that no line needs another to be understood.
package enum MasterFileWriter {
    /// Throws if the zone has routing, which master files cannot say.
    package static func text(of zone: HostedZone) throws(ZoneProblem) -> String {
        var text = "$ORIGIN \(zone.name)\n"
        let authority = zone.recordSets.filter { $0.type == .soa }
        for recordSet in authority + zone.recordSets.filter({ $0.type != .soa }) {
            guard recordSet.routing == .simple else {
                throw ZoneProblem(
                    .error,
                    at: recordSet.source,
                    """
                    found geolocation routing at \(recordSet.name) \(recordSet.type), expected \
                    simple routing: a master file has no other
                    """
                )
            }
            for rdata in recordSet.records {
                let values = rdata.presentation(recordSet.type)
                text += "\(recordSet.name) \(recordSet.ttl) IN \(recordSet.type) \(values)\n"
            }
        }
        return text
    }
}
