internal import DNSWire

/// Writes a zone as a master file (RFC 1035 §5): one record a line, the SOA record first, every
/// name absolute, so that no line needs another to be understood.
package enum MasterFileWriter {
    /// Throws if the zone has routing, which master files cannot say.
    package static func text(of zone: HostedZone) throws(ZoneProblem) -> String {
        if let option = zone.options.first {
            throw ZoneProblem(
                .error,
                at: nil,
                "found \(option), expected none: a master file says nothing of it"
            )
        }
        var text = "$ORIGIN \(zone.name)\n"
        let authority = zone.recordSets.filter { $0.type == .soa }
        for recordSet in authority + zone.recordSets.filter({ $0.type != .soa }) {
            guard case .records(let records, let ttl) = recordSet.content else {
                throw refusal(of: recordSet, found: "an alias", expected: "records")
            }
            guard recordSet.isPlain else {
                throw refusal(
                    of: recordSet,
                    found: "\(recordSet.routing.kind.rawValue) routing",
                    expected: "simple routing"
                )
            }
            for rdata in records {
                let values = rdata.presentation(recordSet.type)
                text += "\(recordSet.name) \(ttl) IN \(recordSet.type) \(values)\n"
            }
        }
        return text
    }

    private static func refusal(
        of recordSet: ResourceRecordSet,
        found: String,
        expected: String
    ) -> ZoneProblem {
        ZoneProblem(
            .error,
            at: recordSet.source,
            """
            found \(found) at \(recordSet.name) \(recordSet.type), expected \(expected): a master \
            file has nothing else
            """
        )
    }
}
