package import Addressing
package import DNSWire
package import Geography
package import HealthChecking
package import Routing

/// What the operator wants, checked: the configuration file as values. Every option has a
/// default; a file that says nothing gives `ServerConfiguration()`, but for the zones, which are
/// then looked for beside the file.
package struct ServerConfiguration: Sendable, Hashable {
    /// Where DNS is served, over UDP and TCP; nil: `defaultListen`, as far as this
    /// machine has them.
    package var listen: [SocketAddress]?
    /// Who may ask at which of these, and through which proxies.
    package var listenerRules: [SocketAddress: ListenerRules] = [:]
    /// Threads that answer UDP; nil: one per core.
    package var workers: Int?
    package var zones: [ZoneSource] = []
    /// Whether the file says where the zones are, or leaves it at the default.
    package var statesZones = false
    /// Files that say what zones are expected to answer, beside what zone files say themselves.
    package var expectations: [String] = []
    /// Whether files are read anew by themselves when they change.
    package var watchesFiles = true
    /// The MMDB that says where addresses are; nil: only `networks` do.
    package var geoDatabase: String?
    /// A new database is refused if for more of the addresses than this (0 to 100 of 100) the answer
    /// would be another one; nil: none is.
    package var mostMovedPercent: Double?
    /// Where networks are, against the word of the database. The longest prefix wins.
    package var networks: [Network] = []
    package var tcp = TCPOptions()
    /// What our OPT advertises, and the largest UDP reply, in octets (RFC 9715 §3).
    package var udpSize = 1232
    /// The largest UDP reply to clients without a valid cookie; nil: as for all.
    package var udpSizeWithoutCookie: Int?
    /// Nil: replies are not limited.
    package var rateLimit: RateLimitOptions?
    /// Who may ask which zones, whatever these say themselves.
    package var zoneAccess: [DomainName: AccessRules] = [:]
    /// Whether answers look at the client subnet of a query (RFC 7871); zones can differ.
    package var usesClientSubnet = true
    package var cookies = CookieOptions()
    package var identity = IdentityOptions()
    /// NS of zones that name none; empty: ns1 in the zone.
    package var nameServers: [DomainName] = []
    /// What aliases to names outside of their zone resolve to.
    package var aliasTargets: [DomainName: [IPAddress]] = [:]
    /// What IP-based record sets refer to, by CollectionId.
    package var cidrCollections: [String: CIDRCollection] = [:]
    package var healthChecks = HealthCheckSet.empty
    /// Where latency and geoproximity routing take clients to be of whom nothing is known.
    package var unknownClients = Coordinate.northernVirginia
    /// Where HTTP is served; nil: `defaultHTTPListen` if there is a store, else nowhere.
    package var httpListen: SocketAddress?
    package var api = APIOptions()

    package init() {}

    /// Loopback, on a port that needs no privilege.
    package static let defaultListen = [
        SocketAddress(.ipv4(0x7f00_0001), port: 1053), SocketAddress(.ipv6(1), port: 1053),
    ]

    /// Where HTTP is served, if it is.
    package var effectiveHTTPListen: SocketAddress? {
        httpListen ?? (api.store == nil ? nil : Self.defaultHTTPListen)
    }

    package static let defaultHTTPListen = SocketAddress(.ipv4(0x7f00_0001), port: 8053)

    /// The operator's word on where a network is.
    package struct Network: Sendable, Hashable {
        package var prefix: IPPrefix
        package var location: Location

        package init(_ prefix: IPPrefix, _ location: Location) {
            self.prefix = prefix
            self.location = location
        }
    }

    package struct TCPOptions: Sendable, Hashable {
        package var connections = 4096
        package var connectionsPerClient = 1024
        /// Connections at one listen address; nil: as many as in all.
        package var connectionsPerListener: Int?
        package var idleSeconds = 10
        /// Of unfinished queries and of replies that are not taken, all connections together.
        package var buffersMiB = 8
    }

    package struct ListenerRules: Sendable, Hashable {
        package var access: AccessRules?
        /// Who sends a PROXY header before every datagram and stream; nil: nobody.
        package var proxies: [IPPrefix]?
    }

    /// Response rate limiting.
    package struct RateLimitOptions: Sendable, Hashable {
        package var responsesPerSecond = 200
        /// One of so many replies above the limit goes out truncated; 0: none does.
        package var slip = 2
        package var ipv4PrefixLength = 24
        package var ipv6PrefixLength = 56
        package var exempt: [IPPrefix] = []

        package init() {}
    }

    /// Files with the secret of server cookies (RFC 9018). Without one a secret is made at start.
    package struct CookieOptions: Sendable, Hashable {
        package var secretFile: String?
        /// The secret before a rollover (RFC 9018 §5).
        package var previousSecretFile: String?
    }

    /// What the server tells about itself; nil: nothing.
    package struct IdentityOptions: Sendable, Hashable {
        /// NSID (RFC 5001).
        package var nsid: String?
        /// CH TXT id.server and hostname.bind (RFC 4892).
        package var serverID: String?
        /// CH TXT version.server and version.bind.
        package var version: String?
    }
}

/// What the configuration says of the Route 53 API.
package struct APIOptions: Sendable, Hashable {
    /// Where the account is kept; nil: there is none, and nothing can be changed.
    package var store: StoreLocation?
    /// Who may send requests; none: everybody who reaches the listener, which is then on loopback.
    package var credentials: [APICredential] = []
    /// Names besides those of loopback that requests may call the server by.
    package var hosts: [String] = []
    /// What one client may ask for; nil: as much as it likes.
    package var requestsPerSecond: Int?

    package init() {}
}

/// Where an account is kept.
package enum StoreLocation: Sendable, Hashable {
    /// Nowhere but in memory: for tests. No file can say it.
    case memory
    /// An SQLite database.
    case sqlite(path: String)
}

/// An access key, as clients sign their requests with it.
package struct APICredential: Sendable, Hashable {
    package let accessKeyID: String
    package let secret: Secret

    package init(accessKeyID: String, secret: Secret) {
        self.accessKeyID = accessKeyID
        self.secret = secret
    }

    package enum Secret: Sendable, Hashable {
        case text(String)
        /// The file holds the secret access key and nothing else.
        case file(path: String)
    }
}

/// Where zones come from.
package enum ZoneSource: Sendable, Hashable {
    /// A file, or a directory whose zone files are all served.
    case path(String)
    /// A file whose name does not tell the zone.
    case file(zone: DomainName, path: String)
}
