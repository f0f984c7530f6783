package import Answering
import DNSWire

/// What was read and made anew, and what came of it.
package struct ReloadReport: Sendable, Hashable {
    package var steps: [Step] = []
    /// What is wrong with it, or worth a look.
    package var problems: [Problem] = []
    /// How much a new database moves, if there is one that is good by itself.
    package var moved: MovedAddresses?
    /// True if the server answers from another state than before.
    package var isPublished = false

    package init() {}

    /// True if so much was read that it is worth while to give memory back afterwards.
    var isLarge: Bool {
        let size = steps.reduce(0) { size, step in
            switch step.outcome {
            case .database: size + Self.largeSize
            case .zone(let recordSets): size + recordSets
            case .settings, .expectations, .refused, .removed: size + 1
            }
        }
        return size >= Self.largeSize
    }

    /// Record sets: of the order of 10 MB while they are read.
    private static let largeSize = 20_000

    /// One file that was read, or is gone.
    package struct Step: Sendable, Hashable {
        package let path: String
        package let outcome: Outcome
        /// Of reading and compiling.
        package let duration: Duration

        init(_ path: String, _ outcome: Outcome, _ duration: Duration = .zero) {
            self.path = path
            self.outcome = outcome
            self.duration = duration
        }
    }

    /// What was read from this file is not to count.
    mutating func refuse(_ path: String) {
        steps = steps.map { $0.path == path ? Step(path, .refused, $0.duration) : $0 }
    }

    package enum Outcome: Sendable, Hashable {
        case settings
        case database(builtOn: String)
        case zone(recordSets: Int)
        case expectations(count: Int)
        /// What was good last stays.
        case refused
        /// The file of a zone is no longer there, or no longer named.
        case removed
    }
}

extension ReloadReport.Step: CustomStringConvertible {
    /// `zones/example.com.zone: 12 record sets, 3 ms`
    package var description: String {
        let milliseconds = Int((duration / .milliseconds(1)).rounded())
        return switch outcome {
        case .settings: "\(path): read, \(milliseconds) ms"
        case .database(let date): "\(path): database of \(date), \(milliseconds) ms"
        case .expectations(1): "\(path): 1 expectation"
        case .expectations(let count): "\(path): \(count) expectations"
        case .zone(1): "\(path): 1 record set, \(milliseconds) ms"
        case .zone(let count): "\(path): \(count) record sets, \(milliseconds) ms"
        case .refused: "\(path): refused, it stays as it was"
        case .removed: "\(path): gone, its zone is served no longer"
        }
    }
}
