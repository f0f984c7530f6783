package import Addressing
internal import HTTPTypes
internal import Hummingbird
package import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
internal import Synchronization

/// The HTTP server of the control plane. It has one thread of its own for the sockets; what requests
/// cost beyond that runs on threads of `ControlExecutor`, beside the data plane and never in it.
package final class ControlServer: Sendable {
    private let options: ControlServerOptions
    private let responder: ControlResponder
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        var services: ServiceGroup?
        var running: Task<Void, Never>?
        var boundAddress: Addressing.SocketAddress?
        /// Told once: that the socket is open, or why it cannot be.
        var starting: CheckedContinuation<Result<Addressing.SocketAddress?, any Error>, Never>?
    }

    /// How long open requests may take when the server stops.
    private static let patience = Duration.seconds(2)

    package init(_ plane: any ControlPlane, _ options: ControlServerOptions, logger: Logger) {
        self.options = options
        self.logger = logger
        responder = ControlResponder(plane, options)
    }

    /// Where it listens; nil before it does.
    package var boundAddress: Addressing.SocketAddress? { state.withLock { $0.boundAddress } }

    /// Opens the socket. Throws if that cannot be.
    package func start() async throws {
        let threads = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let services = makeServices(on: threads)
        let result = await withCheckedContinuation { continuation in
            state.withLock { state in
                state.services = services
                state.starting = continuation
                state.running = Task(executorPreference: ControlExecutor.threads) {
                    do {
                        try await services.run()
                        self.started(.failure(CancellationError()))
                    } catch {
                        self.started(.failure(error))
                    }
                    do {
                        try await threads.shutdownGracefully()
                    } catch {
                        self.logger.debug("HTTP: \(error)")
                    }
                }
            }
        }
        let address = try result.get()
        state.withLock { $0.boundAddress = address }
    }

    /// Answers what has been asked, and closes everything.
    package func stop() async {
        let (services, running) = state.withLock { ($0.services, $0.running) }
        await services?.triggerGracefulShutdown()
        await running?.value
    }

    private func started(_ result: Result<Addressing.SocketAddress?, any Error>) {
        let waiting = state.withLock { state in
            defer { state.starting = nil }
            return state.starting
        }
        waiting?.resume(returning: result)
    }

    private func makeServices(on threads: MultiThreadedEventLoopGroup) -> ServiceGroup {
        // Clients do not fill the server's log.
        let quiet = Logger(label: "http") { _ in SwiftLogNoOpLogHandler() }
        let limits = options.limits
        let application = Application(
            responder: responder,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ResponseDeadline(limits.response)],
                    idleTimeout: TimeAmount(limits.idle),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: limits.headerOctets,
                        maxHeaderListSize: limits.headerOctets
                    )
                )
            ),
            configuration: ApplicationConfiguration(
                address: .hostname("\(options.listen.address)", port: Int(options.listen.port)),
                availableConnectionsDelegate: .maximum(limits.connections, logger: quiet)
            ),
            onServerRunning: { channel in
                do {
                    try await AcceptPause.install(in: channel)
                    self.started(.success(Addressing.SocketAddress(channel.localAddress)))
                } catch {
                    self.started(.failure(error))
                }
            },
            eventLoopGroupProvider: .shared(threads),
            logger: quiet
        )
        var configuration = ServiceGroupConfiguration(services: [application], logger: quiet)
        configuration.maximumGracefulShutdownDuration = Self.patience
        return ServiceGroup(configuration: configuration)
    }
}

extension Addressing.SocketAddress {
    fileprivate init?(_ address: NIOCore.SocketAddress?) {
        guard let address, let text = address.ipAddress, let port = address.port,
            let host = IPAddress(text)
        else { return nil }
        self.init(host, port: UInt16(port))
    }
}
