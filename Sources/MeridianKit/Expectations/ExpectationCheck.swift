import Addressing
import Answering
import DNSWire
import Geography
import HostedZones

/// Asks a state what operators expect of it.
struct ExpectationCheck {
    private let state: ServingState
    /// The same in a world that has each place once. Made when a place is asked for.
    private lazy var world = CoverageWorld(state)

    init(_ state: ServingState) { self.state = state }

    mutating func verdict(on expectation: Expectation) -> ExpectationVerdict {
        switch expectation.clients {
        case .place(let location):
            guard let place = Place(location) else {
                preconditionFailure("expectations are for places that Route 53 knows")
            }
            return verdict(on: expectation, from: place.address, in: world.state)
        case .address(let address):
            return verdict(on: expectation, from: address, in: state)
        case .network(let network):
            return verdict(on: expectation, from: network)
        }
    }

    /// Every network that can get an answer of its own is asked: one after the other, as far as the
    /// scope of each answer reaches.
    private func verdict(
        on expectation: Expectation,
        from network: IPPrefix
    ) -> ExpectationVerdict {
        var client = network.address
        while true {
            let verdict = verdict(on: expectation, from: client, in: state)
            guard verdict.isMet, let reach = reach(of: expectation.question, around: client),
                reach.length > network.length, let next = reach.lastAddress.next,
                network.contains(next)
            else { return verdict }
            client = next
        }
    }

    /// The network around the client in which nothing changes, whatever lot is drawn; nil if it is
    /// everything.
    private func reach(of question: Inquiry, around client: IPAddress) -> IPPrefix? {
        let replies = question.putWithAllLots(to: state, from: client)
        guard let choice = replies.first?.outcome.choice else { return nil }
        if let zone = replies.first?.outcome.zone, !state.looksAtClientSubnets(inZone: zone) {
            // The scope is no word on that here; location and CIDR blocks decide.
            let geographic = client.geographic
            let located = state.locations.network(around: client)?.length ?? 0
            let needed = state.blocks(behind: choice).map { $0.bitsThatTell(geographic.address) }
            let length = max(located, needed.max() ?? 0)
            return IPPrefix(around: client, length: geographic.precedingBits + length)
        }
        return replies.compactMap(\.scope).max { $0.length < $1.length }
    }

    private func verdict(
        on expectation: Expectation,
        from client: IPAddress,
        in state: ServingState
    ) -> ExpectationVerdict {
        let replies = expectation.question.putWithAllLots(to: state, from: client)
        let answers = PossibleAnswers(replies)
        let isMet = answers.shares.allSatisfy { expectation.isMet(by: $0.answer) }
        return ExpectationVerdict(
            expectation: expectation,
            answers: answers,
            failure: isMet ? nil : .init(expectation, replies, in: state, from: client)
        )
    }
}

extension Expectation {
    var question: Inquiry { Inquiry(name, type) }

    func isMet(by answer: Answer) -> Bool {
        switch value {
        case .noData: answer.ending == .noData
        case .nameError: answer.ending == .failure(.nameError)
        case .records(let expected):
            answer.ending == .records && folded(answer) == Set(expected.map { $0.folded(type) })
        case .oneOf(let expected):
            answer.ending == .records && folded(answer).count == 1
                && folded(answer).isSubset(of: expected.map { $0.folded(type) })
        }
    }

    private func folded(_ answer: Answer) -> Set<[UInt8]> {
        Set(answer.records.filter { $0.type == type }.map { $0.data.rdata.folded(type) })
    }
}

extension IPAddress {
    /// Nil behind the last one of the family.
    fileprivate var next: IPAddress? {
        switch self {
        case .ipv4(let bits): bits == .max ? nil : .ipv4(bits + 1)
        case .ipv6(let bits): bits == .max ? nil : .ipv6(bits + 1)
        }
    }
}

extension IPPrefix {
    /// How long a network around `client` must be to lie inside this one as a whole, or outside.
    fileprivate func bitsThatTell(_ client: IPAddress) -> Int {
        guard client.family == family else { return 0 }
        if contains(client) { return length }
        return (1...length).first {
            IPPrefix(around: address, length: $0)?.contains(client) == false
        }
            ?? length
    }
}
