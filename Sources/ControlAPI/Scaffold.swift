package import Addressing
package import Logging
package struct ControlServerOptions: Sendable {
    package struct C: Sendable { package init(accessKeyID: String, secretAccessKey: String) {} }
    package init(listen: SocketAddress, credentials: [C], hosts: [String], requestsPerSecond: Int?, isTesting: Bool) {}
}
package final class ControlServer: Sendable {
    package init(_ plane: any ControlPlane, _ o: ControlServerOptions, logger: Logger) {}
    package func start() async throws {}
    package func stop() async {}
    package var boundAddress: SocketAddress? { nil }
}
