package import HealthChecking

// From the account's health checks to those that are carried out.

extension HealthCheckEntry {
    /// - Throws: `InvalidInput` with HealthChecking's own words, of elements that do not make a
    ///   health check.
    package func healthCheck() throws(AccountError) -> HealthCheck {
        try Self.healthCheck(id, try config.config())
    }

    fileprivate static func healthCheck(
        _ id: ID<HealthCheckEntry>,
        _ config: HealthCheckConfig
    ) throws(AccountError) -> HealthCheck {
        guard let checkID = HealthCheckID(id.text) else {
            throw AccountError(
                .invalidInput,
                "HealthCheckId: found '\(id)', expected \(HealthCheckID.form)"
            )
        }
        do {
            return try HealthCheck(id: checkID, config: config)
        } catch {
            throw AccountError(.invalidInput, "\(error)")
        }
    }
}

extension HealthCheckEntry {
    /// A check of the configuration, as the API lists it.
    package init(_ check: HealthCheck) {
        self.init(
            id: ID(check.id.text),
            callerReference: check.id.text,
            config: HealthCheckConfigElement(check.config)
        )
    }
}

extension Account {
    /// Refuses a health check that could not be carried out, alone or beside those that it is
    /// calculated from.
    func requireUsable(_ entry: HealthCheckEntry) throws(AccountError) {
        let check = try entry.healthCheck()
        var checks = [check]
        for child in Set(entry.children) where child != entry.id.text && isHealthCheck(child) {
            checks.append(try healthCheck(ID(child)).healthCheck())
        }
        do {
            _ = try HealthCheckSet(checks)
        } catch {
            throw AccountError(.invalidInput, "\(error)")
        }
    }

    /// What the checker carries out: the checks of the configuration, and those of the account.
    ///
    /// A check of the account may be calculated from one that has gone from the configuration since.
    /// Such a child counts as healthy, as it does for record sets.
    ///
    /// - Parameter configured: the checks of the configuration. Where an id is in both, they count.
    /// - Returns: all of them.
    /// - Throws: what `requireUsable` would have refused: nothing that got in through operations.
    package func healthChecks(
        beside configured: HealthCheckSet
    ) throws(AccountError) -> HealthCheckSet {
        var checks = configured.checks
        let configuredIDs = Set(checks.map(\.id.text))
        for entry in healthChecks.values() where !configuredIDs.contains(entry.id.text) {
            var config = try entry.config.config()
            if let children = config.childHealthChecks {
                let present = children.filter { child in
                    configuredIDs.contains(child.text) || healthChecks[ID(child.text)] != nil
                }
                config.childHealthChecks = present
                config.healthThreshold = config.healthThreshold.map {
                    max(0, $0 - (children.count - present.count))
                }
            }
            checks.append(try HealthCheckEntry.healthCheck(entry.id, config))
        }
        do {
            return try HealthCheckSet(checks)
        } catch {
            throw AccountError(.invalidInput, "\(error)")
        }
    }
}
