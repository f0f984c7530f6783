/// Something about the operator's files that makes one of them unusable, or that somebody should
/// look at.
public struct Problem: Sendable, Hashable {
    public let severity: Severity
    /// One sentence: where, what stood there, what was expected.
    public let message: String

    public enum Severity: String, Sendable, Hashable {
        /// What it is about is not served.
        case error
        case warning
    }

    static func error(_ message: some CustomStringConvertible) -> Problem {
        Problem(severity: .error, message: message.description)
    }

    static func warning(_ message: some CustomStringConvertible) -> Problem {
        Problem(severity: .warning, message: message.description)
    }
}

extension Problem: CustomStringConvertible {
    public var description: String { "\(severity.rawValue): \(message)" }
}

/// Why the server does not start, or a question has no answer.
public enum MeridianError: Error, Sendable, Hashable {
    /// The content is refused: everything that is wrong with it.
    case refused([Problem])
    /// No configuration file was named, and none is where one is looked for.
    case noConfiguration(searched: [String])
    /// A word on the command line is not what it should be.
    case usage(String)
    /// A socket cannot be opened.
    case cannotListen(String)
    /// A file may not be used, or another process holds it.
    case notPermitted(String)
}

extension MeridianError {
    /// What is wrong, one by one.
    var problems: [Problem] {
        guard case .refused(let problems) = self else { return [.error(description)] }
        return problems
    }
}

extension MeridianError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .refused(let problems):
            problems.map(\.description).joined(separator: "\n")
        case .noConfiguration(let searched):
            "no configuration: there is no \(searched.joined(separator: " and no ")); "
                + "name one with --config"
        case .usage(let message), .cannotListen(let message), .notPermitted(let message):
            message
        }
    }
}
