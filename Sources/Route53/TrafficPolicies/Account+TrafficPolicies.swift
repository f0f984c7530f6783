extension Account {
    private static let largestPage = 100
    private static let nameLengths = 1...512
    private static let commentLengths = 0...1024
    private static let mostVersions = 1000

    package mutating func createTrafficPolicy(
        _ request: CreateTrafficPolicyRequest,
        _ context: RequestContext
    ) throws(AccountError) -> TrafficPolicyResponse {
        try AccountError.requireLength(of: request.name, at: "name", Self.nameLengths)
        try AccountError.requireLength(of: request.comment, at: "comment", Self.commentLengths)
        guard !trafficPolicies.values().contains(where: { $0.name == request.name }) else {
            throw AccountError(
                .trafficPolicyAlreadyExists,
                "A traffic policy with the name '\(request.name)' already exists"
            )
        }
        try requireRoom(for: .maxTrafficPolicies) {
            AccountError(.tooManyTrafficPolicies, "There can be at most \($0) traffic policies")
        }
        let document = try TrafficPolicyReader.read(request.document)
        try document.requireRecordSets()
        let entry = TrafficPolicyEntry(
            id: ID(context.makeUUID()),
            version: 1,
            name: request.name,
            type: document.recordType,
            document: request.document,
            comment: request.comment
        )
        put(.trafficPolicy(entry))
        return TrafficPolicyResponse(entry)
    }

    package mutating func createTrafficPolicyVersion(
        of id: ID<TrafficPolicyEntry>,
        _ request: CreateTrafficPolicyVersionRequest
    ) throws(AccountError) -> TrafficPolicyResponse {
        try AccountError.requireLength(of: request.comment, at: "comment", Self.commentLengths)
        let versions = try trafficPolicyVersions(of: id)
        guard versions.count < Self.mostVersions, let latest = versions.last else {
            throw AccountError(
                .tooManyTrafficPolicyVersions,
                "A traffic policy can have at most \(Self.mostVersions) versions"
            )
        }
        let document = try TrafficPolicyReader.read(request.document)
        try document.requireRecordSets()
        let entry = TrafficPolicyEntry(
            id: id,
            version: latest.version + 1,
            name: latest.name,
            type: document.recordType,
            document: request.document,
            comment: request.comment
        )
        put(.trafficPolicy(entry))
        return TrafficPolicyResponse(entry)
    }

    package func getTrafficPolicy(
        _ key: TrafficPolicyKey
    ) throws(AccountError) -> TrafficPolicyResponse {
        TrafficPolicyResponse(try trafficPolicy(key))
    }

    package func listTrafficPolicies(
        marker: String?,
        maxItems: String?
    ) throws(AccountError) -> ListTrafficPoliciesResponse {
        let size = try PageSize(maxItems, most: Self.largestPage)
        let start = marker.map { TrafficPolicyKey(id: ID($0), version: 0) }
        var summaries: [TrafficPolicySummary] = []
        var count = 0
        var latest: TrafficPolicyEntry?
        for entry in trafficPolicies.values(from: start) {
            if let latest, latest.id != entry.id {
                summaries.append(TrafficPolicySummary(latest: latest, count: count))
                count = 0
            }
            latest = entry
            count += 1
        }
        if let latest { summaries.append(TrafficPolicySummary(latest: latest, count: count)) }
        return ListTrafficPoliciesResponse(Page(summaries, size: size), size: size)
    }

    package func listTrafficPolicyVersions(
        of id: ID<TrafficPolicyEntry>,
        marker: String?,
        maxItems: String?
    ) throws(AccountError) -> ListTrafficPolicyVersionsResponse {
        let size = try PageSize(maxItems, most: Self.largestPage)
        let first = try marker.map { text throws(AccountError) in
            try TrafficPolicyKey.version(text)
        }
        let versions = try trafficPolicyVersions(of: id)
        let rest = versions.drop { $0.version < first ?? 0 }
        return ListTrafficPolicyVersionsResponse(Page(rest, size: size), size: size)
    }

    package mutating func updateTrafficPolicyComment(
        _ key: TrafficPolicyKey,
        _ request: UpdateTrafficPolicyCommentRequest
    ) throws(AccountError) -> TrafficPolicyResponse {
        try AccountError.requireLength(of: request.comment, at: "comment", Self.commentLengths)
        var entry = try trafficPolicy(key)
        entry.comment = request.comment.isEmpty ? nil : request.comment
        put(.trafficPolicy(entry))
        return TrafficPolicyResponse(entry)
    }

    package mutating func deleteTrafficPolicy(_ key: TrafficPolicyKey) throws(AccountError) {
        _ = try trafficPolicy(key)
        let user = trafficPolicyInstances.values().first {
            $0.policy == key.id && $0.policyVersion == key.version
        }
        if let user {
            throw AccountError(
                .trafficPolicyInUse,
                "Version \(key.version) of the traffic policy \(key.id) is used by the traffic"
                    + " policy instance \(user.id)"
            )
        }
        remove(.trafficPolicy(key.id, version: key.version))
    }
}

extension Account {
    func trafficPolicy(_ key: TrafficPolicyKey) throws(AccountError) -> TrafficPolicyEntry {
        guard let entry = trafficPolicies[key] else {
            throw AccountError(
                .noSuchTrafficPolicy,
                "No traffic policy found with ID: \(key.id) and version: \(key.version)"
            )
        }
        return entry
    }

    /// In their order; at least one.
    private func trafficPolicyVersions(
        of id: ID<TrafficPolicyEntry>
    ) throws(AccountError) -> [TrafficPolicyEntry] {
        let start = TrafficPolicyKey(id: id, version: 0)
        let versions = trafficPolicies.values(from: start).prefix { $0.id == id }
        guard !versions.isEmpty else {
            throw AccountError(.noSuchTrafficPolicy, "No traffic policy found with ID: \(id)")
        }
        return Array(versions)
    }
}

extension TrafficPolicyKey {
    /// - Throws: `InvalidInput`, of a version that is not a number.
    package init(id: String, version: String) throws(AccountError) {
        self.init(id: ID(id), version: try Self.version(version))
    }

    fileprivate static func version(_ text: String) throws(AccountError) -> Int {
        guard let version = Int(text), version > 0 else {
            throw AccountError(
                .invalidInput,
                "Found the traffic policy version '\(text)', expected a number from 1"
            )
        }
        return version
    }
}
