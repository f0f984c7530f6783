import GeoIP
import Geography
import OperatorConfiguration
import OperatorFiles

/// Where addresses are: the location database, and the operator's own networks over it.
struct LocationSource: Sendable {
    private(set) var database: GeoDatabase?
    private(set) var ranges = LocationRanges.unknownEverywhere
    private(set) var files = SourceFiles()
    /// Why the database is not the one that its file has now.
    private(set) var problems: [Problem] = []
    /// True if the file of the database is good by itself, but refused for what it would change.
    private(set) var isHeld = false
    /// Counts the databases: two that are told alike can be different ones.
    private var databaseNumber = 0
    /// Of what `ranges` were made.
    private var networks: [ServerConfiguration.Network] = []
    private let configurationPath: String
    private let environment: LiveEnvironment

    init(configurationPath: String, environment: LiveEnvironment) {
        self.configurationPath = configurationPath
        self.environment = environment
    }

    /// Reads the database if it is another one or may have changed. A bad one leaves the last good
    /// one in use; if there is none, it is refused. With `retryingHeld` one that was refused for what
    /// it would change is read again: that may be otherwise now.
    ///
    /// Returns whether the ranges changed.
    mutating func refresh(
        _ settings: Settings,
        retryingHeld: Bool = false,
        _ look: inout FileLook,
        _ report: inout ReloadReport
    ) throws(MeridianError) -> Bool {
        let configuration = settings.configuration
        let isOther = Set(files.paths) != Set([configuration.geoDatabase].compactMap(\.self))
        var isNew = false
        if isOther || !files.confirm(by: &look) || (isHeld && retryingHeld) {
            isNew = try readDatabase(configuration.geoDatabase, look, &report)
        }
        guard isNew || networks != configuration.networks else { return false }
        networks = configuration.networks
        let base = database?.ranges ?? .unknownEverywhere
        ranges = networks.isEmpty ? base : settings.ownNetworks.laid(over: base)
        return true
    }

    /// Returns whether the database changed.
    private mutating func readDatabase(
        _ path: String?,
        _ look: FileLook,
        _ report: inout ReloadReport
    ) throws(MeridianError) -> Bool {
        guard let path else {
            let hadOne = database != nil
            (database, files, problems, isHeld) = (nil, SourceFiles(), [], false)
            databaseNumber += 1
            return hadOne
        }
        let start = environment.monotonic()
        let noting = NotingReader(FileInspector(wallSeconds: environment.wallSeconds))
        noting.note(path)
        do throws(GeoDatabaseError) {
            let new = try GeoDatabase(path: path)
            guard !look.mayBeHalf(noting.files) else { return false }
            (database, files, problems, isHeld) = (new, noting.files, [], false)
            databaseNumber += 1
            report.problems += ageProblem(of: new.info)
            let duration = environment.monotonic() - start
            report.steps.append(.init(path, .database(builtOn: new.info.buildDate), duration))
            return true
        } catch {
            guard !look.mayBeHalf(noting.files) else { return false }
            (files, isHeld) = (noting.files, false)
            guard let old = database else {
                let advice =
                    "geo.database in \(configurationPath) names it; `meridian geodb build` makes one"
                throw .refused([.error("\(error); \(advice)")])
            }
            report.steps.append(.init(path, .refused, environment.monotonic() - start))
            problems = [.error("\(error); the database of \(old.info.buildDate) stays in use")]
            report.problems += problems
            return false
        }
    }

    /// Goes back to the database and networks of before, because of what the new ones would change.
    mutating func hold(since old: LocationSource, _ reasons: [Problem]) {
        let new = self
        self = old
        files = new.files
        problems = reasons
        isHeld = new.hasOtherDatabase(than: old)
        databaseNumber = new.databaseNumber
    }

    func hasOtherDatabase(than old: LocationSource) -> Bool {
        databaseNumber != old.databaseNumber
    }

    /// `the location database geodb/country.mmdb of 2026-06-25`
    var words: String {
        guard let info = database?.info else { return "to have no location database" }
        return "the location database \(info.path) of \(info.buildDate)"
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
}
