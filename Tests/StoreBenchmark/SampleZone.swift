import Route53

/// A hosted zone with many record sets.
struct SampleZone: Sendable {
    let id = ID<HostedZoneEntry>("Z0BENCHMARK0000000000")
    let recordCount: Int

    var entities: [Entity] {
        let zone = HostedZoneEntry(
            id: id,
            name: "example.com.",
            callerReference: "benchmark",
            createdAt: Timestamp(milliseconds: 0),
            ordinal: 1,
            nameServers: ["ns1.example.net"]
        )
        return [.hostedZone(zone)] + (0..<recordCount).map { recordSet($0, last: 1) }
    }

    func recordSet(_ number: Int, last: Int) -> Entity {
        let address = "10.\(number >> 16 & 255).\(number >> 8 & 255).\(last & 255)"
        let recordSet = RecordSetElement(
            name: "host\(number).example.com.",
            type: "A",
            ttl: 300,
            records: [address]
        )
        return .recordSet(recordSet, zone: id)
    }
}
