import Addressing
package import Answering
public import Logging
package import OperatorFiles
import Server

/// A DNS server: reads its configuration, serves until it is stopped, and reads anew what has
/// changed: by itself if it watches the files, and whenever it is told to.
public final class Meridian: Sendable {
    private let published: Published<ServingState>
    private let server: DNSServer
    private let reloader: Reloader
    private let summary: String
    private let exampleQuestion: String?
    private let logger: Logger

    /// Reads everything; what is wrong is logged, or thrown if nothing can be served.
    ///
    /// - Parameters:
    ///   - configurationPath: the configuration file.
    ///   - listen: addresses such as `127.0.0.1:1053`, to serve instead of those configured.
    ///   - environment: time, randomness, the machine.
    ///   - logger: told what happens.
    /// - Throws: why the server cannot start with this content.
    public init(
        configurationPath: String,
        listen: [String] = [],
        environment: LiveEnvironment = LiveEnvironment(),
        logger: Logger
    ) throws(MeridianError) {
        let listen = try Self.listenAddresses(listen)
        self.logger = logger
        let content = try Content(configurationPath: configurationPath, environment: environment)
        summary = content.summary
        exampleQuestion = content.exampleQuestion
        published = Published(content.state)
        server = DNSServer(
            options: Wiring.serverOptions(
                content.settings.configuration,
                listen: listen,
                environment: environment
            ),
            published: published,
            clock: Wiring.serverClock(environment),
            seed: environment.randomBits
        )
        ReloadLog(logger: logger).tell(content.report.problems)
        reloader = Reloader(
            content,
            published: published,
            environment: environment,
            logger: logger
        )
    }

    deinit { reloader.stop() }

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
        var line = "ready: \(summary)"
        if let address = server.boundAddresses.first, let exampleQuestion {
            line += "; try: \(Self.digCommand(asking: exampleQuestion, at: address))"
        }
        logger.info("\(line)")
        reloader.start()
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

    /// Answers what has arrived, and closes everything.
    public func stop() {
        logger.info("stopping")
        reloader.stop()
        server.stop()
        logger.info("stopped")
    }

    /// What it answers from now.
    package var state: ServingState { published.latest }

    /// Where it listens, as `127.0.0.1:1053`, with the ports that the system chose.
    public var addresses: [String] { server.boundAddresses.map(\.description) }

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
