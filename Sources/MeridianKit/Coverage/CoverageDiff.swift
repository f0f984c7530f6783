package import Addressing

/// The places that get another answer than before.
package struct CoverageDiff: Sendable, Hashable {
    package let question: Inquiry
    package let moves: [Move]
    package let networkMoves: [NetworkMove]
    /// How many places were compared.
    package let placeCount: Int

    package struct Move: Sendable, Hashable {
        package let place: Place
        package let old: PossibleAnswers
        package let new: PossibleAnswers
    }

    package struct NetworkMove: Sendable, Hashable {
        package let network: IPPrefix
        package let old: PossibleAnswers
        package let new: PossibleAnswers
    }

    /// Both coverages are of the same question, and of the same networks.
    package init(from old: Coverage, to new: Coverage) {
        precondition(old.question == new.question, "answers to different questions")
        question = new.question
        placeCount = new.rows.count
        moves = zip(old.rows, new.rows).compactMap { old, new in
            old.answers == new.answers
                ? nil : Move(place: new.place, old: old.answers, new: new.answers)
        }
        networkMoves = zip(old.networks, new.networks).compactMap { old, new in
            old.answers == new.answers
                ? nil : NetworkMove(network: new.network, old: old.answers, new: new.answers)
        }
    }
}

extension CoverageDiff.Move {
    /// The old and the new answer, with their TTLs if nothing else differs.
    package var words: (old: String, new: String) { PossibleAnswers.words(from: old, to: new) }
}

extension CoverageDiff.NetworkMove {
    /// As those of a place.
    package var words: (old: String, new: String) { PossibleAnswers.words(from: old, to: new) }
}

extension PossibleAnswers {
    fileprivate static func words(from old: Self, to new: Self) -> (old: String, new: String) {
        let words = (old: old.description, new: new.description)
        guard words.old == words.new else { return words }
        return (old.descriptionWithTTLs, new.descriptionWithTTLs)
    }
}
