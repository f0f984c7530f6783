package import OperatorFiles

/// Something in a zone file that makes the zone unusable, or that its operator should look at.
package struct ZoneProblem: Error, Sendable, Hashable {
    package let severity: Severity
    /// Where; nil if the problem is of the zone as a whole.
    package let location: SourceLocation?
    /// One sentence: what stood there and what was expected.
    package let message: String

    package init(_ severity: Severity, at location: SourceLocation?, _ message: String) {
        self.severity = severity
        self.location = location
        self.message = message
    }

    package enum Severity: String, Sendable, Hashable {
        /// The zone is refused.
        case error
        /// The zone is served.
        case warning
    }
}

extension ZoneProblem: CustomStringConvertible {
    /// `example.com.zone:12:9: error: …`
    package var description: String {
        (location.map { "\($0): " } ?? "") + "\(severity.rawValue): \(message)"
    }
}
