import Foundation
import TestSupport
import Testing

/// A client that asks without a pause, by `ask_steadily.py`, until it is told to stop.
final class SteadyClient {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    /// What became of its queries.
    struct Account {
        /// `sent N answered N lost N repeated N strange N`
        var counts: [String: Int] = [:]
        /// Runs of equal answers: `TTL TARGET`.
        var answers: [String] = []

        /// True if each query was answered exactly once.
        var isClean: Bool {
            (counts["sent"] ?? 0) > 0 && counts["sent"] == counts["answered"]
                && ["lost", "repeated", "strange"].allSatisfy { counts[$0] == 0 }
        }
    }

    init(port: Int, name: String) throws {
        process.executableURL = URL(fileURLWithPath: try Checkout.python())
        let script = Checkout.path("Tests/EndToEndTests/ask_steadily.py")
        process.arguments = [script, "\(port)", name]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit { if process.isRunning { process.terminate() } }

    func stop() throws -> Account {
        try input.fileHandleForWriting.close()
        let text = String(
            decoding: try output.fileHandleForReading.readToEnd() ?? Data(),
            as: UTF8.self
        )
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        var account = Account()
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let counts = lines.first ?? []
        for index in stride(from: 0, to: counts.count - 1, by: 2) {
            account.counts[counts[index]] = Int(counts[index + 1])
        }
        account.answers = lines.dropFirst().map { $0.prefix(2).joined(separator: " ") }
        return account
    }
}
