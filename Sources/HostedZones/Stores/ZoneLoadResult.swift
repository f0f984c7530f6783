/// What became of one zone file.
package struct LoadedZoneFile: Sendable {
    package let path: String
    package let state: State
    package let problems: [ZoneProblem]

    package init(path: String, state: State, problems: [ZoneProblem]) {
        self.path = path
        self.state = state
        self.problems = problems
    }

    package enum State: Sendable {
        /// The zone is served as the file has it.
        case good(HostedZone)
        /// The file is bad now; the zone is served as it was when the file was last good.
        case stale(HostedZone)
        /// The file is bad, or another one holds its zone: nothing of it is served.
        case refused
    }

    /// The zone that is served from this file.
    package var zone: HostedZone? {
        switch state {
        case .good(let zone), .stale(let zone): zone
        case .refused: nil
        }
    }
}

/// What the zone files hold, the good and the bad.
package struct ZoneLoadResult: Sendable {
    /// Sorted by path.
    package let files: [LoadedZoneFile]
    /// Problems of the sources themselves: a directory that cannot be read.
    package let sourceProblems: [ZoneProblem]

    package init(files: [LoadedZoneFile], sourceProblems: [ZoneProblem]) {
        self.files = files
        self.sourceProblems = sourceProblems
    }

    /// The zones to serve: one for each name.
    package var zones: [HostedZone] { files.compactMap(\.zone) }

    package var problems: [ZoneProblem] { sourceProblems + files.flatMap(\.problems) }

    package var hasErrors: Bool { problems.contains { $0.severity == .error } }
}
