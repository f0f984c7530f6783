/// What `check` found.
public struct CheckReport: Sendable {
    /// What is wrong with the content, expectations that fail included.
    public let problems: [Problem]
    /// In one line: what would be served, or that nothing would.
    public let summary: String
    /// What is wrong besides expectations that fail, and what follows from that.
    let otherProblems: [Problem]
    /// On everything that is expected of the content.
    let verdicts: [ExpectationVerdict]

    /// True if anything that `serve` would read is bad.
    public var isRefused: Bool { problems.contains { $0.severity == .error } }
}

extension Meridian {
    /// Reads everything that serving with this configuration would, asks what is expected of it,
    /// and serves nothing.
    public static func check(
        configurationPath: String,
        environment: LiveEnvironment = LiveEnvironment()
    ) -> CheckReport {
        do throws(MeridianError) {
            return CheckReport(
                try Content(reading: configurationPath, environment: environment)
            )
        } catch {
            return CheckReport(refusedFor: error)
        }
    }
}

extension CheckReport {
    fileprivate init(_ content: Content) {
        var problems = content.report.problems
        let bad = problems.count { $0.severity == .error }
        var summary = "\(bad == 0 ? "good" : "\(bad) errors"): \(content.summary)"
        do throws(MeridianError) {
            try content.refuseWithoutZones()
        } catch {
            problems = error.problems
            summary = Self.refusal
        }
        let known = Set(content.gateProblems)
        self.init(
            problems: problems,
            summary: summary,
            otherProblems: problems.filter { !known.contains($0) },
            verdicts: content.firstVerdicts
        )
    }

    fileprivate init(refusedFor error: MeridianError) {
        self.init(
            problems: error.problems,
            summary: Self.refusal,
            otherProblems: error.problems,
            verdicts: []
        )
    }

    private static let refusal = "refused: serve would not start"
}
