import Addressing
import Answering
import DNSWire
import GeoIP
import Geography
import OperatorConfiguration
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
        let routing = outcome.choice.map { choice in
            content.state.explain(choice, for: client, random: Inquiry.usualRandom)
        }
        return Explanation(
            question: .init(name: "\(name)", type: "\(type)"),
            client: "\(client)",
            location: try location(of: client),
            zone: outcome.zone.flatMap(content.state.zone).map { "\($0.apex)" },
            routing: routing.map { .init($0, client) },
            status: "\(reply.responseCode)",
            answer: reply.answers.map(\.description),
            scope: asked.scope?.description
        )
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
