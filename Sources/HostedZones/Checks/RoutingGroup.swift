internal import DNSWire
internal import Geography
internal import Routing

/// The record sets of one name and type: what Route 53 asks of them together, and of each for its
/// routing policy. The words are Route 53's, so that they say the same in a zone file as in the API.
package struct RoutingGroup: Sendable {
    private let recordSets: [ResourceRecordSet]
    private let wording: Wording

    /// What the messages are about.
    package enum Wording: Sendable {
        case file
        /// Of a batch of changes some messages say what becomes of it.
        case changes
    }

    /// - Parameters:
    ///   - recordSets: at least one, all with the same name and type.
    ///   - wording: how problems are told.
    package init(_ recordSets: [ResourceRecordSet], wording: Wording = .file) {
        self.recordSets = recordSets
        self.wording = wording
    }

    package var problems: [ZoneProblem] { problems(from: 0) }

    /// What is wrong with the record sets from this one on: those before it were there already,
    /// and have no problems among themselves.
    package func problems(from start: Int) -> [ZoneProblem] {
        var problems: [ZoneProblem] = []
        for (index, recordSet) in recordSets.enumerated().dropFirst(start) {
            let earlier = recordSets[..<index]
            let messages =
                ownFaults(of: recordSet) + identifierFaults(of: recordSet, after: earlier)
                + (conflict(of: recordSet, after: earlier).map { [$0] } ?? [])
            problems += messages.map { ZoneProblem(.error, at: recordSet.source, $0) }
        }
        if start < recordSets.count, let last = recordSets.last,
            let limit = last.routing.kind.limit,
            recordSets.count > limit
        {
            problems.append(
                ZoneProblem(
                    .error,
                    at: last.source,
                    """
                    Exceeded limit on number of \(last.routing.kind.rawValue) RRSets for \
                    \(last.name), type \(last.type) in this zone.
                    """
                )
            )
        }
        return problems
    }

    private func ownFaults(of recordSet: ResourceRecordSet) -> [String] {
        let kind = recordSet.routing.kind
        if let alias = recordSet.aliasTarget, let fault = fault(of: recordSet, alias) {
            return [fault]
        }
        if kind == .simple {
            return recordSet.healthCheck == nil
                ? []
                : [
                    ofWholeBatch(
                        """
                        DNS name must have alternate ResourceRecordSet responses configured via a \
                        routing policy (e.g., Weight, Region, etc.) if a health check is attached.
                        """
                    )
                ]
        }
        if Self.unroutable.contains(recordSet.type)
            || (kind == .multivalueAnswer && recordSet.type == .cname)
        {
            return [
                "\(title(recordSet)) cannot be created because this type of RRSet is not supported."
            ]
        }
        return failoverFault(of: recordSet).map { [$0] } ?? []
    }

    private func ofWholeBatch(_ message: String) -> String {
        wording == .changes ? "\(message) No changes made." : message
    }

    private func fault(of recordSet: ResourceRecordSet, _ alias: AliasTarget) -> String? {
        if recordSet.type == .ns || recordSet.type == .soa {
            return """
                RRSet with DNS name \(recordSet.name), type \(recordSet.type) contains an alias \
                target, but aliases of that type are forbidden
                """
        }
        if recordSet.routing == .multivalueAnswer {
            return ofWholeBatch("Multivalue answer rrset should not be an alias rrset.")
        }
        return nil
    }

    /// A primary that can never be unhealthy leaves nothing for the secondary to do.
    private func failoverFault(of recordSet: ResourceRecordSet) -> String? {
        guard recordSet.routing == .failover(.primary), recordSet.healthCheck == nil else {
            return nil
        }
        guard let alias = recordSet.aliasTarget else {
            return ofWholeBatch(
                "A non-alias primary ResourceRecordSet must have an associated health check."
            )
        }
        guard !alias.evaluatesHealth else { return nil }
        return """
            \(title(recordSet)) cannot be a primary without EvaluateTargetHealth set to true or an \
            associated health check as a secondary would never be returned.
            """
    }

    private func identifierFaults(
        of recordSet: ResourceRecordSet,
        after earlier: ArraySlice<ResourceRecordSet>
    ) -> [String] {
        guard let identifier = recordSet.setIdentifier else { return [] }
        var faults: [String] = []
        if !(1...Self.longestIdentifier).contains(identifier.count) {
            faults.append(
                """
                found a SetIdentifier of \(identifier.count) characters, expected 1 to \
                \(Self.longestIdentifier)
                """
            )
        }
        if earlier.contains(where: { $0.setIdentifier == identifier }) {
            faults.append(
                """
                found the SetIdentifier '\(identifier)' again at \(recordSet.name) \
                \(recordSet.type), expected each once
                """
            )
        }
        return faults
    }

    private func conflict(
        of recordSet: ResourceRecordSet,
        after earlier: ArraySlice<ResourceRecordSet>
    ) -> String? {
        guard let first = earlier.first else { return nil }
        let kind = recordSet.routing.kind
        guard kind != .simple else {
            let place = first.source.map { " (the first is at \($0))" } ?? ""
            return """
                RRSet with DNS name \(recordSet.name), type \(recordSet.type) cannot be created as \
                other RRSets exist with the same name and type\(place).
                """
        }
        if earlier.contains(where: { $0.routing.kind != kind }) {
            return "\(title(recordSet)) cannot be created \(Self.otherPolicy(kind))."
        }
        if kind == .weighted { return ttlConflict(of: recordSet, first) }
        if kind == .ipBased, let fault = collectionConflict(of: recordSet, first) { return fault }
        guard kind != .multivalueAnswer,
            earlier.contains(where: { isSamePlace($0.routing, recordSet.routing) })
        else { return nil }
        return """
            \(title(recordSet)) cannot be created because a \(kind.word) RRSet with the same name, \
            type \(Self.place(of: recordSet.routing)) already exists.
            """
    }

    private func ttlConflict(
        of recordSet: ResourceRecordSet,
        _ first: ResourceRecordSet
    ) -> String? {
        guard let ttl = recordSet.ttl, let other = recordSets.lazy.compactMap(\.ttl).first,
            ttl != other
        else { return nil }
        return "\(title(recordSet)) cannot be created as weighted sets must contain the same TTL."
    }

    private func collectionConflict(
        of recordSet: ResourceRecordSet,
        _ first: ResourceRecordSet
    ) -> String? {
        guard case .ipBased(let location) = recordSet.routing,
            case .ipBased(let other) = first.routing, location.collection != other.collection
        else { return nil }
        return """
            \(title(recordSet)) cannot be created because a CIDR RRSets with a different collection \
            id (\(other.collection)) already exist.
            """
    }

    /// Geoproximity compares the places alone: a bias does not make another one.
    private func isSamePlace(_ left: RoutingPolicy, _ right: RoutingPolicy) -> Bool {
        guard case .geoproximity(let left) = left, case .geoproximity(let right) = right else {
            return left == right
        }
        return left.coordinate == right.coordinate
    }

    /// What may stand but once, as Route 53's messages call it.
    private static func place(of routing: RoutingPolicy) -> String {
        switch routing {
        case .latency: "and region"
        case .geolocation(let location): "and routing to [\(location.route53Text)}"
        case .ipBased, .geoproximity: "and location"
        case .simple, .weighted, .failover, .multivalueAnswer: "and role"
        }
    }

    private static func otherPolicy(_ kind: RoutingPolicy.Kind) -> String {
        switch kind {
        case .weighted: "as a non-weighted set exists with the same name and type"
        case .multivalueAnswer:
            "because a non multivalue answer rrset exists with the same name and type"
        default: "because a non-\(kind.word) RRSet with the same name and type already exists"
        }
    }

    /// `RRSet with DNS name www.example.com., type A, SetIdentifier blue`, and what Route 53 adds for
    /// the policy.
    private func title(_ recordSet: ResourceRecordSet) -> String {
        let identifier = recordSet.setIdentifier.map { ", SetIdentifier \($0)" } ?? ""
        let part =
            switch recordSet.routing {
            case .latency(let region): ", and Region Name=\(region)"
            case .geolocation(let location): ", and routing to [\(location.route53Text)}"
            default: ""
            }
        return "RRSet with DNS name \(recordSet.name), type \(recordSet.type)\(identifier)\(part)"
    }

    /// Route 53's bound on SetIdentifier, in characters.
    private static let longestIdentifier = 128

    /// Types that belong to the zone, a delegation or the signatures, not to a client.
    private static let unroutable: Set<RRType> = [
        .soa, .ns, .ds, .dname, .rrsig, .nsec, .nsec3, .nsec3param, .dnskey,
    ]
}

extension RoutingPolicy.Kind {
    /// Most record sets of a name and type.
    fileprivate var limit: Int? {
        switch self {
        case .simple: nil
        case .failover: 2
        case .geoproximity: 30
        default: 100
        }
    }

    /// As Route 53's messages call it.
    fileprivate var word: String {
        switch self {
        case .geolocation: "GEO"
        case .ipBased: "CIDR"
        default: rawValue
        }
    }
}

extension LocationCode {
    /// As Route 53's messages write it: `country = (JP, Japan)`.
    fileprivate var route53Text: String {
        switch self {
        case .subdivision(let subdivision):
            "\(Self.country(subdivision.country)), subdivision = (\(subdivision.code))"
        case .country(let country): Self.country(country)
        case .continent(let continent): "continent = (\(continent.rawValue), \(continent.name))"
        case .default: "country = (*, Default)"
        }
    }

    private static func country(_ country: Country) -> String {
        "country = (\(country.code), \(country.name ?? country.code))"
    }
}
