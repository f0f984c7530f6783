package import DNSWire

/// What a zone gets that says nothing about its SOA and NS records: Route 53's values.
package struct ZoneDefaults: Sendable, Hashable {
    /// The NS records of zones that have none; `ns1.<zone>` if empty.
    package let nameServers: [DomainName]

    package init(nameServers: [DomainName] = []) { self.nameServers = nameServers }

    /// Route 53's TTLs of the record sets it makes with a zone.
    private static let nameServerTTL = TTL(wire: 172_800)
    private static let authorityTTL = TTL(wire: 900)

    /// Adds what is missing at the apex. Throws if the zone's name is so long that no name below
    /// it is possible.
    func complete(_ zone: inout HostedZone) throws(NameError) {
        let apex = zone.name
        let atApex = zone.recordSets.filter { $0.name == apex }
        var servers = atApex.filter { $0.type == .ns }.flatMap(\.records)
        if servers.isEmpty {
            servers = try defaultServers(of: apex).map { RData(wire: $0.wire) }
            zone.recordSets.insert(
                ResourceRecordSet(name: apex, type: .ns, ttl: Self.nameServerTTL, records: servers),
                at: 0
            )
        }
        guard let first = servers.first, !atApex.contains(where: { $0.type == .soa }) else {
            return
        }
        zone.recordSets.insert(
            ResourceRecordSet(
                name: apex,
                type: .soa,
                ttl: Self.authorityTTL,
                records: [try authority(of: apex, primary: first)]
            ),
            at: 0
        )
    }

    private func defaultServers(of apex: DomainName) throws(NameError) -> [DomainName] {
        nameServers.isEmpty ? [try apex.prepending(Array("ns1".utf8))] : nameServers
    }

    /// `<first NS> hostmaster.<zone> 1 7200 900 1209600 86400`. RDATA of NS is the name alone.
    private func authority(of apex: DomainName, primary: RData) throws(NameError) -> RData {
        let numbers: [UInt32] = [1, 7200, 900, 1_209_600, 86400]
        var output = RDataOutput()
        output.write(primary.wire)
        output.write(try apex.prepending(Array("hostmaster".utf8)))
        for number in numbers { output.write(number) }
        return RData(wire: output.wire)
    }
}
