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
        guard let explanation = state.explain(choice, for: client) else {
            return ["a policy that does not look at the client's location"]
        }
        let chosen = explanation.alternatives.first { $0.verdict == .chosen }
        guard let chosen else { return ["geolocation: none matches, and there is no default"] }
        return ["geolocation: \(chosen.code), SetIdentifier \"\(chosen.setIdentifier)\""]
    }
}
