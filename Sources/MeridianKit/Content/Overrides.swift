import Addressing
import DNSWire
import GeoIP
import Geography
import HostedZones
import OperatorConfiguration
import OperatorFiles

/// What counts beside the configuration file, and over it: `MeridianOptions`, checked.
struct Overrides: Sendable {
    /// Beside those configured.
    private(set) var zones: [ZoneSource] = []
    private(set) var given: [GivenZone] = []
    /// The same networks in the configuration no longer count.
    private(set) var networks: [ServerConfiguration.Network] = []
    private(set) var forcedHealth: [ForcedCheck] = []
    private(set) var database: String?
    private(set) var httpListen: SocketAddress?
    private(set) var mode = MeridianOptions.Mode.service

    /// None.
    init() {}

    init(_ options: MeridianOptions) throws(MeridianError) {
        zones = options.zonePaths.map(ZoneSource.path)
        networks = try Self.networks(options.networks)
        forcedHealth = try options.forcedHealth.map(ForcedCheck.init)
        database = options.database
        httpListen = try options.httpListen.map(Self.httpAddress)
        mode = options.mode
        for text in options.zoneTexts {
            let zone = try text.zone.map { name throws(MeridianError) in
                try Self.name(name, of: text.name)
            }
            given.append(GivenZone(ZoneFile(path: text.name, zone: zone), text: text.text))
        }
        given += try Self.recordZones(options.records, declaring: options.zoneNames)
    }

    /// The configuration as it counts.
    ///
    /// - Parameter configured: what the file says.
    /// - Returns: that, with the overrides.
    /// - Throws: which health check is to be forced, and does not exist.
    func applied(
        to configured: ServerConfiguration
    ) throws(MeridianError) -> ServerConfiguration {
        var configuration = configured
        // Who keeps zones in a store need not have any files.
        if !configuration.statesZones, configuration.api.store != nil {
            configuration.zones.removeAll { !LocalFiles.isThere(Wiring.path(of: $0)) }
        }
        configuration.zones += zones
        configuration.networks.removeAll { old in networks.contains { $0.prefix == old.prefix } }
        configuration.networks += networks
        if let database { configuration.geoDatabase = database }
        for check in forcedHealth { try check.apply(to: &configuration.healthChecks) }
        if mode == .test { prepareForTest(&configuration) }
        if let httpListen { configuration.httpListen = httpListen }
        try Self.refuseOpenHTTP(configuration)
        return configuration
    }

    private func prepareForTest(_ configuration: inout ServerConfiguration) {
        configuration.listen = [Self.testAddress]
        // Each worker draws numbers of its own, and the system spreads clients among them.
        configuration.workers = 1
        guard ControlService.isAvailable else { return }
        configuration.httpListen = Self.testAddress
        configuration.api.store = .memory
    }

    /// Whoever reaches an API without credentials may change everything.
    private static func refuseOpenHTTP(
        _ configuration: ServerConfiguration
    ) throws(MeridianError) {
        guard let address = configuration.httpListen, !address.address.isLoopback,
            configuration.api.credentials.isEmpty
        else { return }
        throw .usage(
            """
            --http: found \(address) without api.credentials in the configuration, expected an \
            address of loopback, or credentials
            """
        )
    }

    private static func httpAddress(_ word: String) throws(MeridianError) -> SocketAddress {
        if let address = SocketAddress(word) { return address }
        throw .usage("--http: found \"\(word)\", expected ADDRESS:PORT, such as 127.0.0.1:8053")
    }

    private static let testAddress = SocketAddress(.ipv4(0x7f00_0001), port: 0)
}

extension Overrides {
    private static func networks(
        _ words: [String]
    ) throws(MeridianError) -> [ServerConfiguration.Network] {
        var networks: [ServerConfiguration.Network] = []
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let prefix = IPPrefix(parts[0]) else {
                throw .usage(
                    """
                    network: found "\(word)", expected a network without host bits and its \
                    location, such as 198.51.100.0/24=CN
                    """
                )
            }
            guard let location = Location(parts[1]) else {
                throw .usage(
                    """
                    network: found "\(word)", expected behind = a country (CN), a subdivision \
                    (US-CA), a continent (continent-AS) or none
                    """
                )
            }
            networks.append(.init(prefix, location))
        }
        do throws(OwnNetworks.Duplicate) {
            _ = try OwnNetworks(networks.map { .init($0.prefix, $0.location) })
        } catch {
            throw .usage("network: \(error)")
        }
        return networks
    }

    private static func recordZones(
        _ records: [String],
        declaring words: [String]
    ) throws(MeridianError) -> [GivenZone] {
        var names: [DomainName] = []
        for word in words { names.append(try name(word, of: "zone")) }
        do throws(ZoneProblem) {
            return try RecordLines.zones(of: records, declaring: names, label: "record")
                .map { GivenZone($0) }
        } catch {
            throw .usage(Wiring.problem(error).message)
        }
    }

    private static func name(
        _ word: String,
        of place: String
    ) throws(MeridianError) -> DomainName {
        do throws(NameError) {
            return try DomainName(presentation: word)
        } catch {
            throw .usage("\(place): found \"\(word)\", expected a domain name (\(error))")
        }
    }
}
