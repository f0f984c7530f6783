import Addressing
import Answering
import TestSupport

/// A stage of the answer path that can be done by itself. What a look-up costs, the kinds of answers
/// tell: they differ in nothing else.
enum Stage: String, CaseIterable {
    case parsePlain = "stage: parse"
    case parseSubnet = "stage: parse, client subnet"
    case decideIPv4 = "stage: decide, IPv4"
    case decideIPv6 = "stage: decide, IPv6"

    /// Does the stage so many times, and says so.
    func run(rounds: Int) throws -> String {
        let sum =
            switch self {
            case .parsePlain: try parse("plain", rounds)
            case .parseSubnet: try parse("geo, China", rounds)
            case .decideIPv4: try decide("8.8.8.0", rounds)
            case .decideIPv6: try decide("2001:db8::", rounds)
            }
        return "\(rounds) times, \(sum)"
    }

    private func parse(_ name: String, _ rounds: Int) throws -> Int {
        guard let entry = try QueryCorpus.entries().first(where: { $0.name == name }) else {
            throw Arguments.Unusable()
        }
        let message = entry.octets.span
        var sum = 0
        for _ in 0..<rounds { sum += Query(message).questionEnd }
        return sum
    }

    private func decide(_ text: String, _ rounds: Int) throws -> Int {
        guard let client = IPAddress(text) else { throw Arguments.Unusable() }
        let state = try SampleWorld.state()
        var sum = 0
        for _ in 0..<rounds { sum += state.scope(ofMap: 0, for: client) }
        return sum
    }
}
