/// What `check` found.
public struct CheckReport: Sendable {
    public let problems: [Problem]
    /// In one line: what would be served, or that nothing would.
    public let summary: String

    /// True if anything that `serve` would read is bad.
    public var isRefused: Bool { problems.contains { $0.severity == .error } }
}

extension Meridian {
    /// Reads everything that serving with this configuration would, and serves nothing.
    public static func check(
        configurationPath: String,
        environment: LiveEnvironment = LiveEnvironment()
    ) -> CheckReport {
        do throws(MeridianError) {
            let content = try Content(
                configurationPath: configurationPath,
                environment: environment
            )
            let problems = content.report.problems
            let bad = problems.count { $0.severity == .error }
            return CheckReport(
                problems: problems,
                summary: "\(bad == 0 ? "good" : "\(bad) errors"): \(content.summary)"
            )
        } catch {
            guard case .refused(let problems) = error else {
                return CheckReport(problems: [.error("\(error)")], summary: "refused")
            }
            return CheckReport(problems: problems, summary: "refused: serve would not start")
        }
    }
}
