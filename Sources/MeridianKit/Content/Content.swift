import Answering
import DNSWire
import GeoIP
import Geography
import HealthChecking
import HostedZones
import OperatorConfiguration
import OperatorFiles

/// Everything that `serve` reads, read and made ready to answer from, and kept so that reading it
/// anew costs what has changed:
///
///     configuration, cookie secrets ─▶ Settings ─┬─▶ LocationSource ─▶ ranges ─┐
///     location database ─────────────────────────┘                            ├─▶ Candidate
///     zone files, what they include ─▶ ZoneFiles ─▶ zones that changed ───────┘       │
///     files of expectations ───────────────────────────────────────────▶ ExpectationGate
///                                                                                     ▼
///                                                                               ServingState
/// The first time, a configuration or database that is bad is refused, and so is a set of zones of
/// which none is good. Later, whatever is bad stays as it was when it was last good.
struct Content: Sendable {
    private(set) var settings: Settings
    var locations: LocationSource
    var zones: ZoneFiles
    private(set) var expectationFiles: ExpectationFiles
    /// With the zones of the account that the API edits, if there is one.
    private(set) var state: ServingState
    /// What was done to come from the last state to this one.
    var report: ReloadReport
    private var settingsReader: SettingsReader
    /// What makes the settings other than the configuration says now.
    private var settingsProblems: [Problem] = []
    private var advice: [Problem] = []
    var gate = ExpectationGate()
    /// What the first reading was asked, before anything of it was refused; gone with the first
    /// reload.
    private(set) var firstVerdicts: [ExpectationVerdict] = []
    /// Of the problems in `report` those that tell of expectations, and what follows from them.
    var gateProblems: [Problem] = []
    let inspector: FileInspector

    /// What becomes of content that does not do what is expected of it.
    enum ExpectationUse: Sendable {
        /// It is refused.
        case gate
        /// Nobody asks: somebody wants to see what it does.
        case none
    }

    /// The zones of the account that the API edits: what of it would be served without any file.
    typealias AccountZones = (Settings) throws(MeridianError) -> StatePublication.AccountZones

    /// Reads everything for the first time, to serve it or to see it. Throws if that makes no sense.
    /// `healthNumbering` numbers the health checks, for whoever finds out about them too.
    init(
        configurationPath: String?,
        overrides: Overrides = Overrides(),
        expectations: ExpectationUse = .gate,
        environment: LiveEnvironment,
        healthNumbering: HealthNumbering = HealthNumbering(),
        accountZones: AccountZones = { _ in [:] }
    ) throws(MeridianError) {
        try self.init(
            reading: configurationPath,
            overrides: overrides,
            expectations: expectations,
            environment: environment,
            healthNumbering: healthNumbering,
            accountZones: accountZones
        )
        try refuseWithoutZones(overrides)
    }

    /// Reads everything, whatever there is.
    init(
        reading configurationPath: String?,
        overrides: Overrides = Overrides(),
        expectations: ExpectationUse = .gate,
        environment: LiveEnvironment,
        healthNumbering: HealthNumbering = HealthNumbering(),
        accountZones: AccountZones = { _ in [:] }
    ) throws(MeridianError) {
        inspector = FileInspector(wallSeconds: environment.wallSeconds)
        var settingsReader = SettingsReader(
            path: configurationPath,
            overrides: overrides,
            environment: environment
        )
        let settings = try settingsReader.read()
        let accountZones = try accountZones(settings)
        var locations = LocationSource(
            configurationPath: settingsReader.name,
            environment: environment
        )
        var zones = ZoneFiles(environment: environment, healthNumbering: healthNumbering)
        var expectationFiles = ExpectationFiles(environment: environment)
        var report = ReloadReport()
        var look = FileLook(at: .anything, by: inspector)
        _ = try locations.refresh(settings, &look, &report)
        let changes = zones.refresh(ZoneOptions(settings), &look, &report)
        _ = expectationFiles.refresh(settings.configuration.expectations, &look, &report)
        let errors = expectationFiles.standingErrors
        guard errors.isEmpty else { throw .refused(errors) }
        state = ServingState(
            zones: Array(accountZones.values),
            locations: locations.ranges,
            options: settings.options
        )
        self.settingsReader = settingsReader
        self.settings = settings
        self.locations = locations
        self.zones = zones
        self.expectationFiles = expectationFiles
        self.report = report
        var candidate = Candidate(
            on: StatePublication.Base(state: state, accountZones: accountZones),
            zones: changes
        )
        if expectations == .gate {
            firstVerdicts = refuseUnexpected(&candidate, since: nil, asksAll: true)
        }
        state = candidate.state
        if expectations == .none {
            let board = HealthMonitor.boardBeforeProbes(
                of: settings.configuration.healthChecks,
                numbering: healthNumbering
            )
            state = state.replacing(health: board.unhealthyWords)
        }
        renewAdvice()
    }

    /// The same with the state that is published, which knows everybody's health.
    func answering(from state: ServingState) -> Content {
        var content = self
        content.state = state
        return content
    }

    /// What messages call the configuration file.
    var configurationPath: String { settingsReader.name }

    /// Lets go of the state when somebody else has it: held here as well, it would keep zones alive
    /// that the API replaces.
    mutating func releaseState() {
        let nothing: [PublishedZone] = []
        state = ServingState(
            zones: nothing,
            locations: .unknownEverywhere,
            options: settings.options
        )
    }

    /// Reads anew what `changes` says may have changed, and what depends on that; but not, for now,
    /// the files that `filesBeingWritten` names. What comes of it is made on `base`.
    mutating func reload(
        _ changes: FileChanges,
        on base: StatePublication.Base,
        filesBeingWritten: @escaping () -> Set<String>
    ) {
        state = base.state
        let before = self
        report = ReloadReport()
        (firstVerdicts, gateProblems) = ([], [])
        var look = FileLook(
            at: changes,
            by: inspector,
            filesBeingWritten: filesBeingWritten
        )
        let isReconfigured = refreshSettings(&look)
        var newRanges = refreshLocations(retryingHeld: isReconfigured, &look)
        let isExpectingOther = expectationFiles.refresh(
            settings.configuration.expectations,
            &look,
            &report
        )
        let zoneChanges = zones.refresh(
            ZoneOptions(settings),
            retryingHeld: isReconfigured || isExpectingOther || newRanges != nil,
            &look,
            &report
        )
        if locations.isHeld, isExpectingOther || !zoneChanges.isEmpty {
            newRanges = refreshLocations(retryingHeld: true, &look)
        }
        var candidate = Candidate(
            on: base,
            zones: zoneChanges,
            ranges: newRanges,
            options: settings.options == before.settings.options ? nil : settings.options
        )
        refuseUnexpected(&candidate, since: before, asksAll: isExpectingOther)
        if !candidate.isNothing {
            state = candidate.state
            report.isPublished = true
        }
        renewAdvice()
    }

    /// Where addresses are, if that has changed.
    private mutating func refreshLocations(
        retryingHeld: Bool,
        _ look: inout FileLook
    ) -> LocationRanges? {
        do throws(MeridianError) {
            let isNew = try locations.refresh(
                settings,
                retryingHeld: retryingHeld,
                &look,
                &report
            )
            return isNew ? locations.ranges : nil
        } catch {
            report.problems += error.problems
            return nil
        }
    }

    /// Returns whether there are other settings than before.
    private mutating func refreshSettings(_ look: inout FileLook) -> Bool {
        guard !settingsReader.isUpToDate(&look) else { return false }
        var reader = settingsReader
        do throws(MeridianError) {
            let new = try reader.read()
            guard !look.mayBeHalf(reader.files) else { return false }
            report.steps.append(.init(reader.name, .settings))
            if let problem = new.configuration.startOptionsProblem(since: settings.configuration) {
                report.problems.append(problem)
            }
            settings = new
            settingsProblems = []
            settingsReader = reader
            return true
        } catch {
            guard !look.mayBeHalf(reader.files) else { return false }
            report.steps.append(.init(reader.name, .refused))
            settingsProblems = error.problems
            report.problems += settingsProblems
            settingsReader = reader
            return false
        }
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
            + expectationFiles.standingErrors + gate.standing.compactMap(\.problem)
    }

    /// All files that this was made from, and the directories where more of them can come.
    var watchPlan: WatchPlan {
        var plan = zones.watchPlan
        plan.files.formUnion(settingsReader.files.paths)
        plan.files.formUnion(locations.files.paths)
        plan.files.formUnion(expectationFiles.paths)
        return plan
    }
}
