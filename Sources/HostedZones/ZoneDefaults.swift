package import DNSWire

/// What a zone gets that says nothing about its SOA and NS records: Route 53's values.
package struct ZoneDefaults: Sendable, Hashable {
    /// The NS records of zones that have none; `ns1.<zone>` if empty.
    package let nameServers: [DomainName]

    package init(nameServers: [DomainName] = []) { self.nameServers = nameServers }

    /// Route 53's TTLs of the record sets it makes with a zone.
    private static let nameServerTTL = TTL(wire: 172_800)
    private static let authorityTTL = TTL(wire: 900)

    /// What is missing at the apex of a zone with these record sets. Throws if the zone's name is
    /// so long that no name below it is possible.
    package func missing(
        in recordSets: [ResourceRecordSet],
        at apex: DomainName
    ) throws(NameError) -> [ResourceRecordSet] {
        let atApex = recordSets.filter { $0.name == apex }
        let stated = atApex.filter { $0.type == .ns }.flatMap(\.records)
            .flatMap { $0.embeddedNames(.ns).map(\.name) }
        let servers = stated.isEmpty ? try defaultServers(of: apex) : stated
        var missing: [ResourceRecordSet] = []
        if let primary = servers.first, !atApex.contains(where: { $0.type == .soa }) {
            let authority = RecordData.soa(try Self.authority(of: apex, primary: primary))
            missing.append(
                ResourceRecordSet(
                    name: apex,
                    type: .soa,
                    ttl: Self.authorityTTL,
                    records: [authority.rdata]
                )
            )
        }
        if stated.isEmpty {
            let records = servers.map { RecordData.ns(NS(target: $0)).rdata }
            missing.append(
                ResourceRecordSet(name: apex, type: .ns, ttl: Self.nameServerTTL, records: records)
            )
        }
        return missing
    }

    private func defaultServers(of apex: DomainName) throws(NameError) -> [DomainName] {
        nameServers.isEmpty ? [try apex.prepending(Array("ns1".utf8))] : nameServers
    }

    /// `<first NS> hostmaster.<zone> 1 7200 900 1209600 86400`
    private static func authority(
        of apex: DomainName,
        primary: DomainName
    ) throws(NameError) -> SOA {
        SOA(
            primary: primary,
            mailbox: try apex.prepending(Array("hostmaster".utf8)),
            serial: 1,
            refresh: TimeSpan(seconds: 7200),
            retry: TimeSpan(seconds: 900),
            expire: TimeSpan(seconds: 1_209_600),
            minimum: TimeSpan(seconds: 86400)
        )
    }
}
