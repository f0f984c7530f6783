import Answering
import Configuration
import DNSWire
internal import Foundation
import GeoIP
import Geography
import HostedZones

/// Reads configuration, zones and location database.
///
/// The first time, a configuration or database that is bad is refused, and so is a set of zones of
/// which none is good. Later, whatever is bad stays as it was when it was last good.
struct ContentReader: Sendable {
    let configurationPath: String
    let environment: LiveEnvironment
    /// Makes server cookies if no file holds a secret: the same as long as the process runs.
    let ownCookieSecret: [UInt8]

    init(configurationPath: String, environment: LiveEnvironment) {
        self.configurationPath = configurationPath
        self.environment = environment
        ownCookieSecret = environment.randomOctets(CookieSecret.octetCount)
    }

    /// Reads everything anew. Throws only if the configuration is bad, or what is read first is.
    func read(previous: Content? = nil) throws(MeridianError) -> Content {
        let (configuration, options, networks) = try readConfiguration()
        var problems: [Problem] = []
        let database = try readDatabase(configuration, previous: previous, &problems)
        let zones = try readZones(configuration, previous: previous, &problems)
        problems += advice(configuration, zones, database)
        let locations = networks.laid(over: database?.ranges ?? .unknownEverywhere)
        let publication = ZonePublication(
            zones.zones,
            previous: previous?.publication
        )
        problems += publication.problems.map { .error($0) }
        let state = ServingState(
            zones: publication.zones,
            locations: locations,
            options: options
        )
        return Content(
            configuration: configuration,
            zones: zones,
            database: database,
            publication: publication,
            state: state,
            problems: problems
        )
    }

    private func readConfiguration() throws(MeridianError) -> (
        ServerConfiguration, AnswerOptions, OwnNetworks
    ) {
        do {
            let configuration = try ConfigurationFile.read(configurationPath)
            return (
                configuration,
                try Wiring.answerOptions(configuration, ownCookieSecret: ownCookieSecret),
                try OwnNetworks(configuration.networks.map { .init($0.prefix, $0.location) })
            )
        } catch let error as ConfigurationError {
            throw .refused(error.problems.map { .error($0) })
        } catch {
            // Two spellings of one network.
            throw .refused([.error("\(configurationPath): networks: \(error)")])
        }
    }

    private func readDatabase(
        _ configuration: ServerConfiguration,
        previous: Content?,
        _ problems: inout [Problem]
    ) throws(MeridianError) -> GeoDatabase? {
        guard let path = configuration.geoDatabase else { return nil }
        do throws(GeoDatabaseError) {
            let database = try GeoDatabase(path: path)
            problems += ageProblem(of: database.info)
            return database
        } catch {
            guard let old = previous?.database else {
                let advice =
                    "geo.database in \(configurationPath) names it; `meridian geodb build` makes one"
                throw .refused([.error("\(error); \(advice)")])
            }
            problems.append(.error("\(error); the database of \(old.info.buildDate) stays in use"))
            return old
        }
    }

    /// A database older than this is worth a warning.
    private static let oldDatabaseDays: UInt64 = 60

    private func ageProblem(of info: DatabaseInfo) -> [Problem] {
        let now = environment.wallSeconds()
        guard now > info.metadata.buildEpoch else { return [] }
        let days = (now - info.metadata.buildEpoch) / CalendarDay.secondsPerDay
        guard days > Self.oldDatabaseDays else { return [] }
        return [
            .warning(
                """
                \(info.path): the location database is \(days) days old (built \
                \(info.buildDate)); networks move, so get a newer one
                """
            )
        ]
    }

    private func readZones(
        _ configuration: ServerConfiguration,
        previous: Content?,
        _ problems: inout [Problem]
    ) throws(MeridianError) -> ZoneLoadResult {
        let loader = ZoneLoader(
            sources: configuration.zones.map(Wiring.zoneFileSource),
            defaults: ZoneDefaults(nameServers: configuration.nameServers)
        )
        let zones = loader.load(previous: previous?.zones)
        let found = zones.problems.map { Wiring.problem($0) }
        guard previous == nil, zones.hasErrors else {
            problems += found
            return zones
        }
        let missing = configuration.zones.map(Wiring.path)
            .filter { !FileManager.default.fileExists(atPath: $0) }
        problems += found
        problems += missing.map { path in
            .error(
                "\(configurationPath): zones: found \(path), expected a file or directory that exists"
            )
        }
        if zones.zones.isEmpty || !missing.isEmpty { throw .refused(problems) }
        return zones
    }

    private func advice(
        _ configuration: ServerConfiguration,
        _ zones: ZoneLoadResult,
        _ database: GeoDatabase?
    ) -> [Problem] {
        var advice: [Problem] = []
        if zones.files.isEmpty {
            let places = configuration.zones.map(Wiring.path).joined(separator: ", ")
            let found = places.isEmpty ? "an empty list" : "no zone file in \(places)"
            advice.append(
                .warning(
                    """
                    \(configurationPath): zones: found \(found), expected .yaml or .zone files: \
                    every query is refused
                    """
                )
            )
        }
        let isRouted = zones.zones.contains { !$0.routed.isEmpty }
        if isRouted, database == nil, configuration.networks.isEmpty {
            advice.append(
                .warning(
                    """
                    \(configurationPath): there are geolocation record sets, but neither \
                    geo.database nor networks: every client gets the default
                    """
                )
            )
        }
        return advice
    }
}
