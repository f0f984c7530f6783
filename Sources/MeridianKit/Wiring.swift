import Addressing
import Answering
import DNSWire
import HealthChecking
import HostedZones
import OperatorConfiguration
import Server

/// Where the parts meet that do not know each other: values of one in the words of the other.
enum Wiring {
    static func serverOptions(
        _ configuration: ServerConfiguration,
        listen override: [SocketAddress],
        environment: LiveEnvironment
    ) -> ServerOptions {
        let chosen = override.isEmpty ? configuration.listen : override
        var limits = ConnectionLimits()
        limits.connections = configuration.tcp.connections
        limits.connectionsPerClient = configuration.tcp.connectionsPerClient
        limits.connectionsPerListener = configuration.tcp.connectionsPerListener
        limits.idleTimeout = .seconds(configuration.tcp.idleSeconds)
        limits.heldOctets = configuration.tcp.buffersMiB << 20
        return ServerOptions(
            listen: chosen ?? [],
            optionalListen: chosen == nil ? ServerConfiguration.defaultListen : [],
            workers: configuration.workers ?? environment.processorCount,
            tcp: limits,
            rules: configuration.listenerRules.mapValues {
                ListenerRules(access: $0.access, proxies: $0.proxies)
            }
        )
    }

    static func serverClock(_ environment: LiveEnvironment) -> ServerClock {
        ServerClock(
            wallSeconds: { UInt32(truncatingIfNeeded: environment.wallSeconds()) },
            monotonic: environment.monotonic
        )
    }

    static func answerOptions(
        _ configuration: ServerConfiguration,
        ownCookieSecret: [UInt8]
    ) throws(ConfigurationError) -> AnswerOptions {
        let identity = configuration.identity
        var options = AnswerOptions()
        options.udpSize = configuration.udpSize
        options.usesClientSubnet = configuration.usesClientSubnet
        options.udpSizeWithoutCookie = configuration.udpSizeWithoutCookie
        options.rateLimit = configuration.rateLimit.map(rateLimit)
        options.zoneAccess = configuration.zoneAccess
        options.nsid = identity.nsid.map { Array($0.utf8) }
        options.serverID = identity.serverID
        options.version = identity.version
        options.cookieSecret = ownCookieSecret
        if let path = configuration.cookies.secretFile {
            options.cookieSecret = try CookieSecret.read(path)
        }
        if let path = configuration.cookies.previousSecretFile {
            options.previousCookieSecret = try CookieSecret.read(path)
        }
        return options
    }

    private static func rateLimit(_ options: ServerConfiguration.RateLimitOptions) -> RateLimit {
        var limit = RateLimit()
        limit.repliesPerSecond = options.responsesPerSecond
        limit.slip = options.slip
        limit.ipv4PrefixLength = options.ipv4PrefixLength
        limit.ipv6PrefixLength = options.ipv6PrefixLength
        limit.exempt = options.exempt
        return limit
    }

    static func zoneFileSource(_ source: ZoneSource) -> ZoneFileSource {
        switch source {
        case .path(let path): .path(path)
        case .file(let zone, let path): .file(zone: zone, path: path)
        }
    }

    static func zoneReferences(_ configuration: ServerConfiguration) -> ZoneReferences {
        var references = ZoneReferences()
        references.aliasTargets = configuration.aliasTargets
        references.cidrCollections = configuration.cidrCollections
        references.unknownClients = configuration.unknownClients
        for check in configuration.healthChecks.checks {
            references.healthChecks[check.id.text] =
                check.isUnobservable ? .unobservable : .observable
        }
        return references
    }

    static func path(of source: ZoneSource) -> String {
        switch source {
        case .path(let path), .file(_, let path): path
        }
    }

    static func problem(_ problem: ZoneProblem) -> Problem {
        let place = problem.location.map { "\($0): " } ?? ""
        return switch problem.severity {
        case .error: .error(place + problem.message)
        case .warning: .warning(place + problem.message)
        }
    }
}
