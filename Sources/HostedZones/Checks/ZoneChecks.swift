internal import DNSWire

/// What must hold of a zone before it is published, whatever its format (RFC 1034 §4.2.1, §3.6.2,
/// RFC 1035 §5.2, RFC 2181 §5, §6, §10, Route 53's rules for routed record sets).
package struct ZoneChecks {
    let zone: HostedZone
    let nodes: ZoneNodes
    var problems = ProblemList()

    /// Every problem of `zone`: with an error among them it must not be served.
    package static func problems(of zone: HostedZone) -> [ZoneProblem] {
        var checks = ZoneChecks(zone: zone, nodes: ZoneNodes(of: zone))
        checks.checkApex()
        for recordSet in zone.recordSets { checks.checkPlace(of: recordSet) }
        for name in checks.nodes.sharedNames {
            let node = checks.nodes[name]
            checks.checkCoexistence(at: node)
            checks.checkRouting(at: node)
        }
        checks.checkOcclusion()
        checks.checkTargets()
        return checks.problems.all
    }
}

extension ZoneChecks {
    /// One SOA record and at least one NS record (RFC 1034 §4.2.1, RFC 1035 §5.2).
    private mutating func checkApex() {
        if zone.name.isWildcard {
            problems.refuse(
                at: nil,
                "found the zone name \(zone.name), expected a name without a wildcard"
            )
        }
        let authorities = zone.recordSets.filter { $0.type == .soa && $0.name == zone.name }
        let count = authorities.reduce(0) { $0 + $1.records.count }
        if count == 0 {
            problems.refuse(at: nil, "found no SOA record, expected one at \(zone.name)")
        } else if count > 1 {
            problems.refuse(
                at: authorities.last?.source,
                "found \(count) SOA records at \(zone.name), expected one"
            )
        }
        if !nodes[zone.name].contains(where: { $0.type == .ns && !$0.records.isEmpty }) {
            problems.refuse(at: nil, "found no NS record at \(zone.name), expected at least one")
        }
    }

    /// What is wrong with a record set for where it stands, the others at its name aside.
    private mutating func checkPlace(of recordSet: ResourceRecordSet) {
        let (name, type) = (recordSet.name, recordSet.type)
        if !name.isAtOrBelow(zone.name) {
            problems.refuse(
                at: recordSet.source,
                "found the owner \(name), expected a name at or below \(zone.name)"
            )
        }
        if type == .soa, name != zone.name {
            problems.refuse(
                at: recordSet.source,
                "found a SOA record at \(name), expected it at \(zone.name) only"
            )
        }
        if type == .ns, name.isWildcard {
            problems.refuse(
                at: recordSet.source,
                "found NS records at the wildcard \(name), expected them at ordinary names"
            )
        }
        if recordSet.records.isEmpty {
            problems.refuse(
                at: recordSet.source,
                "found \(name) \(type) without records, expected at least one"
            )
        }
        if recordSet.records.count > 1, type == .cname || type == .dname {
            problems.refuse(
                at: recordSet.source,
                """
                found \(recordSet.records.count) \(type) records at \(name), expected one \
                (RFC 2181 §10.1, RFC 6672 §2.4)
                """
            )
        }
    }
}
