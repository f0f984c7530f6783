import Addressing
import Answering
import TestSupport

/// Queries, and the state that answers them. They lie in one piece, so that asking them costs no
/// reference counting.
struct Load {
    private let octets: [UInt8]
    private let requests: [Request]
    private let state: ServingState
    private let plant: PlantedCost

    private struct Request: BitwiseCopyable {
        let start: Int
        let end: Int
        let context: AnswerContext
    }

    init(_ entries: [QueryCorpus.Entry], state: ServingState, plant: PlantedCost) {
        var octets: [UInt8] = []
        var requests: [Request] = []
        for entry in entries {
            let start = octets.count
            octets += entry.octets
            let context = AnswerContext(
                transport: entry.usesTCP ? .tcp(idleTimeout: 100) : .udp,
                now: 1_700_000_000,
                random: 0x5eed
            )
            requests.append(Request(start: start, end: octets.count, context: context))
        }
        self.octets = octets
        self.requests = requests
        self.state = state
        self.plant = plant
    }

    /// Asks every query so many times; gives how many octets the replies have.
    func ask(rounds: Int) -> Int {
        var sum = 0
        var buffer = [UInt8](repeating: 0, count: 65_535)
        var spender = Spender(plant)
        let queries = octets.span
        var reply = buffer.mutableSpan
        for index in requests.indices {
            let request = requests[index]
            let query = queries.extracting(request.start..<request.end)
            for round in 0..<rounds {
                let outcome = respond(
                    to: query,
                    from: .ipv4(0xc000_0201),
                    context: request.context,
                    state: state,
                    into: &reply
                )
                sum += outcome.length
                if plant != .none { sum += spender.spend(round) }
            }
        }
        return sum
    }
}
