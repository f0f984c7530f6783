extension Account {
    private static let callerReferenceLengths = 1...64

    package mutating func createHealthCheck(
        _ request: CreateHealthCheckRequest,
        _ context: RequestContext
    ) throws(AccountError) -> HealthCheckResponse {
        let reference = request.callerReference
        try AccountError.requireLength(
            of: reference,
            at: "callerReference",
            Self.callerReferenceLengths
        )
        let config = request.config.withDefaults
        let used = UsedReference(.healthCheck, reference)
        if usedReferences.contains(used) {
            // Whoever repeats a request whose answer got lost is told of the check that it made.
            let made = healthChecks.values().first { $0.callerReference == reference }
            guard let made, made.config == config else {
                throw AccountError(
                    .healthCheckAlreadyExists,
                    "A health check has already been created with the specified caller reference."
                )
            }
            return HealthCheckResponse(made)
        }
        let entry = HealthCheckEntry(
            id: ID(context.makeUUID()),
            callerReference: reference,
            config: config
        )
        try requireUsable(entry)
        try requireRoom(for: .maxHealthChecks) {
            AccountError(.tooManyHealthChecks, "There can be at most \($0) health checks")
        }
        put(.healthCheck(entry))
        put(.usedReference(used))
        return HealthCheckResponse(entry)
    }

    package func getHealthCheck(
        _ id: ID<HealthCheckEntry>
    ) throws(AccountError) -> HealthCheckResponse {
        HealthCheckResponse(try healthCheck(id))
    }

    package mutating func updateHealthCheck(
        _ id: ID<HealthCheckEntry>,
        _ request: UpdateHealthCheckRequest
    ) throws(AccountError) -> HealthCheckResponse {
        var entry = try changeableHealthCheck(id)
        if let expected = request.version, expected != entry.version {
            throw AccountError(
                .healthCheckVersionMismatch,
                "The health check has version \(entry.version), not \(expected)"
            )
        }
        entry.config = try entry.config.updated(by: request).withDefaults
        entry.version += 1
        try requireUsable(entry)
        put(.healthCheck(entry))
        return HealthCheckResponse(entry)
    }

    /// Record sets may go on to refer to it: it is healthy for them. The checks that are calculated
    /// from it may not, for what they say would change in silence.
    package mutating func deleteHealthCheck(_ id: ID<HealthCheckEntry>) throws(AccountError) {
        let entry = try changeableHealthCheck(id)
        if let parent = healthChecks.values().first(where: { $0.children.contains(id.text) }) {
            throw AccountError(
                .healthCheckInUse,
                "The health check \(id) is a child of the health check \(parent.id)"
            )
        }
        remove(.healthCheck(entry.id))
        remove(.tags(.healthCheck(entry.id)))
    }

    package func listHealthChecks(
        marker: String?,
        maxItems: String?
    ) throws(AccountError) -> ListHealthChecksResponse {
        let size = try PageSize(maxItems, most: ListHealthChecksResponse.largestPage)
        let all = everyHealthCheck
        let rest = marker.map { marker in all.drop { $0.id.text < marker } } ?? all[...]
        return ListHealthChecksResponse(Page(rest, size: size), marker: marker, size: size)
    }

    package func getHealthCheckCount() -> GetHealthCheckCountResponse {
        GetHealthCheckCountResponse(count: everyHealthCheck.count)
    }
}

extension Account {
    /// Those of the configuration too, by id.
    private var everyHealthCheck: [HealthCheckEntry] {
        let configured = surroundings.healthChecks.filter { healthChecks[$0.id] == nil }
        guard !configured.isEmpty else { return Array(healthChecks.values()) }
        return (Array(healthChecks.values()) + configured).sorted { $0.id < $1.id }
    }

    /// Whether record sets can refer to it.
    package func isHealthCheck(_ id: String) -> Bool {
        healthChecks[ID(id)] != nil || surroundings.healthChecks.contains { $0.id.text == id }
    }

    package func healthCheck(
        _ id: ID<HealthCheckEntry>
    ) throws(AccountError) -> HealthCheckEntry {
        let found = healthChecks[id] ?? surroundings.healthChecks.first { $0.id == id }
        guard let found else { throw .noSuchHealthCheck(id.text) }
        return found
    }

    func changeableHealthCheck(
        _ id: ID<HealthCheckEntry>
    ) throws(AccountError) -> HealthCheckEntry {
        if let entry = healthChecks[id] { return entry }
        let configured = try healthCheck(id)
        throw AccountError(
            .invalidInput,
            "The health check \(configured.id) is one of the server's configuration:"
                + " it can be changed only there"
        )
    }
}

extension AccountError {
    package static func noSuchHealthCheck(_ id: String) -> AccountError {
        AccountError(.noSuchHealthCheck, "No health check found with ID: \(id)")
    }
}

extension HealthCheckEntry {
    /// Ids of the checks that it is calculated from.
    var children: [String] { config.childHealthChecks?.items ?? [] }
}

extension HealthCheckConfigElement {
    /// - Throws: `InvalidInput`, of an element that cannot be reset.
    fileprivate func updated(
        by request: UpdateHealthCheckRequest
    ) throws(AccountError) -> HealthCheckConfigElement {
        var new = self
        for name in request.resetElements?.items ?? [] {
            guard let element = ResettableElement(rawValue: name) else {
                throw .notInEnumeration(name, ResettableElement.allCases.map(\.rawValue))
            }
            new.reset(element)
        }
        new.ipAddress = request.ipAddress ?? new.ipAddress
        new.port = request.port ?? new.port
        new.resourcePath = request.resourcePath ?? new.resourcePath
        new.fullyQualifiedDomainName =
            request.fullyQualifiedDomainName ?? new.fullyQualifiedDomainName
        new.searchString = request.searchString ?? new.searchString
        new.failureThreshold = request.failureThreshold ?? new.failureThreshold
        new.inverted = request.inverted ?? new.inverted
        new.disabled = request.disabled ?? new.disabled
        new.healthThreshold = request.healthThreshold ?? new.healthThreshold
        new.childHealthChecks = request.childHealthChecks ?? new.childHealthChecks
        new.enableSNI = request.enableSNI ?? new.enableSNI
        new.regions = request.regions ?? new.regions
        new.alarmIdentifier = request.alarmIdentifier ?? new.alarmIdentifier
        new.insufficientDataHealthStatus =
            request.insufficientDataHealthStatus ?? new.insufficientDataHealthStatus
        return new
    }

    private mutating func reset(_ element: ResettableElement) {
        switch element {
        case .childHealthChecks: childHealthChecks = nil
        case .fullyQualifiedDomainName: fullyQualifiedDomainName = nil
        case .regions: regions = nil
        case .resourcePath: resourcePath = nil
        }
    }

    private enum ResettableElement: String, CaseIterable {
        case childHealthChecks = "ChildHealthChecks"
        case fullyQualifiedDomainName = "FullyQualifiedDomainName"
        case regions = "Regions"
        case resourcePath = "ResourcePath"
    }
}
