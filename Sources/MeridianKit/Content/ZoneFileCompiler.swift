import Answering
import HealthChecking
import HostedZones
import OperatorFiles

/// Reads a zone file, and compiles its zone: from octets to what is published, with nothing left
/// of what is between.
struct ZoneFileCompiler: Sendable {
    let environment: LiveEnvironment
    let healthNumbering: HealthNumbering

    /// What became of the file as it is now, with the file of expectations beside it; `old`: what
    /// had become of it before.
    func read(
        _ file: ZoneFile,
        expectations: String?,
        _ options: ZoneOptions,
        after old: ZoneFiles.Entry?
    ) -> (ZoneFiles.Entry, ReloadReport.Step) {
        let start = environment.monotonic()
        let noting = NotingReader(FileInspector(wallSeconds: environment.wallSeconds))
        let contents: FileReading = { path throws(FileFailure) in try noting.read(path) }
        let reader = ZoneFileReader(
            defaults: options.defaults,
            references: options.references,
            readAhead: readAhead
        )
        let reading =
            options.given[file.path]?.read(reader, defaults: options.defaults, contents: contents)
            ?? reader.read(file, expectations: expectations, contents: contents)
        var problems = reading.problems.map(Wiring.problem)
        var zone: ZoneFiles.Zone?
        var outcome = ReloadReport.Outcome.refused
        if let hosted = reading.zone {
            if hosted.isPrivate {
                problems.append(Self.warning(ofPrivate: hosted, in: file))
            } else {
                zone = publish(hosted, of: file, options, after: old?.zone, &problems)
            }
            if zone != nil || hosted.isPrivate {
                outcome = .zone(recordSets: hosted.recordSets.count)
            }
        }
        let entry = ZoneFiles.Entry(
            file: file,
            files: noting.files,
            zone: outcome == .refused ? old?.zone : zone,
            isGood: outcome != .refused,
            problems: problems
        )
        return (entry, .init(file.path, outcome, environment.monotonic() - start))
    }

    private static func warning(ofPrivate zone: HostedZone, in file: ZoneFile) -> Problem {
        .warning(
            """
            \(file.path):1:1: found the private zone \(zone.name), expected a public one: it is \
            never served
            """
        )
    }

    /// A thread for each other processor: few, since one has to gather what they read.
    private var readAhead: ReadAheadPlan {
        ReadAheadPlan(threads: min(environment.processorCount - 1, Self.mostThreads))
    }

    private static let mostThreads = 3

    private func publish(
        _ hosted: HostedZone,
        of file: ZoneFile,
        _ options: ZoneOptions,
        after old: ZoneFiles.Zone?,
        _ problems: inout [Problem]
    ) -> ZoneFiles.Zone? {
        let (published, summary) = compile(hosted, of: file, options)
        if let old = old?.summary, old.name == summary.name, let former = old.serialCheck,
            let warning = summary.serialCheck?.problem(after: former)
        {
            problems.append(Wiring.problem(warning))
        }
        do throws(PublishingError) {
            return ZoneFiles.Zone(
                published: try published.get(),
                summary: summary,
                expectations: hosted.expectations
            )
        } catch {
            let consequence = old == nil ? "" : "; it stays as it was"
            problems.append(
                .error("the zone \(hosted.name) cannot be published: \(error)\(consequence)")
            )
            return nil
        }
    }

    /// The zone as it is published, and what is remembered of it: both at once if that is worth a
    /// thread.
    private func compile(
        _ hosted: HostedZone,
        of file: ZoneFile,
        _ options: ZoneOptions
    ) -> (Result<PublishedZone, PublishingError>, ZoneSummary) {
        let isLarge =
            hosted.recordSets.count >= Self.manyRecordSets && environment.processorCount > 1
        let summary =
            isLarge ? SideThread("zone-summary") { ZoneSummary(of: hosted, in: file) } : nil
        let published = Result { () throws(PublishingError) in
            try PublishedZone(
                ZoneCompiler.contents(of: hosted, options.references, healthNumbering)
            )
        }
        return (published, summary?.join() ?? ZoneSummary(of: hosted, in: file))
    }

    /// The summary of fewer takes less time than a thread.
    private static let manyRecordSets = 10_000
}
