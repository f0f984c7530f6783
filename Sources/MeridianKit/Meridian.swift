import Addressing
package import Answering
import DNSWire
import GeoIP
package import HealthChecking
public import Logging
import OperatorConfiguration
package import OperatorFiles
import Server

/// A DNS server: reads its configuration, serves until it is stopped, and reads anew what has
/// changed: by itself if it watches the files, and whenever it is told to.
public final class Meridian: Sendable {
    private let publication: StatePublication
    private let healthService: HealthService
    /// HTTP and the account behind it, if there is any.
    let control: ControlService?
    let healthNumbering = HealthNumbering()
    private let server: DNSServer
    /// The last queries, if they are recorded.
    let ring: QueryRing?
    let environment: LiveEnvironment
    private let reloader: Reloader
    private let summary: String
    private let exampleQuestion: String?
    /// The day on which the location database was built that the server started with; nil if it
    /// started without one.
    public let databaseDate: String?
    /// Where the random bits of routing start from.
    public let seed: UInt64
    private let logger: Logger

    /// Reads everything; what is wrong is logged, or thrown if nothing can be served.
    ///
    /// - Parameters:
    ///   - configurationPath: the configuration file.
    ///   - listen: addresses such as `127.0.0.1:1053`, to serve instead of those configured.
    ///   - environment: time, randomness, the machine.
    ///   - logger: told what happens.
    /// - Throws: why the server cannot start with this content.
    public convenience init(
        configurationPath: String,
        listen: [String] = [],
        environment: LiveEnvironment = LiveEnvironment(),
        logger: Logger
    ) throws(MeridianError) {
        var options = MeridianOptions(configurationPath: configurationPath)
        options.listen = listen
        try self.init(options, environment: environment, logger: logger)
    }

    /// Reads everything; what is wrong is logged, or thrown if nothing can be served.
    ///
    /// - Parameters:
    ///   - options: the configuration file, and what counts over it.
    ///   - environment: time, randomness, the machine.
    ///   - logger: told what happens.
    /// - Throws: why the server cannot start with this content.
    public init(
        _ options: MeridianOptions,
        environment: LiveEnvironment = LiveEnvironment(),
        logger: Logger
    ) throws(MeridianError) {
        let listen = try Self.listenAddresses(options.listen)
        self.logger = logger
        self.environment = environment
        let opening = ControlOpening(
            healthNumbering: healthNumbering,
            environment: environment,
            logger: logger
        )
        let content = try Content(
            configurationPath: options.configurationPath,
            overrides: Overrides(options),
            environment: environment,
            healthNumbering: healthNumbering,
            accountZones: opening.open
        )
        control = opening.control
        summary = content.summary
        exampleQuestion = content.exampleQuestion
        databaseDate = content.locations.database?.info.buildDate
        let drawnSeed =
            options.mode == .test ? MeridianOptions.defaultTestSeed : environment.randomBits
        seed = options.seed ?? drawnSeed
        publication = StatePublication(content, on: opening.accountZones)
        healthService = HealthService(
            numbering: healthNumbering,
            publication: publication,
            environment: environment,
            logger: logger
        )
        ring = Self.ring(options)
        let serverOptions = Wiring.serverOptions(
            content.settings.configuration,
            listen: listen,
            environment: environment
        )
        server = DNSServer(
            options: serverOptions,
            published: publication.published,
            clock: Wiring.serverClock(environment),
            seed: seed,
            ring: ring
        )
        ReloadLog(logger: logger).tell(content.report.problems)
        reloader = Reloader(
            content,
            publication: publication,
            environment: environment,
            logger: logger,
            prepare: Self.preparation(control, healthService)
        )
        let parts = ControlParts(
            publication: publication,
            health: healthService,
            reloader: reloader,
            ring: ring,
            mode: options.mode,
            seed: seed,
            workers: serverOptions.workers,
            addresses: { [server] in server.boundAddresses.map(\.description) },
            monotonic: environment.monotonic,
            start: environment.monotonic()
        )
        if let control {
            control.begin(with: parts, content)
        } else {
            healthService.update(content.settings.configuration.healthChecks)
        }
    }

    /// What is told of content before it is published. The control service knows the reloader.
    private static func preparation(
        _ control: ControlService?,
        _ health: HealthService
    ) -> @Sendable (Content) -> Void {
        guard let control else {
            return { health.update($0.settings.configuration.healthChecks) }
        }
        return { [weak control] content in control?.configure(content) }
    }

    deinit {
        control?.stopSoon()
        reloader.stop()
        healthService.stop()
    }

    /// Opens the sockets and begins to answer.
    public func start() throws(MeridianError) {
        do throws(StartError) {
            try server.start()
        } catch {
            throw .cannotListen("\(error)")
        }
        for skipped in server.skippedAddresses { logger.warning("\(skipped); left out") }
        for address in server.boundAddresses {
            logger.info("listening on \(address) (UDP and TCP)")
        }
        try startControl()
        healthService.start()
        reloader.start()
        var line = "ready: \(summary)"
        if let address = server.boundAddresses.first, let exampleQuestion {
            line += "; try: \(Self.digCommand(asking: exampleQuestion, at: address))"
        }
        logger.info("\(line)")
    }

    /// Nothing is left open behind if HTTP cannot be served.
    private func startControl() throws(MeridianError) {
        do throws(MeridianError) {
            try control?.start()
        } catch {
            server.stop()
            throw error
        }
        if let httpURL { logger.info("HTTP on \(httpURL)") }
    }

    /// Looks at all files soon, and reads anew those that may have changed. What is bad now stays
    /// as it was, and is logged.
    public func reload() {
        reloader.request(ReloadRequest(.anything, isExplicit: true))
    }

    /// Looks at these files only, or at all, and returns what came of it.
    package func reload(_ changes: FileChanges) async -> ReloadReport {
        await withCheckedContinuation { continuation in
            reloader.request(
                ReloadRequest(changes, isExplicit: true) { continuation.resume(returning: $0) }
            )
        }
    }

    /// Answers what has arrived, and closes everything. Waits, so that it is not to be called from a
    /// task of Swift concurrency's.
    public func stop() {
        logger.info("stopping")
        control?.stop()
        stopServing()
    }

    /// The same where nothing may wait for tasks: HTTP is closed soon afterwards.
    package func stopSoon() {
        control?.stopSoon()
        stopServing()
    }

    private func stopServing() {
        reloader.stop()
        server.stop()
        healthService.stop()
        logger.info("stopped")
    }

    /// What it answers from now, with what that was made from.
    var content: Content { reloader.currentContent.answering(from: publication.latest) }

    /// Answers from this from now on, and reads anew what it was made from when that changes.
    func adopt(_ content: Content, madeOn base: StatePublication.Base) {
        reloader.adopt(content, madeOn: base)
    }

    /// What new content is made on.
    var publicationBase: StatePublication.Base { publication.base }

    private static func ring(_ options: MeridianOptions) -> QueryRing? {
        let usual = options.mode == .test ? MeridianOptions.defaultTestRecordedQueries : 0
        let capacity = options.recordedQueries ?? usual
        return capacity > 0 ? QueryRing(capacity: capacity) : nil
    }

    /// What it answers from now.
    package var state: ServingState { publication.latest }

    /// What is known about each health check, in the order of their names.
    package var healthReports: [HealthReport] { healthService.reports }

    /// Sets the health of a check, or leaves it to what is found again. Returns whether there is
    /// such a check.
    @discardableResult
    package func force(_ forced: ForcedHealth, _ id: HealthCheckID) -> Bool {
        healthService.force(forced, id)
    }

    /// Sets the health of a check from now on, whatever is found, reloads included.
    ///
    /// - Parameters:
    ///   - check: the HealthCheckId.
    ///   - health: `healthy`, `unhealthy`, or `automatic` for what is found.
    /// - Throws: which of the words is not what it should be, or that there is no such check.
    public func forceHealth(of check: String, to health: String) throws(MeridianError) {
        let wanted = try ForcedCheck(id: check, forced: health)
        guard force(wanted.forced, wanted.id) else {
            throw wanted.isMissing(among: content.settings.configuration.healthChecks)
        }
    }

    /// The health of each check now, by its HealthCheckId: `healthy` or `unhealthy`.
    public var health: [String: String] {
        Dictionary(
            uniqueKeysWithValues: healthReports.map { ("\($0.check.id)", $0.health.rawValue) }
        )
    }

    /// Where it listens, as `127.0.0.1:1053`, with the ports that the system chose.
    public var addresses: [String] { server.boundAddresses.map(\.description) }

    /// The same, taken apart.
    public var endpoints: [Endpoint] {
        server.boundAddresses.map { Endpoint(address: "\($0.address)", port: $0.port) }
    }

    /// Where HTTP is served, as `http://127.0.0.1:8053`, with the port that the system chose: what
    /// clients of the Route 53 API take as their endpoint. Nil if it is not served.
    public var httpURL: String? { control?.address.map { "http://\($0)" } }

    /// Where DNS is served, over UDP and TCP.
    public struct Endpoint: Sendable, Hashable, Codable {
        public let address: String
        public let port: UInt16
    }

    /// The zones that it answers for now, as `example.com.`, sorted.
    public var zoneNames: [String] {
        publication.latest.zones.map(\.apex).sorted().map(\.description)
    }

    private static func listenAddresses(_ words: [String]) throws(MeridianError)
        -> [SocketAddress]
    {
        var addresses: [SocketAddress] = []
        for word in words {
            guard let address = SocketAddress(word) else {
                throw .usage("--listen: found \"\(word)\", expected \(SocketAddress.form)")
            }
            addresses.append(address)
        }
        return addresses
    }

    /// A command to paste into a shell.
    private static func digCommand(asking question: String, at address: SocketAddress) -> String {
        let host =
            switch (address.address.isUnspecified, address.address.family) {
            case (false, _): "\(address.address)"
            case (true, .ipv4): "127.0.0.1"
            case (true, .ipv6): "::1"
            }
        return "dig @\(host) -p \(address.port) \(question)"
    }
}
