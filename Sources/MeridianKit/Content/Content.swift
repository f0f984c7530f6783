import Answering
import DNSWire
import GeoIP
import Geography
import HostedZones
import OperatorFiles

/// Everything that `serve` reads, read and made ready to answer from, and kept so that reading it
/// anew costs what has changed:
///
///     configuration, cookie secrets ─▶ Settings ─┬─▶ LocationSource ─▶ ranges ─┐
///     location database ─────────────────────────┘                            ├─▶ ServingState
///     zone files, what they include ─▶ ZoneFiles ─▶ zones that changed ───────┘
///
/// The first time, a configuration or database that is bad is refused, and so is a set of zones of
/// which none is good. Later, whatever is bad stays as it was when it was last good.
struct Content: Sendable {
    private(set) var settings: Settings
    private(set) var locations: LocationSource
    private(set) var zones: ZoneFiles
    private(set) var state: ServingState
    /// What was done to come from the last state to this one.
    private(set) var report: ReloadReport
    private var settingsReader: SettingsReader
    /// What makes the settings other than the configuration says now.
    private var settingsProblems: [Problem] = []
    private var advice: [Problem] = []
    private let inspector: FileInspector

    /// Reads everything for the first time.
    init(
        configurationPath: String?,
        overrides: Overrides = Overrides(),
        environment: LiveEnvironment
    ) throws(MeridianError) {
        inspector = FileInspector(wallSeconds: environment.wallSeconds)
        var settingsReader = SettingsReader(
            path: configurationPath,
            overrides: overrides,
            environment: environment
        )
        let settings = try settingsReader.read()
        var locations = LocationSource(
            configurationPath: settingsReader.name,
            environment: environment
        )
        var zones = ZoneFiles(environment: environment)
        var report = ReloadReport()
        var look = FileLook(at: .anything, by: inspector)
        _ = try locations.refresh(settings, &look, &report)
        let changes = zones.refresh(ZoneOptions(settings), &look, &report)
        state = ServingState(
            zones: changes.replaced,
            locations: locations.ranges,
            options: settings.options
        )
        self.settingsReader = settingsReader
        self.settings = settings
        self.locations = locations
        self.zones = zones
        self.report = report
        try refuseWithoutZones(overrides)
        renewAdvice()
    }

    /// What messages call the configuration file.
    var configurationPath: String { settingsReader.name }

    /// Reads anew what `changes` says may have changed, and what depends on that; but not, for now,
    /// the files that `filesBeingWritten` names.
    mutating func reload(
        _ changes: FileChanges,
        filesBeingWritten: @escaping () -> Set<String>
    ) {
        report = ReloadReport()
        var look = FileLook(
            at: changes,
            by: inspector,
            filesBeingWritten: filesBeingWritten
        )
        let oldOptions = settings.options
        refreshSettings(&look)
        var newRanges: LocationRanges?
        do throws(MeridianError) {
            if try locations.refresh(settings, &look, &report) { newRanges = locations.ranges }
        } catch {
            report.problems += error.problems
        }
        let zoneChanges = zones.refresh(ZoneOptions(settings), &look, &report)
        let newOptions = settings.options == oldOptions ? nil : settings.options
        if !zoneChanges.isEmpty || newRanges != nil || newOptions != nil {
            state = state.replacing(
                zoneChanges.replaced,
                removing: zoneChanges.removed,
                locations: newRanges,
                options: newOptions
            )
            report.isPublished = true
        }
        renewAdvice()
    }

    private mutating func refreshSettings(_ look: inout FileLook) {
        guard !settingsReader.isUpToDate(&look) else { return }
        var reader = settingsReader
        do throws(MeridianError) {
            let new = try reader.read()
            guard !look.mayBeHalf(reader.files) else { return }
            report.steps.append(.init(reader.name, .settings))
            if let problem = new.configuration.startOptionsProblem(since: settings.configuration) {
                report.problems.append(problem)
            }
            settings = new
            settingsProblems = []
        } catch {
            guard !look.mayBeHalf(reader.files) else { return }
            report.steps.append(.init(reader.name, .refused))
            settingsProblems = error.problems
            report.problems += settingsProblems
        }
        settingsReader = reader
    }

    /// Advice that was given is not given again as long as it stands.
    private mutating func renewAdvice() {
        let current = currentAdvice()
        if current != advice { report.problems += current }
        advice = current
    }
}

// What there is to say about it.
extension Content {
    /// `2 zones, database of 2026-06-25`
    var summary: String {
        let count = state.zoneCount
        let zones = count == 1 ? "1 zone" : "\(count) zones"
        let database = locations.database.map { "database of \($0.info.buildDate)" }
        return "\(zones), \(database ?? "no location database")"
    }

    /// A question that shows what the server is for: of a routed name if there is one. Nil if
    /// there is no zone.
    var exampleQuestion: String? {
        guard let zone = zones.example else { return nil }
        guard let routed = zone.routed else { return "\(Self.absolute(zone.name)) SOA" }
        let name = Self.absolute(routed.name)
        return routed.type == .cname ? name : "\(name) \(routed.type)"
    }

    /// Without the dot at the end, as people write names.
    private static func absolute(_ name: DomainName) -> String {
        let text = name.description
        return text.count > 1 && text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    /// Why something is not served as its file has it now, whenever that was found.
    var standingErrors: [Problem] {
        settingsProblems + locations.problems + zones.standingErrors
    }

    /// All files that this was made from, and the directories where more of them can come.
    var watchPlan: WatchPlan {
        var plan = zones.watchPlan
        plan.files.formUnion(settingsReader.files.paths)
        plan.files.formUnion(locations.files.paths)
        return plan
    }
}
