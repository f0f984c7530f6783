/// What clients at one address can get for a question: one answer, or, where a policy draws lots,
/// several with their shares.
package struct PossibleAnswers: Sendable, Hashable {
    /// The likeliest first.
    package let shares: [Share]

    package struct Share: Sendable, Hashable {
        package let answer: Answer
        package let percent: Double
    }

    /// What these replies say.
    package init(_ replies: [Inquiry.Reply]) {
        var sums: [Answer: Double] = [:]
        for reply in replies { sums[Answer(reply.message), default: 0] += reply.share }
        // Sums of the same shares can differ in their last bits.
        shares = sums.map { Share(answer: $0.key, percent: ($0.value * 1e8).rounded() / 1e6) }
            .sorted { ($1.percent, $0.answer.description) < ($0.percent, $1.answer.description) }
    }
}

extension PossibleAnswers: CustomStringConvertible {
    /// `A 192.0.2.1`; `70%: A 192.0.2.1; 30%: A 192.0.2.2`
    package var description: String { words(\.description) }

    package var descriptionWithTTLs: String { words(\.descriptionWithTTLs) }

    private func words(_ answer: (Answer) -> String) -> String {
        guard shares.count > 1 else { return shares.first.map { answer($0.answer) } ?? "" }
        guard shares.count <= Self.mostToldApart else {
            let records = Set(shares.flatMap(\.answer.records).map { Answer.word(of: $0) })
            return "lots of \(records.sorted().joined(separator: ", "))"
        }
        return shares.map { "\($0.percentage): \(answer($0.answer))" }.joined(separator: "; ")
    }

    /// More answers than this are no use to anybody one by one.
    private static let mostToldApart = 16
}

extension PossibleAnswers.Share {
    /// `70%`, `0.39%`, `99.61%`
    package var percentage: String {
        let isOrdinary = (1...99).contains(percent)
        let rounded = isOrdinary ? percent.rounded() : (percent * 100).rounded() / 100
        return rounded == rounded.rounded() ? "\(Int(rounded))%" : "\(rounded)%"
    }
}
