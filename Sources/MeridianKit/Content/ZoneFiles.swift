import Answering
import DNSWire
import HealthChecking
import HostedZones
import OperatorFiles

/// The zone files, and what became of each: its zone as it is published, and a few words about it.
///
/// The zones as they were written are not kept. A file that is bad keeps the zone that it had when
/// it was last good, as that was published; a file that is gone loses it. Of several files for one
/// zone the first by path is served, the others are refused.
struct ZoneFiles: Sendable {
    private(set) var entries: [String: Entry] = [:]
    /// The zone files that another file is part of.
    private var includers: [String: Set<String>] = [:]
    /// The files with a zone of this name, in order.
    private(set) var holders: [DomainName: [String]] = [:]
    /// The files of expectations that lie beside zone files.
    private var expectationFiles: Set<String> = []
    /// The options that the entries were made with.
    private var options = ZoneOptions()
    private var directories: Set<String> = []
    private var links: Set<String> = []
    /// How many zones have a policy that looks at where the client is.
    private var locatedCount = 0
    private var sourceProblems: [Problem] = []
    private let compiler: ZoneFileCompiler

    init(environment: LiveEnvironment, healthNumbering: HealthNumbering) {
        compiler = ZoneFileCompiler(environment: environment, healthNumbering: healthNumbering)
    }

    /// What became of a file.
    struct Entry: Sendable {
        let file: ZoneFile
        /// The file, and those that it includes.
        var files: SourceFiles
        /// The file of expectations beside it, if there was one.
        var expectations: String?
        /// As the file has it, or had it when it was last good.
        var zone: Zone?
        /// True if `zone` is what the file has now.
        var isGood: Bool
        /// Of the file as it is now.
        var problems: [Problem]
        /// True if the file is good by itself, but expectations fail with it.
        var isHeld = false

        var looksAtLocation: Bool { zone?.summary.looksAtLocation == true }
    }

    struct Zone: Sendable {
        let published: PublishedZone
        let summary: ZoneSummary
        let expectations: [Expectation]
    }

    /// Reads anew what may have changed, of the files that `look` looks at, and what depends on an
    /// option that did. With `retryingHeld` also the files with which expectations failed: they may
    /// no longer.
    mutating func refresh(
        _ newOptions: ZoneOptions,
        retryingHeld: Bool = false,
        _ look: inout FileLook,
        _ report: inout ReloadReport
    ) -> ZoneChanges {
        var changes = ZoneChanges()
        let oldOptions = options
        options = newOptions
        var due: [ZoneFile]
        if newOptions == oldOptions, case .files(let paths) = look.changes {
            due = find(paths, &changes, &report)
        } else {
            due = listAll(&changes, &report)
        }
        due = due.filter { !isUpToDate($0, since: oldOptions, &look) }
        if retryingHeld {
            let paths = Set(due.map(\.path))
            due += entries.values.filter { $0.isHeld && !paths.contains($0.file.path) }.map(\.file)
        }
        for file in due.sorted(by: { $0.path < $1.path }) { read(file, look, &changes, &report) }
        settle(&changes)
        for name in changes.touched.keys { report.problems += secondFiles(of: name) }
        return changes
    }

    /// All files that the sources name now; the others go.
    private mutating func listAll(
        _ changes: inout ZoneChanges,
        _ report: inout ReloadReport
    ) -> [ZoneFile] {
        let listing = ZoneFileListing(of: options.sources)
        directories = listing.directories
        links = Set(listing.links)
        expectationFiles = listing.expectations
        let problems = listing.problems.map(Wiring.problem)
        if problems != sourceProblems { report.problems += problems }
        sourceProblems = problems
        let given = options.given.mapValues(\.file)
        var files = listing.files.merging(given) { _, given in given }
        for (path, entry) in entries where files[path] == nil {
            // What was in a directory that cannot be read now is tried by its old path.
            if listing.unreadable.contains(where: path.hasPrefix) {
                files[path] = entry.file
            } else {
                remove(path, &changes, &report)
            }
        }
        return Array(files.values)
    }

    /// Of these paths the zone files, and the zone files that include one of them.
    private mutating func find(
        _ paths: Set<String>,
        _ changes: inout ZoneChanges,
        _ report: inout ReloadReport
    ) -> [ZoneFile] {
        var files: [String: ZoneFile] = [:]
        for path in paths {
            if let file = ZoneFileListing.file(at: path, in: options.sources) {
                files[path] = file
                if entries[path] == nil {
                    lookForExpectations(ExpectationFile.path(besideZoneFile: path))
                }
                if LocalFiles.isSymbolicLink(path) { links.insert(path) }
            } else if entries[path] != nil {
                remove(path, &changes, &report)
            }
        }
        for path in paths {
            for includer in includers[path] ?? [] { files[includer] = entries[includer]?.file }
        }
        for path in paths where ExpectationFile.isOne(path) {
            lookForExpectations(path)
            for zoneFile in ExpectationFile.zoneFiles(besideExpectations: path) {
                if let entry = entries[zoneFile] { files[zoneFile] = entry.file }
            }
        }
        return Array(files.values)
    }

    private mutating func lookForExpectations(_ path: String) {
        if LocalFiles.isThere(path) {
            expectationFiles.insert(path)
        } else {
            expectationFiles.remove(path)
        }
    }

    /// The file of expectations beside a zone file, if there is one.
    private func expectations(beside file: ZoneFile) -> String? {
        guard !expectationFiles.isEmpty else { return nil }
        let path = ExpectationFile.path(besideZoneFile: file.path)
        return expectationFiles.contains(path) ? path : nil
    }

    private mutating func isUpToDate(
        _ file: ZoneFile,
        since oldOptions: ZoneOptions,
        _ look: inout FileLook
    ) -> Bool {
        guard entries[file.path]?.file == file else { return false }
        if let entry = entries[file.path] {
            if options.affects(entry, since: oldOptions) { return false }
            if entry.expectations != expectations(beside: file) { return false }
        }
        return entries[file.path]?.files.confirm(by: &look) == true
    }

    private mutating func read(
        _ file: ZoneFile,
        _ look: FileLook,
        _ changes: inout ZoneChanges,
        _ report: inout ReloadReport
    ) {
        let old = entries[file.path]
        let beside = expectations(beside: file)
        var (entry, step) = compiler.read(
            file,
            expectations: beside,
            options,
            after: old?.file == file ? old : nil
        )
        entry.expectations = beside
        guard !look.mayBeHalf(entry.files) else { return }
        report.steps.append(step)
        report.problems += entry.problems
        put(entry, at: file.path, &changes)
    }

    private mutating func remove(
        _ path: String,
        _ changes: inout ZoneChanges,
        _ report: inout ReloadReport
    ) {
        report.steps.append(.init(path, .removed))
        links.remove(path)
        put(nil, at: path, &changes)
    }
}

// Which files hold which zones.
extension ZoneFiles {
    /// What is served under this name.
    private func served(_ name: DomainName) -> PublishedZone? {
        holders[name]?.first.flatMap { entries[$0]?.zone?.published }
    }

    mutating func put(_ entry: Entry?, at path: String, _ changes: inout ZoneChanges) {
        let old = entries[path]
        let names = (old: old?.zone?.summary.name, new: entry?.zone?.summary.name)
        for case let name? in [names.old, names.new] { changes.note(name, before: served(name)) }
        locatedCount +=
            (entry?.looksAtLocation == true ? 1 : 0) - (old?.looksAtLocation == true ? 1 : 0)
        if names.old != names.new {
            if let name = names.old {
                holders[name]?.removeAll { $0 == path }
                if holders[name]?.isEmpty == true { holders[name] = nil }
            }
            if let name = names.new {
                let place = holders[name]?.firstIndex { $0 > path }
                holders[name, default: []].insert(path, at: place ?? holders[name]?.count ?? 0)
            }
        }
        let parts = (old: old?.files.paths ?? [], new: entry?.files.paths ?? [])
        if parts.old != parts.new {
            for part in parts.old where part != path {
                includers[part]?.remove(path)
                if includers[part]?.isEmpty == true { includers[part] = nil }
            }
            for part in parts.new where part != path {
                includers[part, default: []].insert(path)
            }
        }
        entries[path] = entry
    }

    /// Turns what was touched into zones that come, stay and go.
    func settle(_ changes: inout ZoneChanges) {
        (changes.replaced, changes.removed) = ([], [])
        for (name, before) in changes.touched {
            let now = served(name)
            if let now, now !== before { changes.replaced.append(now) }
            if now == nil, before != nil { changes.removed.append(name) }
        }
    }

    private func secondFiles(of name: DomainName) -> [Problem] {
        guard let paths = holders[name], let first = paths.first else { return [] }
        return paths.dropFirst().map { path in
            .error(
                """
                \(path):1:1: found the zone \(name) in \(path), expected it in one file: \
                \(first) holds it already, and is served
                """
            )
        }
    }
}

// What others want to know.
extension ZoneFiles {
    var isEmpty: Bool { entries.isEmpty }

    /// Of all zones that are served.
    var names: some Collection<DomainName> { holders.keys }

    /// All zones that are served, with the files that hold them.
    var served: [(file: ZoneFile, summary: ZoneSummary)] {
        holders.values.compactMap(\.first).compactMap { path in
            entries[path].flatMap { entry in entry.zone.map { (entry.file, $0.summary) } }
        }
    }

    /// What is served under this name: the zone, and the file that holds it; nil if nothing is.
    func holder(of name: DomainName) -> (zone: DomainName, path: String)? {
        var candidate: DomainName? = name
        while let zone = candidate {
            if let path = holders[zone]?.first { return (zone, path) }
            candidate = zone.parent
        }
        return nil
    }

    /// True if nothing can be served.
    var hasNoZones: Bool { holders.isEmpty }

    var lookAtLocations: Bool { locatedCount > 0 }

    /// The names of the first record sets among which a policy chooses, else of the first zone.
    var example: ZoneSummary? {
        let served = holders.values.lazy.compactMap(\.first)
        let routed = served.filter { entries[$0]?.zone?.summary.routed != nil }.min()
        return (routed ?? served.min()).flatMap { entries[$0]?.zone?.summary }
    }

    /// Everything that is wrong now, whenever it was found.
    var standingErrors: [Problem] {
        let bad = entries.values.filter { !$0.isGood }.sorted { $0.file.path < $1.file.path }
        let double = holders.values.filter { $0.count > 1 }.compactMap(\.first).sorted()
        let names = double.compactMap { entries[$0]?.zone?.summary.name }
        return (sourceProblems + bad.flatMap(\.problems) + names.flatMap(secondFiles))
            .filter { $0.severity == .error }
    }

    /// What is to be watched, so that no change is missed.
    var watchPlan: WatchPlan {
        var plan = WatchPlan()
        plan.directories = directories
        // What lies in the directories is watched with them, unless it is a link to elsewhere.
        plan.files = links.union(includers.keys)
        for source in options.sources where !directories.contains(source.path) {
            plan.files.insert(source.path)
            plan.files.insert(ExpectationFile.path(besideZoneFile: source.path))
        }
        return plan
    }
}
