internal import DNSWire
internal import OperatorFiles

/// The problems of one zone, in the order in which they were found. A zone can have a million of
/// a kind: of each severity the first few are kept and the rest is counted.
struct ProblemList {
    /// More errors than this help nobody: they mostly follow from the first ones.
    static let limit = 20

    private var kept: [ZoneProblem] = []
    private var counts: [ZoneProblem.Severity: Int] = [:]

    init() {}

    mutating func add(_ problem: ZoneProblem) {
        let count = counts[problem.severity, default: 0] + 1
        counts[problem.severity] = count
        if count <= Self.limit { kept.append(problem) }
    }

    mutating func add(_ error: PresentationError, in file: String) {
        add(ZoneProblem(error, in: file))
    }

    mutating func warn(at location: SourceLocation?, _ message: String) {
        add(ZoneProblem(.warning, at: location, message))
    }

    mutating func refuse(at location: SourceLocation?, _ message: String) {
        add(ZoneProblem(.error, at: location, message))
    }

    /// True once further errors would not be kept: the time to give up.
    var isFull: Bool { counts[.error, default: 0] >= Self.limit }

    /// What was kept, and for each severity with more a sentence how many there were.
    var all: [ZoneProblem] {
        let omitted = [ZoneProblem.Severity.error, .warning].compactMap { severity in
            let count = counts[severity, default: 0] - Self.limit
            return count > 0
                ? ZoneProblem(severity, at: nil, "\(count) more of this severity are not listed")
                : nil
        }
        return kept + omitted
    }
}

extension ZoneProblem {
    /// Text of a zone file that could not be read.
    init(_ error: PresentationError, in file: String) {
        self.init(
            .error,
            at: SourceLocation(file: file, line: error.line, column: error.column),
            "found \(error.found), expected \(error.expected)"
        )
    }
}
