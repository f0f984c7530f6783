internal import DNSWire
internal import Routing

// What record sets refer to outside of their zone must be there.

extension ZoneChecks {
    mutating func check(_ references: ZoneReferences) {
        for recordSet in zone.routed {
            checkHealthCheck(of: recordSet, references)
            if case .ipBased(let location) = recordSet.routing {
                check(location, of: recordSet, references)
            }
            if let target = recordSet.aliasTarget?.name, !target.isAtOrBelow(zone.name),
                references.aliasTargets[target] == nil
            {
                problems.warn(
                    at: recordSet.source,
                    """
                    found an alias to \(target), which is outside of the zone, expected one of the \
                    alias_targets of the configuration: it is answered without records
                    """
                )
            }
        }
    }

    private mutating func checkHealthCheck(
        of recordSet: ResourceRecordSet,
        _ references: ZoneReferences
    ) {
        guard let name = recordSet.healthCheck else { return }
        switch references.healthChecks[name] {
        case .observable: return
        case .unobservable:
            problems.warn(
                at: recordSet.source,
                """
                found the health check '\(name)', of which only AWS could know the state, expected \
                one that is observed here: it stays as it is, unless it is forced
                """
            )
        case nil:
            problems.refuse(
                at: recordSet.source,
                """
                found the health check '\(name)', which does not exist, expected one of the \
                health_checks of the configuration
                """
            )
        }
    }

    private mutating func check(
        _ location: CIDRLocation,
        of recordSet: ResourceRecordSet,
        _ references: ZoneReferences
    ) {
        guard let collection = references.cidrCollections[location.collection] else {
            problems.refuse(
                at: recordSet.source,
                """
                found the CIDR collection '\(location.collection)', which does not exist, expected \
                one of the cidr_collections of the configuration
                """
            )
            return
        }
        guard let name = location.name, collection.locations[name] == nil else { return }
        let known = collection.locations.keys.sorted().joined(separator: ", ")
        problems.refuse(
            at: recordSet.source,
            """
            found the location '\(name)' of the CIDR collection '\(location.collection)', which \
            does not exist, expected one of \(known), or * for everyone else
            """
        )
    }
}
