internal import DNSWire
internal import OperatorFiles

/// What must hold of a zone before it is published, whatever its format (RFC 1034 §4.2.1, §3.6.2,
/// RFC 1035 §5.2, RFC 2181 §5, §6, §10, Route 53's rules for routed record sets).
///
/// The simple record sets are looked at where they lie; names are made of them for messages only.
package struct ZoneChecks {
    let zone: HostedZone
    let table: RRsetTable
    let routed: RoutedNodes
    var problems = ProblemList()

    private init(_ zone: HostedZone) {
        self.zone = zone
        table = zone.plain
        routed = RoutedNodes(of: zone)
    }

    /// Every problem of `zone`: with an error among them it must not be served. What it refers to
    /// outside of itself is looked at if it is known what there is.
    package static func problems(
        of zone: HostedZone,
        references: ZoneReferences? = nil
    ) -> [ZoneProblem] {
        var checks = ZoneChecks(zone)
        checks.checkApex()
        checks.checkPlaces()
        checks.checkNodes()
        checks.checkAliases()
        if let references { checks.check(references) }
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
        let atApex = recordSets(at: zone.name)
        let authorities = atApex.filter { $0.type == .soa }
        let count = authorities.reduce(0) { $0 + $1.records.count }
        if count == 0 {
            problems.refuse(at: nil, "found no SOA record, expected one at \(zone.name)")
        } else if count > 1 {
            problems.refuse(
                at: authorities.last?.source,
                "found \(count) SOA records at \(zone.name), expected one"
            )
        }
        if !atApex.contains(where: { $0.type == .ns && !$0.records.isEmpty }) {
            problems.refuse(at: nil, "found no NS record at \(zone.name), expected at least one")
        }
    }

    /// All record sets at a name, the simple ones first.
    func recordSets(at name: DomainName) -> [ResourceRecordSet] {
        var found: [ResourceRecordSet] = []
        if let owner = table.owner(named: name.wire.span) {
            var sets = table.sets(of: owner)
            while let set = sets.next(in: table) { found.append(zone.recordSets[set]) }
        }
        return found + routed[name]
    }

    private mutating func checkPlaces() {
        let table = table
        let rules = NodeRules(apex: zone.name)
        for set in 0..<table.count {
            let entry = table[set]
            let name = table.name(of: entry.owner)
            for fault in rules.faults(of: name, entry.type, recordCount: entry.recordCount) {
                problems.refuse(at: zone.source(of: set), fault)
            }
        }
        for recordSet in zone.routed {
            let name = recordSet.name.wire.span
            let count = recordSet.aliasTarget == nil ? recordSet.records.count : 1
            for fault in rules.faults(of: name, recordSet.type, recordCount: count) {
                problems.refuse(at: recordSet.source, fault)
            }
        }
    }
}
