package import Addressing

/// How HTTP is served.
package struct ControlServerOptions: Sendable {
    /// Port 0 lets the system choose one.
    package var listen: SocketAddress
    /// Who may ask. None: whoever reaches a loopback address, but no browser that was led here.
    package var credentials: [Credential]
    /// Names of this server, besides those of loopback, that requests may be for.
    package var hosts: [String]
    /// Requests a second before `Throttling`; nil: as many as come.
    package var requestsPerSecond: Int?
    /// Whether a reset is allowed.
    package var isTesting: Bool
    package var clock: ControlClock
    package var limits = Limits()

    package init(
        listen: SocketAddress,
        credentials: [Credential] = [],
        hosts: [String] = [],
        requestsPerSecond: Int? = nil,
        isTesting: Bool = false,
        clock: ControlClock
    ) {
        self.listen = listen
        self.credentials = credentials
        self.hosts = hosts
        self.requestsPerSecond = requestsPerSecond
        self.isTesting = isTesting
        self.clock = clock
    }

    /// A key pair that requests can be signed with.
    package struct Credential: Sendable, Hashable {
        package let accessKeyID: String
        package let secretAccessKey: String

        package init(accessKeyID: String, secretAccessKey: String) {
            self.accessKeyID = accessKeyID
            self.secretAccessKey = secretAccessKey
        }
    }

    /// What one client can take of the server.
    package struct Limits: Sendable {
        /// Octets of a request's body. The largest batch that Route 53 allows (1,000 changes, 32,000
        /// characters of values) is less than a third of this with the longest names.
        package var bodyOctets = 4 << 20
        /// Octets of a request's header fields, all together.
        package var headerOctets = 32 << 10
        package var connections = 1024
        /// A connection without a request in progress is closed after this.
        package var idle = Duration.seconds(60)
        /// A request has to be there, body and all, so long after its header.
        package var request = Duration.seconds(30)
        /// The client has to have taken a response so long after it begins.
        package var response = Duration.seconds(60)
        /// A client that is refused in the midst of its request may send and read so much longer.
        package var lingering = Duration.seconds(2)

        package init() {}
    }
}

/// The time, for signatures and rates.
package struct ControlClock: Sendable {
    /// Seconds since 1970.
    package let wallSeconds: @Sendable () -> UInt64
    /// Since some fixed moment, never set back.
    package let monotonic: @Sendable () -> Duration

    package init(
        wallSeconds: @escaping @Sendable () -> UInt64,
        monotonic: @escaping @Sendable () -> Duration
    ) {
        self.wallSeconds = wallSeconds
        self.monotonic = monotonic
    }
}
