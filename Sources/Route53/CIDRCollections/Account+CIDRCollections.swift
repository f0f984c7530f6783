internal import Routing

extension Account {
    private static let mostCollections = 5
    private static let callerReferenceLengths = 1...64

    package mutating func createCIDRCollection(
        _ request: CreateCIDRCollectionRequest,
        _ context: RequestContext
    ) throws(AccountError) -> CreateCIDRCollectionResponse {
        guard CIDRCollection.isName(request.name) else {
            throw AccountError(
                .invalidInput,
                "Name: found '\(request.name)', expected \(CIDRCollection.nameForm)"
            )
        }
        try AccountError.requireLength(
            of: request.callerReference,
            at: "callerReference",
            Self.callerReferenceLengths
        )
        let other = cidrCollections.values().first {
            $0.name == request.name || $0.callerReference == request.callerReference
        }
        if let other {
            guard other.name == request.name, other.callerReference == request.callerReference
            else {
                throw AccountError(
                    .cidrCollectionAlreadyExists,
                    "A CIDR collection with this name, or with this caller reference, already"
                        + " exists: \(other.id)"
                )
            }
            return CreateCIDRCollectionResponse(collection: CIDRCollectionElement(other))
        }
        guard cidrCollections.count < Self.mostCollections else {
            throw AccountError(
                .limitsExceeded,
                "There can be at most \(Self.mostCollections) CIDR collections"
            )
        }
        let entry = CIDRCollectionEntry(
            id: ID(context.makeUUID()),
            name: request.name,
            callerReference: request.callerReference
        )
        put(.cidrCollection(entry))
        return CreateCIDRCollectionResponse(collection: CIDRCollectionElement(entry))
    }

    package mutating func changeCIDRCollection(
        _ id: ID<CIDRCollectionEntry>,
        _ request: ChangeCIDRCollectionRequest,
        _ context: RequestContext
    ) throws(AccountError) -> ChangeCIDRCollectionResponse {
        var entry = try changeableCIDRCollection(id)
        if let expected = request.collectionVersion, expected != entry.version {
            throw AccountError(
                .cidrCollectionVersionMismatch,
                "The CIDR collection has version \(entry.version), not \(expected)"
            )
        }
        var change = CIDRCollectionChange(of: entry)
        try change.make(request.changes.items)
        for location in entry.locations.keys.sorted() where change.locations[location] == nil {
            guard let zone = zone(using: id, location: location) else { continue }
            throw AccountError(
                .cidrBlockInUse,
                "The location '\(location)' would have no CIDR blocks any more, and is used by a"
                    + " record set in the hosted zone \(zone)"
            )
        }
        entry.locations = change.locations.mapValues { $0.sorted() }
        entry.version += 1
        _ = try entry.collection()
        put(.cidrCollection(entry))
        return ChangeCIDRCollectionResponse(id: ID(reference: makeChange(context).id))
    }

    package mutating func deleteCIDRCollection(
        _ id: ID<CIDRCollectionEntry>
    ) throws(AccountError) {
        let entry = try changeableCIDRCollection(id)
        guard entry.locations.isEmpty else {
            throw AccountError(
                .cidrCollectionInUse,
                "The CIDR collection \(id) is not empty: its CIDR blocks must be deleted first"
            )
        }
        if let zone = zone(using: id, location: nil) {
            throw AccountError(
                .cidrCollectionInUse,
                "The CIDR collection \(id) is used by a record set in the hosted zone \(zone)"
            )
        }
        remove(.cidrCollection(entry.id))
    }

    /// A zone with a record set that refers to the collection, or to one location of it. It looks at
    /// every record set, which is for rare operations.
    private func zone(
        using collection: ID<CIDRCollectionEntry>,
        location: String?
    ) -> ID<HostedZoneEntry>? {
        hostedZones.all.first { zone in
            zone.recordSets.all.contains { recordSet in
                guard let routing = recordSet.cidrRoutingConfig,
                    routing.collectionID == collection.text
                else { return false }
                return location == nil || routing.locationName == location
            }
        }?.entry.id
    }

    private func changeableCIDRCollection(
        _ id: ID<CIDRCollectionEntry>
    ) throws(AccountError) -> CIDRCollectionEntry {
        if let entry = cidrCollections[id] { return entry }
        let configured = try cidrCollection(id)
        throw AccountError(
            .invalidInput,
            "The CIDR collection \(configured.id) is one of the server's configuration:"
                + " it can be changed only there"
        )
    }
}

extension Account {
    /// A collection of the account or of the configuration.
    package func cidrCollection(
        _ id: ID<CIDRCollectionEntry>
    ) throws(AccountError) -> CIDRCollectionEntry {
        let found = cidrCollections[id] ?? surroundings.cidrCollections.first { $0.id == id }
        guard let found else {
            throw AccountError(.noSuchCIDRCollection, "No CIDR collection found with ID: \(id)")
        }
        return found
    }
}
