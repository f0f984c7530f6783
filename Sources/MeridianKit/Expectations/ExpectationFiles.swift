import HostedZones
import OperatorConfiguration
import OperatorFiles

/// The files of expectations that the configuration names. One that is bad keeps the expectations
/// that it had when it was last good.
struct ExpectationFiles: Sendable {
    private var entries: [String: Entry] = [:]
    private let environment: LiveEnvironment

    private struct Entry: Sendable {
        var files: SourceFiles
        var expectations: [Expectation]
        /// Of the file as it is now.
        var problems: [Problem]
    }

    init(environment: LiveEnvironment) { self.environment = environment }

    /// In the order of the paths of their files.
    var expectations: [Expectation] {
        entries.sorted { $0.key < $1.key }.flatMap(\.value.expectations)
    }

    var paths: [String] { Array(entries.keys) }

    var standingErrors: [Problem] {
        entries.sorted { $0.key < $1.key }.flatMap(\.value.problems)
            .filter { $0.severity == .error }
    }

    /// Reads anew what may have changed; returns whether there is something else to expect.
    mutating func refresh(
        _ paths: [String],
        _ look: inout FileLook,
        _ report: inout ReloadReport
    ) -> Bool {
        let before = expectations
        for gone in Set(entries.keys).subtracting(paths) { entries[gone] = nil }
        for path in paths where entries[path]?.files.confirm(by: &look) != true {
            read(path, look, &report)
        }
        return expectations != before
    }

    private mutating func read(
        _ path: String,
        _ look: FileLook,
        _ report: inout ReloadReport
    ) {
        let start = environment.monotonic()
        let noting = NotingReader(FileInspector(wallSeconds: environment.wallSeconds))
        var expectations: [Expectation] = []
        var problems: [Problem] = []
        do throws(FileFailure) {
            let reading = ExpectationFile.read(try noting.read(path), file: path)
            expectations = reading.expectations
            problems = reading.problems.map(Wiring.problem)
        } catch {
            problems = [.error("\(error)")]
        }
        guard !look.mayBeHalf(noting.files) else { return }
        let isGood = !problems.contains { $0.severity == .error }
        entries[path] = Entry(
            files: noting.files,
            expectations: isGood ? expectations : entries[path]?.expectations ?? [],
            problems: problems
        )
        report.problems += problems
        report.steps.append(
            .init(
                path,
                isGood ? .expectations(count: expectations.count) : .refused,
                environment.monotonic() - start
            )
        )
    }
}
