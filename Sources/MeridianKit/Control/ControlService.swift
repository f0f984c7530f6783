#if ControlAPI
    import AccountStore
    import Addressing
    import ControlAPI
    import Dispatch
    import HealthChecking
    import Logging
    import OperatorConfiguration
    import Route53
    import Synchronization

    /// The account that the Route 53 API edits, and HTTP in front of it.
    ///
    ///     client ─▶ ControlServer ─▶ ServerControlPlane ─▶ AccountKeeper ─▶ store
    ///                                                            └▶ AccountPublisher ─▶ DNS
    final class ControlService: Sendable {
        static let isAvailable = true

        private let listen: SocketAddress
        private let settings: Settings
        private let publisher: AccountPublisher
        private let fileZones = FileZoneReading()
        private let environment: LiveEnvironment
        private let logger: Logger
        private let state: Mutex<State>

        /// The HTTP server gives open requests less than this when it stops.
        private static let patience = DispatchTimeInterval.seconds(5)

        private struct State {
            /// Nil when it has been stopped: the store is somebody else's then.
            var keeper: AccountKeeper?
            /// These two are there once the server around is.
            var plane: ServerControlPlane?
            var server: ControlServer?
        }

        /// Opens the store that the configuration names.
        init(
            listen: SocketAddress,
            _ settings: Settings,
            healthNumbering: HealthNumbering,
            environment: LiveEnvironment,
            logger: Logger
        ) throws(MeridianError) {
            self.listen = listen
            self.settings = settings
            self.environment = environment
            self.logger = logger
            let publisher = AccountPublisher(settings, healthNumbering, logger: logger)
            self.publisher = publisher
            do throws(StorageError) {
                let keeper = try AccountKeeper(
                    storage: try Self.storage(settings.configuration.api.store),
                    surroundings: Surroundings(),
                    context: { RequestContext(environment) },
                    committed: { publisher.receive($0) },
                    condition: { StoreLog(logger: logger).tell($0) }
                )
                state = Mutex(State(keeper: keeper))
            } catch {
                throw MeridianError(error)
            }
        }

        private static func storage(
            _ location: StoreLocation?
        ) throws(StorageError) -> (any AccountStorage)? {
            switch location {
            case .sqlite(let path): try SQLiteStorage(path: path)
            case .memory, nil: nil
            }
        }

        /// What of the account would be served if there were no files. Once, before all else.
        func load() -> StatePublication.AccountZones {
            keeper?.withAccount { publisher.load($0) } ?? [:]
        }

        /// Publishes there from now on, and has HTTP ready to be started.
        func begin(with parts: ControlParts, _ content: Content) {
            guard let keeper else { return }
            publisher.begin(.init(publication: parts.publication, health: parts.health))
            keeper.replaceSurroundings(fileZones.surroundings(content))
            let plane = ServerControlPlane(
                keeper: keeper,
                publisher: publisher,
                parts: parts,
                isWritable: settings.configuration.api.store != nil
            )
            let server = ControlServer(plane, options(parts.mode), logger: logger)
            state.withLock { $0 = State(keeper: keeper, plane: plane, server: server) }
        }

        private func options(_ mode: MeridianOptions.Mode) -> ControlServerOptions {
            let api = settings.configuration.api
            return ControlServerOptions(
                listen: listen,
                credentials: settings.accessKeys.map {
                    .init(accessKeyID: $0.id, secretAccessKey: $0.secret)
                },
                hosts: api.hosts,
                requestsPerSecond: api.requestsPerSecond,
                isTesting: mode == .test,
                clock: ControlClock(
                    wallSeconds: environment.wallSeconds,
                    monotonic: environment.monotonic
                )
            )
        }

        /// There is other content from now on.
        func configure(_ content: Content) {
            publisher.configure(content.settings)
            keeper?.replaceSurroundings(fileZones.surroundings(content))
        }

        /// Opens the socket. Waits: not to be called from a task.
        func start() throws(MeridianError) {
            guard let server = state.withLock({ $0.server }) else { return }
            do {
                try Blocking.wait { try await server.start() }
            } catch {
                throw .cannotListen("HTTP on \(listen): \(error)")
            }
        }

        /// Where HTTP is served; nil before the start.
        var address: SocketAddress? { state.withLock { $0.server?.boundAddress } }

        var plane: ServerControlPlane? { state.withLock { $0.plane } }

        private var keeper: AccountKeeper? { state.withLock { $0.keeper } }

        /// Answers what has arrived, closes the socket, and lets go of the store. What is not written
        /// down by then was not acknowledged. Waits: not to be called from a task.
        func stop() {
            guard let server = takeServer() else { return }
            Blocking.wait(atMost: Self.patience) { await server.stop() }
        }

        /// The same where nothing may wait.
        func stopSoon() {
            guard let server = takeServer() else { return }
            Task { await server.stop() }
        }

        private func takeServer() -> ControlServer? {
            state.withLock { state in
                defer { state = State() }
                return state.server
            }
        }
    }

    extension RequestContext {
        fileprivate init(_ environment: LiveEnvironment) {
            self.init(
                now: Timestamp(milliseconds: Int64(environment.wallMilliseconds())),
                randomOctets: environment.randomOctets
            )
        }
    }

    /// Tells the operator what has become of the store.
    private struct StoreLog {
        let logger: Logger

        func tell(_ failure: StorageError?) {
            guard let failure else {
                logger.notice("the store can be written again")
                return
            }
            logger.error(
                "changes are refused, and DNS goes on with what is written down: \(failure)"
            )
        }
    }
#endif
