package import Addressing
package import Answering
package import DNSWire

/// A question that is put to a published state as a client would put it, through a resolver that
/// passes all of the client's address on.
package struct Inquiry: Sendable, Hashable {
    package let name: DomainName
    package let type: RRType

    package init(_ name: DomainName, _ type: RRType) {
        self.name = name
        self.type = type
    }

    /// What policies draw with unless somebody has other bits.
    package static let usualRandom: UInt64 = 0

    package struct Reply: Sendable {
        package let message: Message
        package let outcome: Outcome
        /// The network around the client in which every client gets the same, as the reply says
        /// (RFC 7871); nil if it says nothing.
        package let scope: IPPrefix?
        /// The random bits that led to it.
        package let random: UInt64
        /// How likely it is, from 0 to 1.
        package fileprivate(set) var share = 1.0
    }

    /// Asks through the answer path itself. Zones that do not look at client subnets see the
    /// client's address as that of the resolver.
    package func put(
        to state: ServingState,
        from client: IPAddress,
        random: UInt64 = usualRandom
    ) -> Reply {
        let subnet = IPPrefix(around: client, length: client.family.bitWidth)
        let options = subnet.map { [ClientSubnet($0).option] } ?? []
        let query = ClientQuery(name, type, opt: OPTRecord(options: options)).encoded
        var buffer = [UInt8](repeating: 0, count: Self.longestReply)
        var room = buffer.mutableSpan
        let outcome = respond(
            to: query.span,
            from: client.unmapped,
            context: AnswerContext(transport: .tcp(idleTimeout: 0), now: 0, random: random),
            state: state,
            into: &room
        )
        do {
            let message = try MessageReader.read(Array(buffer.prefix(outcome.length)))
            return Reply(
                message: message,
                outcome: outcome,
                scope: try message.opt?.data(of: .clientSubnet).flatMap { data in
                    let length = try ClientSubnet(data.span, in: .reply).scopePrefixLength
                    return IPPrefix(around: client, length: length)
                },
                random: random
            )
        } catch {
            preconditionFailure("the answer path has written a reply that is none: \(error)")
        }
    }

    /// The replies to all lots that the client can draw, with their shares.
    package func putWithAllLots(to state: ServingState, from client: IPAddress) -> [Reply] {
        let first = put(to: state, from: client)
        guard let choice = first.outcome.choice else { return [first] }
        let lots = state.lots(behind: choice, for: client)
        guard lots.count > 1 else { return [first] }
        return lots.map { lot in
            var reply = put(to: state, from: client, random: lot.random)
            reply.share = lot.share
            return reply
        }
    }

    /// Octets of a DNS message over TCP (RFC 1035 §4.2.2).
    private static let longestReply = 65535
}
