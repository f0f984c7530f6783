import Addressing
import Answering
import DNSWire
import Geography
import HostedZones

/// Whether clients get what is expected, and if not, why.
struct ExpectationVerdict: Sendable {
    let expectation: Expectation
    let answers: PossibleAnswers
    /// Nil if all is as expected.
    let failure: Failure?

    var isMet: Bool { failure == nil }

    struct Failure: Sendable {
        /// Who got something else: `China (CN), Asia`; `198.51.100.7, in China (CN), Asia`.
        let client: String
        /// Why they got it: one line for each decision on the way.
        let reasons: [String]
    }
}

extension ExpectationVerdict.Failure {
    init(
        _ expectation: Expectation,
        _ replies: [Inquiry.Reply],
        in state: ServingState,
        from client: IPAddress
    ) {
        let location = state.locations.location(of: client).nameAndWord
        self.client =
            switch expectation.clients {
            case .place: location
            case .address, .network: "\(client), in \(location)"
            }
        let unexpected = replies.first { !expectation.isMet(by: Answer($0.message)) }
        reasons = unexpected.map { AnswerReason.lines($0, in: state, from: client) } ?? []
    }
}

extension ExpectationVerdict {
    /// In one sentence, for logs; nil if all is as expected.
    var problem: Problem? {
        guard let failure else { return nil }
        let reasons = failure.reasons.joined(separator: "; ")
        return .error(
            """
            \(expectation.source): expected \(expectation), found \(answers) for a client in \
            \(failure.client) (\(reasons))
            """
        )
    }
}
