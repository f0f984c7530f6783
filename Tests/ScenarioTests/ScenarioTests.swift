import DNSWire
import Foundation
import TestSupport
import Testing

@Suite("Scenarios")
struct ScenarioTests {
    @Test("every query of the scenarios gets its reply", arguments: try ScenarioFiles.paths())
    func replies(path: String) throws {
        let scenario = try ScenarioFiles.read(path)
        let state = try ScenarioFiles.servingState(of: scenario)
        #expect(!scenario.steps.isEmpty, "\(path) asks nothing")
        for step in scenario.steps {
            let sent = state.reply(
                to: step.query,
                from: step.peer,
                over: step.transport,
                at: step.now
            )
            let differences = ReplyDifferences(step, sent.octets).list
            #expect(
                differences.isEmpty,
                "\(path):\(step.line): \(step.title)\n\(differences.joined(separator: "\n"))"
            )
        }
    }
}
