internal import HostedZones

// An instance puts the record sets of its traffic policy into a zone, by the rules of a change batch.

extension Account {
    private static let ttls = 0...Int(Int32.max)

    package mutating func createTrafficPolicyInstance(
        _ request: CreateTrafficPolicyInstanceRequest,
        _ context: RequestContext
    ) throws(AccountError) -> TrafficPolicyInstanceResponse {
        let zone = try zoneForInstances(ID(reference: request.hostedZoneID))
        let name = try Self.listedName(request.name)
        try Self.requireTTL(request.ttl)
        let key = TrafficPolicyKey(id: ID(request.policyID), version: request.policyVersion)
        let policy = try trafficPolicy(key)
        let twin = trafficPolicyInstances.values().first {
            $0.hostedZone == zone && $0.name == name && $0.type == policy.type
        }
        if let twin {
            throw AccountError(
                .trafficPolicyInstanceAlreadyExists,
                "The traffic policy instance \(twin.id) exists already for the name \(name) and the"
                    + " type \(policy.type) in the hosted zone \(zone)"
            )
        }
        try requireRoom(for: .maxTrafficPolicyInstances) {
            AccountError(
                .tooManyTrafficPolicyInstances,
                "There can be at most \($0) traffic policy instances"
            )
        }
        let entry = TrafficPolicyInstanceEntry(
            id: ID(context.makeUUID()),
            hostedZone: zone,
            name: name,
            ttl: request.ttl,
            policy: policy.id,
            policyVersion: policy.version,
            type: policy.type
        )
        try replace([], by: try recordSets(of: entry), of: entry)
        put(.trafficPolicyInstance(entry))
        return TrafficPolicyInstanceResponse(entry)
    }

    package func getTrafficPolicyInstance(
        _ id: ID<TrafficPolicyInstanceEntry>
    ) throws(AccountError) -> TrafficPolicyInstanceResponse {
        TrafficPolicyInstanceResponse(try trafficPolicyInstance(id))
    }

    package mutating func updateTrafficPolicyInstance(
        _ id: ID<TrafficPolicyInstanceEntry>,
        _ request: UpdateTrafficPolicyInstanceRequest
    ) throws(AccountError) -> TrafficPolicyInstanceResponse {
        let old = try trafficPolicyInstance(id)
        try Self.requireTTL(request.ttl)
        let key = TrafficPolicyKey(id: ID(request.policyID), version: request.policyVersion)
        let policy = try trafficPolicy(key)
        guard policy.type == old.type else {
            throw AccountError(
                .conflictingTypes,
                "The traffic policy instance \(id) has the type \(old.type), the traffic policy"
                    + " \(policy.type)"
            )
        }
        var new = old
        new.ttl = request.ttl
        new.policy = policy.id
        new.policyVersion = policy.version
        try replace(try recordSets(of: old), by: try recordSets(of: new), of: new)
        put(.trafficPolicyInstance(new))
        return TrafficPolicyInstanceResponse(new)
    }

    package mutating func deleteTrafficPolicyInstance(
        _ id: ID<TrafficPolicyInstanceEntry>
    ) throws(AccountError) {
        let entry = try trafficPolicyInstance(id)
        try replace(try recordSets(of: entry), by: [], of: entry)
        remove(.trafficPolicyInstance(id))
    }
}

extension Account {
    /// A zone of the account, public as the zones of traffic policies are.
    private func zoneForInstances(
        _ id: ID<HostedZoneEntry>
    ) throws(AccountError) -> ID<HostedZoneEntry> {
        let zone = try changeableZone(id)
        guard !zone.isPrivate else {
            throw AccountError(
                .invalidInput,
                "The hosted zone \(id) is private: traffic policies are for public hosted zones"
            )
        }
        return zone.id
    }

    private static func listedName(_ text: String) throws(AccountError) -> String {
        do {
            return Route53Text.text(of: try Route53Text.checkedName(text))
        } catch {
            throw AccountError(.invalidInput, "\(error)")
        }
    }

    /// All at once: first the deletions, aliases before what they lead to, then the additions, the
    /// other way round.
    ///
    /// - Throws: what a change batch with them is refused with, as `InvalidInput`.
    private mutating func replace(
        _ old: [RecordSetElement],
        by new: [RecordSetElement],
        of instance: TrafficPolicyInstanceEntry
    ) throws(AccountError) {
        let changes =
            old.reversed().map { RecordSetChange(action: .delete, recordSet: $0) }
            + new.map { RecordSetChange(action: .create, recordSet: $0) }
        do throws(AccountError) {
            try change(changes, in: instance.hostedZone, by: .trafficPolicyInstance(instance.id))
        } catch {
            guard error.code == .invalidChangeBatch else { throw error }
            throw AccountError(.invalidInput, error.message)
        }
    }

    private static func requireTTL(_ ttl: Int) throws(AccountError) {
        guard ttls.contains(ttl) else { throw .outOfRange(ttl, at: "tTL", ttls) }
    }

    private func trafficPolicyInstance(
        _ id: ID<TrafficPolicyInstanceEntry>
    ) throws(AccountError) -> TrafficPolicyInstanceEntry {
        guard let entry = trafficPolicyInstances[id] else {
            throw AccountError(
                .noSuchTrafficPolicyInstance,
                "No traffic policy instance found with ID: \(id)"
            )
        }
        return entry
    }

    /// The same each time: what an instance has made is found again by making it again.
    private func recordSets(
        of instance: TrafficPolicyInstanceEntry
    ) throws(AccountError) -> [RecordSetElement] {
        let key = TrafficPolicyKey(id: instance.policy, version: instance.policyVersion)
        let document = try TrafficPolicyReader.read(try trafficPolicy(key).document)
        return TrafficPolicyTree.recordSets(of: document, for: instance)
    }
}
