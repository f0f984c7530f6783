extension Account {
    private static let callerReferenceLengths = 1...128
    private static let mostZones = 100

    package mutating func createReusableDelegationSet(
        _ request: CreateReusableDelegationSetRequest,
        _ context: RequestContext
    ) throws(AccountError) -> ReusableDelegationSetResponse {
        let reference = request.callerReference
        try AccountError.requireLength(
            of: reference,
            at: "callerReference",
            Self.callerReferenceLengths
        )
        guard !delegationSets.values().contains(where: { $0.callerReference == reference }) else {
            throw AccountError(
                .delegationSetAlreadyCreated,
                "A delegation set with the same caller reference has already been created"
            )
        }
        try requireRoom(for: .maxReusableDelegationSets) {
            AccountError(.limitsExceeded, "There can be at most \($0) reusable delegation sets")
        }
        let zone = try request.hostedZoneID.map { id throws(AccountError) in
            try zoneForReuse(ID(reference: id))
        }
        let id = context.makeID("N", of: DelegationSetEntry.self)
        let entry = DelegationSetEntry(
            id: id,
            callerReference: reference,
            nameServers: zone?.nameServers ?? nameServers(of: id)
        )
        put(.delegationSet(entry))
        if var zone {
            zone.delegationSet = entry.id
            put(.hostedZone(zone))
        }
        return ReusableDelegationSetResponse(entry)
    }

    /// Those of the configuration. Without any, names that nobody can have (RFC 2606 §2) stand in:
    /// clients want some, and no zone is delegated to them.
    private func nameServers(of id: ID<DelegationSetEntry>) -> [String] {
        guard surroundings.nameServers.isEmpty else { return surroundings.nameServers }
        return (1...4).map { "ns\($0).\(id.text.lowercased()).invalid" }
    }

    /// A zone whose name servers can become a reusable set.
    private func zoneForReuse(
        _ id: ID<HostedZoneEntry>
    ) throws(AccountError) -> HostedZoneEntry {
        guard let zone = hostedZones[id]?.entry else {
            if let file = surroundings.fileZone(id)?.file {
                throw AccountError(
                    .invalidArgument,
                    "The hosted zone \(id) comes from \(file): it can be changed only there"
                )
            }
            throw AccountError(.hostedZoneNotFound, "No hosted zone found with ID: \(id)")
        }
        guard !zone.isPrivate else {
            throw AccountError(
                .invalidArgument,
                "The hosted zone \(id) is private and has no delegation set"
            )
        }
        if let set = zone.delegationSet {
            throw AccountError(
                .delegationSetAlreadyReusable,
                "The delegation set \(set) of the hosted zone \(id) is already reusable"
            )
        }
        return zone
    }

    package func getReusableDelegationSet(
        _ id: ID<DelegationSetEntry>
    ) throws(AccountError) -> ReusableDelegationSetResponse {
        ReusableDelegationSetResponse(try delegationSet(id))
    }

    package func listReusableDelegationSets(
        marker: String?,
        maxItems: String?
    ) throws(AccountError) -> ListReusableDelegationSetsResponse {
        let size = try PageSize(maxItems, most: ListReusableDelegationSetsResponse.largestPage)
        let rest = delegationSets.values(from: marker.map { ID(reference: $0) })
        return ListReusableDelegationSetsResponse(
            Page(rest, size: size),
            marker: marker,
            size: size
        )
    }

    package mutating func deleteReusableDelegationSet(
        _ id: ID<DelegationSetEntry>
    ) throws(AccountError) {
        let entry = try delegationSet(id)
        let zones = zoneCount(of: id)
        guard zones == 0 else {
            throw AccountError(
                .delegationSetInUse,
                "The delegation set \(id) is used by \(zones) hosted zones"
            )
        }
        remove(.delegationSet(entry.id))
    }

    package func getReusableDelegationSetLimit(
        _ id: ID<DelegationSetEntry>,
        type: String
    ) throws(AccountError) -> LimitResponse {
        guard type == Self.zoneLimit else { throw .notInEnumeration(type, [Self.zoneLimit]) }
        return LimitResponse(
            type: type,
            value: Self.mostZones,
            count: zoneCount(of: try delegationSet(id).id)
        )
    }

    private static let zoneLimit = "MAX_ZONES_BY_REUSABLE_DELEGATION_SET"

    /// Refuses one more zone in a set that is full.
    func requireRoom(in set: ID<DelegationSetEntry>) throws(AccountError) {
        guard zoneCount(of: set) < Self.mostZones else {
            throw AccountError(
                .tooManyHostedZones,
                "The delegation set \(set) can be used by at most \(Self.mostZones) hosted zones"
            )
        }
    }

    func delegationSet(
        _ id: ID<DelegationSetEntry>
    ) throws(AccountError) -> DelegationSetEntry {
        guard let entry = delegationSets[id] else {
            throw AccountError(.noSuchDelegationSet, "No delegation set found with ID: \(id)")
        }
        return entry
    }

    private func zoneCount(of set: ID<DelegationSetEntry>) -> Int {
        hostedZones.all.count { $0.entry.delegationSet == set }
    }
}
