/// What clients at one address can get for a question: one answer, or, where a policy draws lots,
/// several with their shares.
package struct PossibleAnswers: Sendable, Hashable {
    /// The likeliest first.
    package let shares: [Share]

    package struct Share: Sendable, Hashable {
        package let answer: Answer
        package let percent: Double
    }

    /// What these replies say, each as likely as the other.
    package init(_ replies: [Inquiry.Reply]) {
        var counts: [Answer: Int] = [:]
        for reply in replies { counts[Answer(reply.message), default: 0] += 1 }
        shares = counts.map {
            Share(answer: $0.key, percent: 100 * Double($0.value) / Double(replies.count))
        }
        .sorted { ($1.percent, $0.answer.description) < ($0.percent, $1.answer.description) }
    }
}

extension PossibleAnswers: CustomStringConvertible {
    /// `A 192.0.2.1`; `70%: A 192.0.2.1; 30%: A 192.0.2.2`
    package var description: String { words(\.description) }

    package var descriptionWithTTLs: String { words(\.descriptionWithTTLs) }

    private func words(_ answer: (Answer) -> String) -> String {
        guard shares.count > 1 else { return shares.first.map { answer($0.answer) } ?? "" }
        return shares.map { "\($0.percentage): \(answer($0.answer))" }.joined(separator: "; ")
    }
}

extension PossibleAnswers.Share {
    /// `70%`
    package var percentage: String { "\(Int(percent.rounded()))%" }
}
