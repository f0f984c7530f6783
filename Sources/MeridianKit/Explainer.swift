import Addressing
import Answering
import Configuration
import DNSWire
import GeoIP
import Geography

/// Asks the published state as a client would, and says what it answered and why.
struct Explainer {
    let content: Content
    let configurationPath: String

    func explain(
        _ name: DomainName,
        _ type: RRType,
        from client: IPAddress
    ) throws(MeridianError) -> Explanation {
        let reply = try ask(name, type, from: client)
        return Explanation(
            question: .init(name: "\(name)", type: "\(type)"),
            client: "\(client)",
            location: try location(of: client),
            routing: routing(name, type, client, reply),
            status: "\(reply.responseCode)",
            answer: reply.answers.map(\.description),
            scope: try scope(of: reply, around: client)
        )
    }

    /// The reply that a client at this address gets through a resolver that passes all of the
    /// address on.
    private func ask(
        _ name: DomainName,
        _ type: RRType,
        from client: IPAddress
    ) throws(MeridianError) -> Message {
        var options: [EDNSOption] = []
        if let whole = IPPrefix(around: client, length: client.family.bitWidth) {
            options.append(ClientSubnet(whole).option)
        }
        let query = ClientQuery(name, type, opt: OPTRecord(options: options)).encoded
        var buffer = [UInt8](repeating: 0, count: 65535)
        var room = buffer.mutableSpan
        let outcome = respond(
            to: query.span,
            from: client.unmapped,
            context: AnswerContext(transport: .tcp(idleTimeout: 0), now: 0, random: 0),
            state: content.state,
            into: &room
        )
        do throws(MessageError) {
            return try MessageReader.read(Array(buffer.prefix(outcome.length)))
        } catch {
            throw .refused([.error("the reply cannot be read: \(error)")])
        }
    }

    /// The decision behind the last routed name on the way from the question to the answer.
    private func routing(
        _ name: DomainName,
        _ type: RRType,
        _ client: IPAddress,
        _ reply: Message
    ) -> Explanation.Routing? {
        let aliases = reply.answers.compactMap { record -> DomainName? in
            if case .cname(let cname) = record.data { cname.target } else { nil }
        }
        for owner in ([name] + aliases).reversed() {
            if let decision = content.state.routingDecision(for: owner, type: type, client: client)
            {
                return explain(decision, at: owner)
            }
        }
        return nil
    }

    private func explain(_ decision: RoutingDecision, at owner: DomainName) -> Explanation.Routing {
        let chosen = decision.candidates.first
        let lessSpecific = decision.candidates.dropFirst().map { alternative in
            Explanation.Routing.RecordSet(
                location: "\(alternative.code)",
                setIdentifier: alternative.identifier,
                reason: "matches too, but \(chosen?.code.description ?? "") is more specific"
            )
        }
        let others = decision.others.map { alternative in
            Explanation.Routing.RecordSet(
                location: "\(alternative.code)",
                setIdentifier: alternative.identifier,
                reason: "does not match the client's location"
            )
        }
        return Explanation.Routing(
            name: "\(owner)",
            type: "\(decision.type)",
            policy: "geolocation",
            chosen: chosen.map { alternative in
                Explanation.Routing.RecordSet(
                    location: "\(alternative.code)",
                    setIdentifier: alternative.identifier,
                    reason: alternative.code == .default
                        ? "no other record set matches" : "the most specific match"
                )
            },
            passedOver: lessSpecific + others
        )
    }

    private func scope(
        of reply: Message,
        around client: IPAddress
    ) throws(MeridianError) -> String? {
        guard let data = reply.opt?.data(of: .clientSubnet) else { return nil }
        do throws(ClientSubnet.Problem) {
            let subnet = try ClientSubnet(data.span, in: .reply)
            return IPPrefix(around: client, length: subnet.scopePrefixLength)?.description
        } catch {
            throw .refused([.error("the client subnet of the reply cannot be read: \(error)")])
        }
    }

    /// Where the client is, and the narrowest network that says so.
    private func location(of client: IPAddress) throws(MeridianError) -> Explanation.ClientLocation
    {
        let address = client.geographic.address
        let location = content.state.locations.location(of: client)
        let own = content.configuration.networks.map(\.prefix.geographic)
            .filter { $0.contains(address) }
            .max { $0.length < $1.length }
        var found: (source: Explanation.ClientLocation.Source, network: IPPrefix?, file: String?)
        if let own {
            found = (.ownNetworks, own, configurationPath)
        } else if let database = content.database {
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
            databaseDate: content.database?.info.buildDate
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
