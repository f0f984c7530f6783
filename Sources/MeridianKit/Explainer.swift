import Addressing
import Answering
import Configuration
import DNSWire
import GeoIP
import Geography
import Routing

/// Asks the published state as a client would, and says what it answered and why.
struct Explainer {
    let content: Content

    func explain(
        _ name: DomainName,
        _ type: RRType,
        from client: IPAddress
    ) throws(MeridianError) -> Explanation {
        let asked = Inquiry(name, type).put(to: content.state, from: client)
        let (reply, outcome) = (asked.message, asked.outcome)
        let routing = outcome.choice.flatMap { content.state.explain($0, for: client) }
            .map { explain($0, Self.routedRRset(in: reply, asked: (name, type))) }
        return Explanation(
            question: .init(name: "\(name)", type: "\(type)"),
            client: "\(client)",
            location: try location(of: client),
            zone: outcome.zone.flatMap(content.state.zone).map { "\($0.apex)" },
            routing: routing,
            status: "\(reply.responseCode)",
            answer: reply.answers.map(\.description),
            scope: asked.scope?.description
        )
    }

    /// A routed RRset ends the way to the answer. If none of its alternatives is for the client,
    /// it is missing where the last alias leads.
    private static func routedRRset(
        in reply: Message,
        asked: (DomainName, RRType)
    ) -> (owner: DomainName, type: RRType) {
        guard let last = reply.answers.last else { return asked }
        guard !reply.authority.isEmpty, case .cname(let alias) = last.data else {
            return (last.owner, last.type)
        }
        return (alias.target, asked.1)
    }

    private func explain(
        _ explanation: RoutingExplanation,
        _ routed: (owner: DomainName, type: RRType)
    ) -> Explanation.Routing {
        let chosen = explanation.alternatives.first { $0.verdict == .chosen }
        let recordSet = { (alternative: RoutingExplanation.Alternative) in
            Explanation.Routing.RecordSet(
                location: "\(alternative.code)",
                setIdentifier: alternative.setIdentifier,
                reason: Self.reason(alternative, chosen: chosen)
            )
        }
        return Explanation.Routing(
            name: "\(routed.owner)",
            type: "\(routed.type)",
            policy: "geolocation",
            chosen: chosen.map(recordSet),
            passedOver: explanation.alternatives.filter { $0.verdict != .chosen }.map(recordSet)
        )
    }

    private static func reason(
        _ alternative: RoutingExplanation.Alternative,
        chosen: RoutingExplanation.Alternative?
    ) -> String {
        switch alternative.verdict {
        case .chosen:
            alternative.code == .default
                ? "no other record set matches" : "the most specific match"
        case .passedOver:
            "matches too, but \(chosen?.code.description ?? "another") is more specific"
        case .elsewhere:
            "does not match the client's location"
        }
    }

    /// Where the client is, and the narrowest network that says so.
    private func location(of client: IPAddress) throws(MeridianError) -> Explanation.ClientLocation
    {
        let address = client.geographic.address
        let location = content.state.locations.location(of: client)
        let own = content.settings.configuration.networks.map(\.prefix.geographic)
            .filter { $0.contains(address) }
            .max { $0.length < $1.length }
        var found: (source: Explanation.ClientLocation.Source, network: IPPrefix?, file: String?)
        if let own {
            found = (.ownNetworks, own, content.configurationPath)
        } else if let database = content.locations.database {
            found = (.database, try network(of: address, in: database), database.info.path)
        } else {
            found = (.nothing, nil, nil)
        }
        return Explanation.ClientLocation(
            word: "\(location)",
            name: location.nameAndWord,
            network: found.network?.description,
            source: found.source,
            file: found.file,
            databaseDate: content.locations.database?.info.buildDate
        )
    }

    private func network(
        of address: IPAddress,
        in database: GeoDatabase
    ) throws(MeridianError) -> IPPrefix {
        do throws(GeoDatabaseError) {
            return try GeoDatabase.lookUp(address, in: database.info.path).network
        } catch {
            throw .refused([.error("\(error)")])
        }
    }
}
