import Addressing
import Answering
import Configuration
public import Logging
import Server
import Synchronization

/// A DNS server: reads its configuration, serves until it is stopped, and reads everything anew
/// when it is told to.
public final class Meridian: Sendable {
    private let reader: ContentReader
    private let listen: [SocketAddress]
    private let content: Mutex<Content>
    private let published: Published<ServingState>
    private let server: DNSServer
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
        self.listen = try Self.listenAddresses(listen)
        self.logger = logger
        reader = ContentReader(configurationPath: configurationPath, environment: environment)
        let first = try reader.read()
        content = Mutex(first)
        published = Published(first.state)
        server = DNSServer(
            options: Wiring.serverOptions(
                first.configuration,
                listen: self.listen,
                environment: environment
            ),
            published: published,
            clock: Wiring.serverClock(environment),
            seed: environment.randomBits
        )
        log(first.problems)
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
        let (summary, question) = content.withLock { ($0.summary, $0.exampleQuestion) }
        var line = "ready: \(summary)"
        if let address = server.boundAddresses.first, let question {
            line += "; try: \(Self.digCommand(asking: question, at: address))"
        }
        logger.info("\(line)")
    }

    /// Reads everything anew. What is bad now stays as it was, and is logged.
    public func reload() {
        logger.info("reloading \(reader.configurationPath)")
        content.withLock { content in
            do throws(MeridianError) {
                let new = try reader.read(previous: content)
                log(new.problems)
                if new.configuration.listen != content.configuration.listen
                    || new.configuration.workers != content.configuration.workers
                    || new.configuration.tcp != content.configuration.tcp
                {
                    logger.warning("changes of listen, workers and tcp count from the next start")
                }
                published.publish(new.state)
                content = new
                logger.info("reloaded: \(new.summary)")
            } catch {
                if case .refused(let problems) = error { log(problems) }
                logger.error("reload refused: the server goes on as before")
            }
        }
    }

    /// Answers what has arrived, and closes everything.
    public func stop() {
        logger.info("stopping")
        server.stop()
        logger.info("stopped")
    }

    /// Where it listens, as `127.0.0.1:1053`, with the ports that the system chose.
    public var addresses: [String] { server.boundAddresses.map(\.description) }

    private func log(_ problems: [Problem]) {
        for problem in problems {
            switch problem.severity {
            case .error: logger.error("\(problem.message)")
            case .warning: logger.warning("\(problem.message)")
            }
        }
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
