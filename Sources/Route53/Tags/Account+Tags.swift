extension Account {
    private static let mostPerChange = 10
    /// What a resource can have.
    private static let mostTags = 10
    private static let mostResources = 10
    private static let keyLengths = 1...128
    private static let valueLengths = 0...256

    package mutating func changeTags(
        of resource: TaggedResource,
        _ request: ChangeTagsForResourceRequest
    ) throws(AccountError) {
        let added = request.addTags?.items ?? []
        let removed = request.removeTagKeys?.items ?? []
        guard !added.isEmpty || !removed.isEmpty else {
            throw AccountError(.invalidInput, "AddTags or RemoveTagKeys is needed")
        }
        guard added.count <= Self.mostPerChange, removed.count <= Self.mostPerChange else {
            throw AccountError(
                .invalidInput,
                "AddTags and RemoveTagKeys can each have at most \(Self.mostPerChange) members"
            )
        }
        try requireChangeable(resource)
        var tags = tags[resource]?.tags ?? [:]
        for key in removed {
            try AccountError.requireLength(of: key, at: "removeTagKeys", Self.keyLengths)
            tags[key] = nil
        }
        try Self.add(added, to: &tags)
        if tags.isEmpty {
            remove(.tags(resource))
        } else {
            put(.tags(TagSetEntry(resource: resource, tags: tags)))
        }
    }

    private static func add(
        _ added: [TagElement],
        to tags: inout [String: String]
    ) throws(AccountError) {
        var seen: Set<String> = []
        for tag in added {
            let key = tag.key ?? ""
            let value = tag.value ?? ""
            try AccountError.requireLength(of: key, at: "addTags.key", keyLengths)
            try AccountError.requireLength(of: value, at: "addTags.value", valueLengths)
            guard seen.insert(key).inserted else {
                throw AccountError(.invalidInput, "AddTags has the key '\(key)' more than once")
            }
            tags[key] = value
        }
        guard tags.count <= mostTags else {
            throw AccountError(
                .invalidInput,
                "A resource can have at most \(mostTags) tags; there would be \(tags.count)"
            )
        }
    }

    package func listTags(
        of resource: TaggedResource
    ) throws(AccountError) -> ListTagsForResourceResponse {
        ListTagsForResourceResponse(tagSet: try tagSet(of: resource))
    }

    package func listTags(
        ofType type: String,
        _ request: ListTagsForResourcesRequest
    ) throws(AccountError) -> ListTagsForResourcesResponse {
        let ids = request.resourceIDs.items
        guard (1...Self.mostResources).contains(ids.count) else {
            throw AccountError(
                .invalidInput,
                "ResourceIds has \(ids.count) members: expected 1 to \(Self.mostResources)"
            )
        }
        let tagSets = try ids.map { id throws(AccountError) in
            try tagSet(of: TaggedResource(type: type, id: id))
        }
        return ListTagsForResourcesResponse(tagSets: ElementList(tagSets))
    }

    private func tagSet(of resource: TaggedResource) throws(AccountError) -> ResourceTagSet {
        switch resource {
        case .hostedZone(let id): _ = try requireHostedZone(id)
        case .healthCheck(let id): _ = try healthCheck(id)
        }
        return ResourceTagSet(resource, tags: tags[resource]?.tags ?? [:])
    }

    private func requireChangeable(_ resource: TaggedResource) throws(AccountError) {
        switch resource {
        case .healthCheck(let id):
            _ = try changeableHealthCheck(id)
        case .hostedZone(let id):
            _ = try changeableZone(id)
        }
    }

    /// Takes out what belongs to a zone besides its record sets.
    package mutating func removeAttachments(ofHostedZone zone: ID<HostedZoneEntry>) {
        remove(.tags(.hostedZone(zone)))
        for config in queryLoggingConfigs.values().filter({ $0.hostedZone == zone }) {
            remove(.queryLoggingConfig(config.id))
        }
    }
}
