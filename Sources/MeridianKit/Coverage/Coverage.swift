package import Addressing
package import Answering

/// What every place in the world gets for a question.
package struct Coverage: Sendable, Hashable {
    package let question: Inquiry
    /// In the order of `Place.all`.
    package let rows: [Row]
    /// The networks for which IP-based rules are made, whatever place they are in.
    package let networks: [NetworkRow]

    package struct Row: Sendable, Hashable {
        package let place: Place
        package let answers: PossibleAnswers
    }

    package struct NetworkRow: Sendable, Hashable {
        package let network: IPPrefix
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

    /// What all places get, and clients of these networks that are in no longer one of them.
    package func coverage(of question: Inquiry, networks: [IPPrefix] = []) -> Coverage {
        Coverage(
            question: question,
            rows: Place.all.map { place in
                Coverage.Row(
                    place: place,
                    answers: PossibleAnswers(
                        question.putWithAllLots(to: state, from: place.address)
                    )
                )
            },
            networks: networks.map { network in
                let client = network.client(outsideOf: networks)
                return Coverage.NetworkRow(
                    network: network,
                    answers: PossibleAnswers(question.putWithAllLots(to: state, from: client))
                )
            }
        )
    }

    /// The networks for which rules on the way to the answer are made.
    package func networks(of question: Inquiry) -> [IPPrefix] {
        let choice = question.put(to: state, from: Place.all[0].address).outcome.choice
        return choice.map { state.blocks(behind: $0) } ?? []
    }
}

extension IPPrefix {
    /// An address in this network, and in no longer one of `networks` unless they cover both its ends.
    fileprivate func client(outsideOf networks: [IPPrefix]) -> IPAddress {
        let inner = networks.filter { $0.length > length }
        let free = [address, lastAddress].first { end in !inner.contains { $0.contains(end) } }
        return free ?? address
    }
}
