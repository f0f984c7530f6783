import Addressing
import Answering
import DNSWire
import Routing

/// Why a client got an answer, in few words.
enum AnswerReason {
    /// One line for each decision on the way to the answer, the last one first.
    static func lines(
        _ reply: Inquiry.Reply,
        in state: ServingState,
        from client: IPAddress
    ) -> [String] {
        guard reply.outcome.zone != nil else { return ["no zone here holds the name"] }
        guard let choice = reply.outcome.choice else { return ["the same for every client"] }
        let explanation = state.explain(choice, for: client, random: reply.random)
        return explanation.way.reversed().map { step in
            guard let chosen = step.chosen.first else {
                return "\(step.policyName): none matches, and there is no default"
            }
            let name = "SetIdentifier \"\(chosen.setIdentifier)\""
            let words = [chosen.words, chosen.setIdentifier.isEmpty ? "" : name]
            return "\(step.policyName): "
                + words.filter { !$0.isEmpty }.joined(separator: ", ")
        }
    }
}
