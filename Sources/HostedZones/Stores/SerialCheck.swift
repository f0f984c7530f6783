internal import DNSWire

/// Compares a zone with what it was before: secondary servers take note of new data only if the
/// serial number rose (RFC 1034 §4.3.5, RFC 1982).
enum SerialCheck {
    /// A warning if the data changed and the serial number did not rise.
    static func problem(from old: HostedZone, to new: HostedZone) -> ZoneProblem? {
        guard old.name == new.name, let authority = authority(of: new),
            let oldSerial = serial(of: old), let newSerial = serial(of: new),
            !newSerial.isAhead(of: oldSerial), data(of: old) != data(of: new)
        else { return nil }
        return ZoneProblem(
            .warning,
            at: authority.source,
            """
            found serial number \(newSerial) with changed data, expected one ahead of \
            \(oldSerial) (RFC 1982)
            """
        )
    }

    private static func authority(of zone: HostedZone) -> ResourceRecordSet? {
        zone.recordSets.first { $0.type == .soa && $0.name == zone.name }
    }

    private static func serial(of zone: HostedZone) -> SerialNumber? {
        authority(of: zone)?.records.first?.authority.map { SerialNumber($0.serial) }
    }

    /// The record sets without their places in the file; the order of records says nothing.
    private static func data(of zone: HostedZone) -> Set<ResourceRecordSet> {
        Set(
            zone.recordSets.map { recordSet in
                var data = recordSet
                data.source = nil
                data.records.sort { $0.wire.lexicographicallyPrecedes($1.wire) }
                return data
            }
        )
    }
}
