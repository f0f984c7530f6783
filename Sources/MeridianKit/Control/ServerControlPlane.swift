#if ControlAPI
    import AccountStore
    import ControlAPI
    import HealthChecking
    import Route53

    /// The running server, as the API reaches it.
    struct ServerControlPlane: ControlPlane {
        let keeper: AccountKeeper
        let publisher: AccountPublisher
        let parts: ControlParts
        /// False if there is no store: what there is can be looked at.
        let isWritable: Bool

        func change<Result: Sendable>(
            _ operation: @escaping Changing<Result>
        ) async throws(AccountError) -> Result {
            guard isWritable else {
                throw AccountError(
                    .serviceUnavailable,
                    "This server has no store (api.store in its configuration): nothing can be changed."
                )
            }
            return try await keeper.change(operation)
        }

        func read<Result: Sendable>(
            _ operation: @escaping Reading<Result>
        ) async throws(AccountError) -> Result {
            try await keeper.read(operation)
        }

        func waitUntilServed(_ change: ID<ChangeEntry>) async {
            await publisher.waitUntilServed(change)
        }

        func healthReport(of check: ID<HealthCheckEntry>) async -> HealthReport? {
            HealthCheckID(check.text).flatMap { parts.health.report(of: $0) }
        }
    }
#endif
