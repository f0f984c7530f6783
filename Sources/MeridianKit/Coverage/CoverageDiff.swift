/// The places that get another answer than before.
package struct CoverageDiff: Sendable, Hashable {
    package let question: Inquiry
    package let moves: [Move]
    /// How many places were compared.
    package let placeCount: Int

    package struct Move: Sendable, Hashable {
        package let place: Place
        package let old: PossibleAnswers
        package let new: PossibleAnswers
    }

    /// Both coverages are of the same question.
    package init(from old: Coverage, to new: Coverage) {
        precondition(old.question == new.question, "answers to different questions")
        question = new.question
        placeCount = new.rows.count
        moves = zip(old.rows, new.rows).compactMap { old, new in
            old.answers == new.answers
                ? nil : Move(place: new.place, old: old.answers, new: new.answers)
        }
    }
}

extension CoverageDiff.Move {
    /// The old and the new answer, with their TTLs if nothing else differs.
    package var words: (old: String, new: String) {
        let words = (old.description, new.description)
        guard words.0 == words.1 else { return words }
        return (old.descriptionWithTTLs, new.descriptionWithTTLs)
    }
}
