/// What a zone file held.
package struct ZoneReading: Sendable {
    /// Nil if one of the problems is an error.
    package let zone: HostedZone?
    package let problems: [ZoneProblem]

    init(_ zone: HostedZone, _ problems: [ZoneProblem]) {
        self.zone = problems.contains { $0.severity == .error } ? nil : zone
        self.problems = problems
    }

    package init(refusedFor problem: ZoneProblem) {
        zone = nil
        problems = [problem]
    }
}
