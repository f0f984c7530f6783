import Addressing
import Answering
import DNSWire
import Geography
import TestSupport

/// A world and a query on which responder and oracle disagree, made as small as it gets.
struct FailingCase {
    private(set) var zones: [ZoneContents]
    let locations: LocationRanges
    let unhealthy: Set<UInt32>
    let query: GeneratedQuery

    /// Nil if both agree.
    var disagreement: ReplyComparison.Disagreement? {
        do {
            let state = try ServingState(
                zones: zones,
                locations: locations,
                options: AnswerOptions(),
                health: World.words(of: unhealthy)
            )
            _ = try ReplyComparison(state: state, query: query, expected: expected).check()
            return nil
        } catch let disagreement as ReplyComparison.Disagreement {
            return disagreement
        } catch {
            return ReplyComparison.Disagreement(message: "not published", reply: "\(error)")
        }
    }

    private var expected: ReplyContents {
        Oracle(zones: zones, locations: locations, unhealthy: unhealthy)
            .verdict(on: query.question).reply
    }

    /// Leaves out zones and RRsets, one at a time, as long as the disagreement stays.
    mutating func shrink() {
        while let smaller = simplifications.first(where: { $0.disagreement != nil }) {
            self = smaller
        }
    }

    private var simplifications: some Sequence<FailingCase> {
        let zoneCuts = zones.indices.lazy.map { index in
            changed { $0.remove(at: index) }
        }
        let plainCuts = zones.indices.lazy.flatMap { zone in
            zones[zone].plainRRsets.indices.lazy
                .filter { zones[zone].plainRRsets[$0].type != .soa }
                .map { rrset in changed { $0[zone].plainRRsets.remove(at: rrset) } }
        }
        let routedCuts = zones.indices.lazy.flatMap { zone in
            zones[zone].routedRRsets.indices.lazy
                .map { rrset in changed { $0[zone].routedRRsets.remove(at: rrset) } }
        }
        return [AnySequence(zoneCuts), AnySequence(plainCuts), AnySequence(routedCuts)]
            .lazy.joined()
    }

    private func changed(_ change: (inout [ZoneContents]) -> Void) -> FailingCase {
        var other = self
        change(&other.zones)
        return other
    }

    /// Zones, query, and what either side says.
    var report: String {
        let zoneTexts = zones.map { MasterFileText.text(of: $0) }
        let question = query.question
        let subnet = question.subnet.map { " +subnet=\($0)" } ?? ""
        let size = query.payloadSize.map { " +bufsize=\($0)" } ?? ""
        let found = disagreement
        return """
            \(zoneTexts.joined(separator: "\n"))
            ;; query: \(question.name) \(question.type)\(subnet)\(size) from \(question.peer)
            ;; at \(locationWords)
            ;; unhealthy: \(unhealthy.sorted()), random bits: \(question.random)
            ;; oracle: \(expected)
            ;; responder, \(found?.message ?? "agrees"): \(found?.reply ?? "")
            """
    }

    private var locationWords: String {
        let question = query.question
        let addresses = [question.peer] + (question.subnet.map { [$0.address] } ?? [])
        return addresses.map { locations.location(of: $0).description }.joined(separator: ", ")
    }
}
