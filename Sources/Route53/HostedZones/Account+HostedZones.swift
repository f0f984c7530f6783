internal import DNSWire
internal import HostedZones

extension Account {
    static let zoneCommentLengths = 0...256
    private static let referenceLengths = 1...128
    private static let zoneNameLengths = 0...1024

    package mutating func createHostedZone(
        _ request: CreateHostedZoneRequest,
        _ context: RequestContext
    ) throws(AccountError) -> CreateHostedZoneResponse {
        try AccountError.requireLength(of: request.name, at: "name", Self.zoneNameLengths)
        try AccountError.requireLength(
            of: request.callerReference,
            at: "callerReference",
            Self.referenceLengths
        )
        try AccountError.requireLength(
            of: request.config?.comment,
            at: "hostedZoneConfig.comment",
            Self.zoneCommentLengths
        )
        let apex = try Self.zoneName(request.name)
        let reference = UsedReference(.hostedZone, request.callerReference)
        guard !usedReferences.contains(reference) else {
            throw AccountError(
                .hostedZoneAlreadyExists,
                "A hosted zone has already been created with the specified caller reference."
            )
        }
        let name = Route53Text.text(of: apex)
        let isPrivate = request.vpc != nil || request.config?.privateZone == true
        let set = try delegationSet(for: request, named: name, isPrivate: isPrivate)
        try requireVPC(of: request, named: name, isPrivate: isPrivate)
        let servers = set?.nameServers ?? surroundings.nameServers
        let recordSets = try Self.apexRecordSets(of: apex, nameServers: servers)
        let entry = HostedZoneEntry(
            id: context.makeID("Z", of: HostedZoneEntry.self),
            name: name,
            callerReference: request.callerReference,
            createdAt: context.now,
            ordinal: hostedZones.nextOrdinal,
            comment: request.config?.comment,
            isPrivate: isPrivate,
            delegationSet: set?.id,
            nameServers: isPrivate ? [] : Self.nameServers(among: recordSets),
            vpcs: request.vpc.map { [$0] } ?? []
        )
        put(.hostedZone(entry))
        put(.usedReference(reference))
        for recordSet in recordSets { put(.recordSet(recordSet, zone: entry.id)) }
        let change = makeChange(context)
        return CreateHostedZoneResponse(
            hostedZone: try listedZone(entry.id).element,
            changeInfo: change,
            delegationSet: isPrivate
                ? nil : DelegationSetElement(nameServers: entry.nameServers, reusable: set),
            vpc: request.vpc
        )
    }

    private static func zoneName(_ text: String) throws(AccountError) -> DomainName {
        let name: DomainName
        do throws(NameFault) {
            name = try Route53Text.checkedName(text)
        } catch {
            throw AccountError(.invalidDomainName, "\(error)")
        }
        guard !name.isRoot, !name.isWildcard else {
            throw AccountError(
                .invalidDomainName,
                "\(Route53Text.text(of: name)) is not a name that a hosted zone can have"
            )
        }
        return name
    }

    /// The reusable set whose name servers the zone is to have.
    private func delegationSet(
        for request: CreateHostedZoneRequest,
        named name: String,
        isPrivate: Bool
    ) throws(AccountError) -> DelegationSetEntry? {
        guard let text = request.delegationSetID else { return nil }
        let set = try delegationSet(ID(reference: text))
        guard !isPrivate else {
            throw AccountError(.invalidInput, "A private hosted zone cannot have a delegation set")
        }
        try requireRoom(in: set.id)
        if let other = zone(inSet: set.id, overlapping: name) {
            throw AccountError(
                .conflictingDomainExists,
                "\(name) conflicts with the hosted zone \(other.name) (\(other.id)), which has the"
                    + " same delegation set"
            )
        }
        return set
    }

    /// A zone of the set whose name is the same, above or below.
    private func zone(
        inSet set: ID<DelegationSetEntry>,
        overlapping name: String
    ) -> HostedZoneEntry? {
        var ancestor = Substring(name)
        while !ancestor.isEmpty {
            let zones = hostedZones.zones(named: String(ancestor))
            if let zone = zones.first(where: { $0.entry.delegationSet == set }) {
                return zone.entry
            }
            ancestor = ancestor.drop { $0 != "." }.dropFirst()
        }
        let below = hostedZones.zonesByName(from: HostedZoneTable.NameKey(name: name))
            .prefix { $0.entry.name.hasSuffix(".\(name)") || $0.entry.name == name }
        return below.first { $0.entry.delegationSet == set }?.entry
    }

    private func requireVPC(
        of request: CreateHostedZoneRequest,
        named name: String,
        isPrivate: Bool
    ) throws(AccountError) {
        guard isPrivate else { return }
        guard let vpc = request.vpc else {
            throw AccountError(
                .invalidInput,
                "A private hosted zone needs a VPC: VPCRegion and VPCId"
            )
        }
        try requireWhole(vpc)
        try requireNoConflict(of: vpc, named: name)
    }

    /// The NS and SOA record sets that a zone is made with.
    private static func apexRecordSets(
        of apex: DomainName,
        nameServers: [String]
    ) throws(AccountError) -> [RecordSetElement] {
        do {
            let servers = try nameServers.map { try Route53Text.checkedName($0) }
            return try ZoneDefaults(nameServers: servers).missing(in: [], at: apex)
                .map { try RecordSetElement($0) }
        } catch {
            throw AccountError(
                .invalidDomainName,
                "The name has no room below it for name servers: \(error)"
            )
        }
    }

    private static func nameServers(among recordSets: [RecordSetElement]) -> [String] {
        let servers = recordSets.first { $0.type == "NS" }?.records ?? []
        return servers.map(ListedName.withoutDot)
    }

    package func getHostedZone(
        _ id: ID<HostedZoneEntry>
    ) throws(AccountError) -> GetHostedZoneResponse {
        let zone = try listedZone(id)
        guard case .stored(let stored) = zone else {
            return GetHostedZoneResponse(
                hostedZone: zone.element,
                delegationSet: zone.isPrivate
                    ? nil : DelegationSetElement(nameServers: surroundings.nameServers),
                vpcs: zone.isPrivate ? ElementList([]) : nil
            )
        }
        let entry = stored.entry
        let set = entry.delegationSet.flatMap { delegationSets[$0] }
        return GetHostedZoneResponse(
            hostedZone: zone.element,
            delegationSet: entry.isPrivate
                ? nil : DelegationSetElement(nameServers: entry.nameServers, reusable: set),
            vpcs: entry.isPrivate ? ElementList(entry.vpcs) : nil
        )
    }

    package mutating func updateHostedZoneComment(
        _ id: ID<HostedZoneEntry>,
        _ request: UpdateHostedZoneCommentRequest
    ) throws(AccountError) -> HostedZoneResponse {
        var entry = try changeableZone(id)
        try AccountError.requireLength(of: request.comment, at: "comment", Self.zoneCommentLengths)
        entry.comment = request.comment
        put(.hostedZone(entry))
        return HostedZoneResponse(hostedZone: try listedZone(id).element)
    }

    package mutating func updateHostedZoneFeatures(
        _ id: ID<HostedZoneEntry>,
        _ request: UpdateHostedZoneFeaturesRequest
    ) throws(AccountError) {
        var entry = try changeableZone(id)
        guard let isEnabled = request.enableAcceleratedRecovery else { return }
        entry.hasAcceleratedRecovery = isEnabled
        put(.hostedZone(entry))
    }

    package mutating func deleteHostedZone(
        _ id: ID<HostedZoneEntry>,
        _ context: RequestContext
    ) throws(AccountError) -> ChangeInfoResponse {
        let entry = try changeableZone(id)
        let required: Set = ["SOA", "NS"]
        let keys = hostedZones[id]?.recordSets.all.prefix(required.count + 1).map(\.key) ?? []
        guard keys.allSatisfy({ $0.name == entry.name && required.contains($0.type) }),
            keys.count <= required.count
        else {
            throw AccountError(
                .hostedZoneNotEmpty,
                "The specified hosted zone contains non-required resource record sets and so cannot"
                    + " be deleted."
            )
        }
        for key in keys { remove(.recordSet(key, zone: id)) }
        removeAttachments(ofHostedZone: id)
        remove(.hostedZone(id))
        return ChangeInfoResponse(changeInfo: makeChange(context))
    }
}
