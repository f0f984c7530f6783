package import Addressing

/// What the server is told about its sockets.
package struct ServerOptions: Sendable {
    /// Addresses to serve over UDP and TCP. Port 0 lets the system choose one, the same for both.
    package var listen: [SocketAddress]
    /// Further addresses, which are left out if the machine does not have them.
    package var optionalListen: [SocketAddress]
    /// Threads that answer UDP: at least 1.
    package var workers: Int
    package var tcp: ConnectionLimits
    /// Who may ask at which of the addresses; at the others everybody may.
    package var rules: [SocketAddress: ListenerRules]

    package init(
        listen: [SocketAddress],
        optionalListen: [SocketAddress] = [],
        workers: Int = 1,
        tcp: ConnectionLimits = ConnectionLimits(),
        rules: [SocketAddress: ListenerRules] = [:]
    ) {
        self.listen = listen
        self.optionalListen = optionalListen
        self.workers = workers
        self.tcp = tcp
        self.rules = rules
    }
}
