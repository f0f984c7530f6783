import Addressing
import Answering
import DNSWire
import Routing
import TestSupport
import Testing

@Suite("Explanations of choices")
struct RoutingExplanationTests {
    @Test("an explanation tells the scope and the record sets of the reply that was given")
    func agreement() throws {
        let cases = GeneratedCases()
        var scopes = 0
        var depths = [0, 0, 0]
        for index in 0..<150 {
            let world = cases.world(index)
            let state = try ServingState(
                zones: world.zones,
                locations: world.locations,
                options: AnswerOptions(),
                health: World.words(of: world.unhealthy)
            )
            for query in cases.queries(for: world, index) {
                let asked = query.question
                let received = state.reply(
                    to: query.message.encoded,
                    from: asked.peer,
                    over: .tcp(idleTimeout: 0),
                    random: asked.random
                )
                guard let choice = received.outcome.choice, let subnet = asked.subnet,
                    subnet.length > 0, state.usesClientSubnet(inZone: choice.zone)
                else { continue }
                let explanation = state.explain(
                    choice,
                    for: subnet.address,
                    sourceLength: subnet.length,
                    random: asked.random
                )
                let reply = ReplyContents(try MessageReader.read(received.octets))
                #expect(explanation.scope == reply.scopePrefixLength)
                let way = explanation.way
                depths[min(way.count, depths.count) - 1] += 1
                scopes += explanation.scope > 0 ? 1 : 0
                if way.contains(where: \.chosen.isEmpty) { #expect(!reply.authority.isEmpty) }
                for step in way { Self.check(step) }
            }
        }
        #expect(scopes >= 100)
        #expect(depths.allSatisfy { $0 >= 20 }, "\(depths)")
    }

    /// What must be so at every step.
    private static func check(_ step: RoutingExplanation) {
        let verdicts = step.alternatives.map(\.verdict)
        let firstElsewhere = verdicts.firstIndex(of: .elsewhere) ?? verdicts.count
        #expect(verdicts[firstElsewhere...].allSatisfy { $0 == .elsewhere })
        let isChosenUnhealthy = step.chosen.contains { $0.health == .assumed }
        let considered = step.alternatives.prefix(firstElsewhere)
        if isChosenUnhealthy, considered.count > 1 {
            #expect(considered.allSatisfy { [.unhealthy, .assumed].contains($0.health) })
        }
        #expect(!step.chosen.contains { $0.health == .unhealthy })
        #expect(considered.isEmpty == step.chosen.isEmpty)
        if step.clientPlace == nil { #expect(firstElsewhere == verdicts.count) }
    }
}
