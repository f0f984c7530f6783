package import DNSWire

/// What is remembered of a zone after it has been compiled: enough for messages, and to compare
/// it with what comes after it. The records themselves are not kept twice.
package struct ZoneSummary: Sendable, Hashable {
    package let name: DomainName
    package let recordSetCount: Int
    /// Name and type of the first record sets among which a policy chooses.
    package let routed: RoutedName?
    /// Whether a policy looks at where the client is.
    package let looksAtLocation: Bool
    /// Whether what is published depends on `ZoneReferences`.
    package let refersOutside: Bool
    /// True if its NS records are those of `ZoneDefaults`.
    package let hasDefaultNameServers: Bool
    package let serialCheck: SerialCheck?

    package struct RoutedName: Sendable, Hashable {
        package let name: DomainName
        package let type: RRType
    }

    /// - Parameters:
    ///   - zone: the whole zone.
    ///   - file: where it was read from. In formats that can leave the SOA record out its serial
    ///     number tells nothing.
    package init(of zone: HostedZone, in file: ZoneFile) {
        name = zone.name
        recordSetCount = zone.recordSets.count
        routed = zone.routed.first.map { RoutedName(name: $0.name, type: $0.type) }
        looksAtLocation = zone.routed.contains { recordSet in
            switch recordSet.routing {
            case .geolocation, .latency, .geoproximity: true
            case .simple, .weighted, .failover, .multivalueAnswer, .ipBased: false
            }
        }
        refersOutside = zone.routed.contains { $0.refersOutside(of: zone.name) }
        let nameServers = zone.plain.owner(named: zone.name.wire.span)
            .flatMap { zone.plain.set(of: $0, .ns) }
        hasDefaultNameServers = nameServers.map { zone.source(of: $0) == nil } ?? false
        serialCheck =
            switch ZoneFileFormat(path: file.path) {
            case .yaml, .json: nil
            case .masterFile, nil: SerialCheck(of: zone)
            }
    }
}
