import Route53

/// One entity of each kind, and record sets to order.
enum Sample {
    static let zone = ID<HostedZoneEntry>("Z1")

    static func context() -> RequestContext {
        RequestContext(now: Timestamp(milliseconds: 0)) { [UInt8](repeating: 7, count: $0) }
    }

    static func hostedZone(comment: String? = nil) -> Entity {
        .hostedZone(
            HostedZoneEntry(
                id: zone,
                name: "example.com.",
                callerReference: "one",
                createdAt: Timestamp(milliseconds: 1_700_000_000_123),
                ordinal: 1,
                comment: comment,
                nameServers: ["ns1.example.net"]
            )
        )
    }

    static func recordSet(
        _ name: String = "www.example.com.",
        type: String = "A",
        values: [String] = ["192.0.2.1"],
        identifier: String? = nil
    ) -> Entity {
        var recordSet = RecordSetElement(name: name, type: type, ttl: 300, records: values)
        recordSet.setIdentifier = identifier
        return .recordSet(recordSet, zone: zone)
    }

    /// What every zone has at its apex.
    static let apex = [
        recordSet("example.com.", type: "NS", values: ["ns1.example.net."]),
        recordSet("example.com.", type: "SOA", values: ["ns1.example.net. h.example. 1 2 3 4 5"]),
    ]

    /// One of each kind; they refer to nothing that is not there.
    static let everyKind: [Entity] =
        [hostedZone(comment: "with / and \"quotes\" and ü")] + apex + [
            recordSet(), recordSet(identifier: "eu"), recordSet("\\052.example.com.", type: "TXT"),
            .change(
                ChangeEntry(id: ID("C1"), submittedAt: Timestamp(milliseconds: 7), comment: "x")
            ),
            .healthCheck(
                HealthCheckEntry(
                    id: ID("11111111-2222-4333-8444-555555555555"),
                    callerReference: "check",
                    config: HealthCheckConfigElement(type: "TCP")
                )
            ),
            .cidrCollection(
                CIDRCollectionEntry(
                    id: ID("collection"),
                    name: "offices",
                    callerReference: "cidr",
                    version: 3,
                    locations: ["berlin": ["192.0.2.0/24", "2001:db8::/32"]]
                )
            ),
            .delegationSet(
                DelegationSetEntry(id: ID("N1"), callerReference: "set", nameServers: ["a.example"])
            ),
            .tags(TagSetEntry(resource: .hostedZone(zone), tags: ["owner": "web"])),
            .tags(TagSetEntry(resource: .healthCheck(ID("h")), tags: ["Name": "probe"])),
            trafficPolicy(version: 1), trafficPolicy(version: 2), trafficPolicyInstance,
            .queryLoggingConfig(
                QueryLoggingConfigEntry(id: ID("q"), hostedZone: zone, logGroup: "arn:aws:logs")
            ),
            .usedReference(UsedReference(.hostedZone, "one")),
            .usedReference(UsedReference(.healthCheck, "one")),
        ]

    static func trafficPolicy(version: Int) -> Entity {
        .trafficPolicy(
            TrafficPolicyEntry(
                id: ID("p"),
                version: version,
                name: "policy",
                type: "A",
                document: "{}"
            )
        )
    }

    static let trafficPolicyInstance = Entity.trafficPolicyInstance(
        TrafficPolicyInstanceEntry(
            id: ID("i"),
            hostedZone: zone,
            name: "app.example.com.",
            ttl: 60,
            policy: ID("p"),
            policyVersion: 2,
            type: "A"
        )
    )
}

extension Entity {
    /// What writes this entity down.
    var edit: Edit { Edit(key: key, before: nil, after: self) }
    var isHostedZone: Bool { if case .hostedZone = self { true } else { false } }
    var isRecordSet: Bool { if case .recordSet = self { true } else { false } }
    /// What removes it.
    var removal: Edit { Edit(key: key, before: self, after: nil) }
}

extension Account {
    /// The record set that `Sample.recordSet` makes without arguments.
    var sampleRecordSet: RecordSetElement? {
        recordSet("www.example.com.")
    }

    /// In `Sample.zone`.
    var recordSetCount: Int? { hostedZones[Sample.zone]?.recordSets.count }

    func recordSet(_ name: String) -> RecordSetElement? {
        let key = RecordSetKey(name: name, type: "A", setIdentifier: nil)
        return hostedZones[Sample.zone]?.recordSets[key]
    }
}
