import Addressing
import Answering
import DNSWire
import Geography
import TestSupport

/// A second implementation of the whole lookup, naive and slow, that shares no code with
/// Answering: what it says is right by reading.
struct Oracle {
    let zones: [OracleZone]
    let routing: OracleRouting
    /// Numbers of health checks.
    let unhealthy: Set<UInt32>

    init(zones: [ZoneContents], locations: LocationRanges, unhealthy: Set<UInt32>) {
        self.zones = zones.map(OracleZone.init)
        routing = OracleRouting(locations: locations)
        self.unhealthy = unhealthy
    }

    /// The reply that is due, and what the question met.
    struct Verdict {
        var reply: ReplyContents
        var traits: Set<LookupTrait>
    }

    func verdict(on question: Question) -> Verdict {
        var resolution = OracleResolution(oracle: self, question: question)
        resolution.run()
        return Verdict(reply: resolution.reply, traits: resolution.traits)
    }

    /// A question and who asks it.
    struct Question: Hashable {
        var name: DomainName
        var type: RRType
        var peer: IPAddress
        /// The client subnet option of the query.
        var subnet: IPPrefix?
        /// What policies draw with.
        var random: UInt64
    }

    /// The zone that answers for `name`: the closest enclosing one. DS at an apex is the parent
    /// zone's, if that is held here (RFC 4035 §3.1.4.1).
    func zone(for name: DomainName, _ type: RRType) -> OracleZone? {
        let closest = closestZone(to: name)
        guard type == .ds, closest?.apex == name, let parent = name.parent else { return closest }
        return closestZone(to: parent) ?? closest
    }

    private func closestZone(to name: DomainName) -> OracleZone? {
        zones.filter { name.isAtOrBelow($0.apex) }
            .max { $0.apex.labelCount < $1.apex.labelCount }
    }
}
