internal import DNSWire
internal import Geography

// Record sets that cannot stand at one name together.

extension ZoneChecks {
    mutating func checkNodes() {
        for owner in 0..<table.ownerCount where hasCNAMEBesideOthers(owner) {
            let node = recordSets(at: table.ownerName(owner))
            // Names with routed record sets follow below.
            if node.allSatisfy({ $0.routing == .simple }) { checkCoexistence(at: node) }
        }
        for name in routed.names {
            let node = recordSets(at: name)
            checkCoexistence(at: node)
            checkRouting(at: node)
        }
    }

    private func hasCNAMEBesideOthers(_ owner: Int) -> Bool {
        var sets = table.sets(of: owner)
        guard sets.next(in: table) != nil, sets.next(in: table) != nil else { return false }
        return table.set(of: owner, .cname) != nil
    }

    /// A CNAME is alone at its name (RFC 1034 §3.6.2), but for the DNSSEC types (RFC 4034 §3, §4).
    private mutating func checkCoexistence(at node: [ResourceRecordSet]) {
        guard let alias = node.first(where: { $0.type == .cname }) else { return }
        let signing: Set<RRType> = [.cname, .rrsig, .nsec]
        guard let other = node.first(where: { !signing.contains($0.type) }) else { return }
        problems.refuse(
            at: alias.source ?? other.source,
            "found a CNAME record beside \(other.type) records at \(alias.name), expected it alone"
        )
    }

    /// All record sets of a name and type use one policy, with places and identifiers of their own.
    private mutating func checkRouting(at node: [ResourceRecordSet]) {
        for (type, group) in Dictionary(grouping: node, by: \.type).sorted(by: precedes) {
            let simple = group.filter { $0.routing == .simple }
            if let extra = simple.dropFirst().first {
                problems.refuse(
                    at: extra.source,
                    """
                    found a second record set \(extra.name) \(type)\(first(of: group)), \
                    expected all its values in one
                    """
                )
            }
            guard simple.count < group.count else { continue }
            checkGeolocation(in: group, simple.first)
        }
    }

    private mutating func checkGeolocation(
        in group: [ResourceRecordSet],
        _ simple: ResourceRecordSet?
    ) {
        if let simple {
            problems.refuse(
                at: simple.source,
                """
                found simple and geolocation routing at \(simple.name) \(simple.type), \
                expected one routing policy
                """
            )
        }
        if let first = group.first, Self.unroutable.contains(first.type) {
            problems.refuse(
                at: first.source,
                """
                found geolocation routing at \(first.name) \(first.type), expected simple \
                routing: the type is the same for every client
                """
            )
        }
        var identifiers: Set<String> = []
        var locations: Set<LocationCode> = []
        for recordSet in group {
            guard case .geolocation(let location, let identifier) = recordSet.routing else {
                continue
            }
            if !locations.insert(location).inserted {
                problems.refuse(
                    at: recordSet.source,
                    "found \(location) again at \(recordSet.name) \(recordSet.type), expected it once"
                )
            }
            checkIdentifier(identifier, of: recordSet, &identifiers)
        }
    }

    private mutating func checkIdentifier(
        _ identifier: String,
        of recordSet: ResourceRecordSet,
        _ identifiers: inout Set<String>
    ) {
        if !(1...Self.longestIdentifier).contains(identifier.count) {
            problems.refuse(
                at: recordSet.source,
                """
                found a SetIdentifier of \(identifier.count) characters, expected 1 to \
                \(Self.longestIdentifier)
                """
            )
        }
        if !identifiers.insert(identifier).inserted {
            problems.refuse(
                at: recordSet.source,
                """
                found the SetIdentifier '\(identifier)' again at \(recordSet.name) \
                \(recordSet.type), expected each once
                """
            )
        }
    }

    /// Route 53's bound on SetIdentifier, in characters.
    private static let longestIdentifier = 128

    /// Types that belong to the zone, a delegation or the signatures, not to a client.
    private static let unroutable: Set<RRType> = [
        .soa, .ns, .ds, .dname, .rrsig, .nsec, .nsec3, .nsec3param, .dnskey,
    ]

    private func first(of group: [ResourceRecordSet]) -> String {
        group.first?.source.map { " (the first is at \($0))" } ?? ""
    }

    private func precedes(
        _ left: (key: RRType, value: [ResourceRecordSet]),
        _ right: (key: RRType, value: [ResourceRecordSet])
    ) -> Bool {
        left.key.rawValue < right.key.rawValue
    }
}
