package import Addressing
package import Answering

/// What clients at one address can get for a question: one answer, or, where a policy draws lots,
/// several with their shares.
package struct PossibleAnswers: Sendable, Hashable {
    /// The likeliest first.
    package let shares: [Share]

    package struct Share: Sendable, Hashable {
        package let answer: Answer
        /// Of `draws`.
        package let count: Int
    }

    /// So many lots are drawn, evenly from all that there are.
    package static let draws = 64

    package init(_ inquiry: Inquiry, in state: ServingState, from client: IPAddress) {
        let step = UInt64.max / UInt64(Self.draws)
        var counts: [Answer: Int] = [:]
        for draw in 0..<UInt64(Self.draws) {
            let reply = inquiry.put(to: state, from: client, random: draw * step + step / 2)
            counts[Answer(reply.message), default: 0] += 1
        }
        shares = counts.map { Share(answer: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.answer.description) < ($0.count, $1.answer.description) }
    }
}

extension PossibleAnswers: CustomStringConvertible {
    /// `A 192.0.2.1`; `70%: A 192.0.2.1; 30%: A 192.0.2.2`
    package var description: String { words(\.description) }

    package var descriptionWithTTLs: String { words(\.descriptionWithTTLs) }

    private func words(_ answer: (Answer) -> String) -> String {
        guard shares.count > 1 else { return shares.first.map { answer($0.answer) } ?? "" }
        return shares.map { "\($0.percent)%: \(answer($0.answer))" }.joined(separator: "; ")
    }
}

extension PossibleAnswers.Share {
    /// Rounded to a whole number.
    package var percent: Int {
        Int((Double(count) * 100 / Double(PossibleAnswers.draws)).rounded())
    }
}
