package import HealthChecking
package import OperatorFiles
package import StrictYAML

/// Why a configuration was refused: everything that is wrong with it, so that it can be put
/// right in one go.
package struct ConfigurationError: Error, Sendable, Hashable {
    package let problems: [Problem]

    package init(_ problems: [Problem]) { self.problems = problems }

    package enum Problem: Sendable, Hashable {
        /// The file, or one that it names, cannot be read.
        case unreadable(FileFailure)
        /// A value in the file is wrong.
        case content(YAMLError)
        /// The elements of a health check do not make one.
        case healthCheck(at: SourceLocation, HealthCheckProblem)
        /// The health checks do not go together.
        case healthChecks(at: SourceLocation, HealthCheckSetProblem)
        /// A cookie secret is not one.
        case cookieSecret(path: String)
        /// A secret access key is not one.
        case secretAccessKey(path: String)
    }
}

extension ConfigurationError.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let failure):
            "\(failure)"
        case .content(let error):
            "\(error)"
        case .healthCheck(let place, let problem):
            "\(place): \(problem)"
        case .healthChecks(let place, let problem):
            "\(place): \(problem)"
        case .cookieSecret(let path):
            """
            \(path): found something else, expected a secret of 16 octets as 32 hexadecimal \
            digits (`openssl rand -hex 16` makes one)
            """
        case .secretAccessKey(let path):
            "\(path): found something else, expected a secret access key on a line of its own"
        }
    }
}

extension ConfigurationError: CustomStringConvertible {
    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
