#if !ControlAPI
    import Addressing
    import HealthChecking
    import Logging

    /// Stands for HTTP and the account in a build without them: whoever configures them is told.
    final class ControlService: Sendable {
        static let isAvailable = false

        init(
            listen _: SocketAddress,
            _: Settings,
            healthNumbering _: HealthNumbering,
            environment _: LiveEnvironment,
            logger _: Logger
        ) throws(MeridianError) {
            throw .refused([
                .error(
                    """
                    found http or api in the configuration, which this build does not have: it was \
                    made without the package trait ControlAPI
                    """
                )
            ])
        }

        func load() -> StatePublication.AccountZones { [:] }
        func begin(with _: ControlParts, _: Content) {}
        func configure(_: Content) {}
        func start() throws(MeridianError) {}
        var address: SocketAddress? { nil }
        func stop() {}
        func stopSoon() {}
    }
#endif
