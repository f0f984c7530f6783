package import Answering

/// What every place in the world gets for a question.
package struct Coverage: Sendable, Hashable {
    package let question: Inquiry
    /// In the order of `Place.all`.
    package let rows: [Row]

    package struct Row: Sendable, Hashable {
        package let place: Place
        package let answers: PossibleAnswers
    }

    package subscript(place: Place) -> PossibleAnswers? {
        rows.first { $0.place == place }?.answers
    }
}

/// A published state with a made-up world around it, in which each place has an address. Made once,
/// it can be asked many questions.
package struct CoverageWorld: Sendable {
    package let state: ServingState

    package init(_ state: ServingState) { self.state = state.replacing(locations: Place.ranges) }

    package func coverage(of question: Inquiry) -> Coverage {
        Coverage(
            question: question,
            rows: Place.all.map { place in
                Coverage.Row(
                    place: place,
                    answers: PossibleAnswers(
                        question.putWithAllLots(to: state, from: place.address)
                    )
                )
            }
        )
    }
}
