import Addressing
import Answering
import DNSWire
import Geography
import Routing
import Server

// Told when somebody asks, from what the worker kept: the messages, the outcome, and the state
// that the reply was made from.
extension RecordedQuery {
    init(_ entry: QueryRing.Entry) {
        let query = Self.message(entry.query)
        let reply = Self.message(entry.reply)
        let outcome = entry.outcome
        let state = entry.state
        let subnet = Self.subnet(of: query, in: .query)
        let (client, sourceLength) = Self.client(subnet, entry)
        let chosen = outcome.choice.flatMap { choice in
            state.explain(
                choice,
                for: client,
                sourceLength: sourceLength,
                random: entry.context.random
            ).chosen.first
        }
        number = entry.number
        time = Int(entry.context.now)
        self.client = "\(entry.peer)"
        transport =
            switch entry.context.transport {
            case .udp: .udp
            case .tcp: .tcp
            }
        clientSubnet = subnet.map { "\($0.address)/\($0.sourcePrefixLength)" }
        name = query?.questions.first.map { "\($0.qname)" }
        type = query?.questions.first.map { "\($0.qtype)" }
        self.reply = ReplyClass(outcome.replyClass)
        status = outcome.replyClass == .dropped ? nil : "\(outcome.responseCode)"
        answer = reply?.answers.map(\.description) ?? []
        scope = Self.subnet(of: reply, in: .reply)?.scopePrefixLength
        zone = outcome.zone.flatMap(state.zone).map { "\($0.apex)" }
        location = "\(state.locations.location(of: client))"
        network = state.locations.network(around: client)?.description
        rule = chosen?.words
        setIdentifier = chosen?.setIdentifier
    }

    /// Nil if it is no message, or more of it would be needed.
    private static func message(_ octets: [UInt8]) -> Message? {
        do {
            return try MessageReader.read(octets)
        } catch {
            return nil
        }
    }

    private static func subnet(
        of message: Message?,
        in direction: ClientSubnet.Direction
    ) -> ClientSubnet? {
        do {
            return try message?.opt?.data(of: .clientSubnet)
                .map { try ClientSubnet($0.span, in: direction) }
        } catch {
            return nil  // A format error, and answered as such.
        }
    }

    /// The address whose location counts, and how many bits of it are known. A SOURCE of 0 asks not to use the subnet (RFC 7871
    /// §7.1.2).
    private static func client(
        _ subnet: ClientSubnet?,
        _ entry: QueryRing.Entry
    ) -> (address: IPAddress, sourceLength: Int) {
        guard let subnet, subnet.sourcePrefixLength > 0,
            entry.outcome.zone.map(entry.state.usesClientSubnet) ?? true
        else { return (entry.peer, entry.peer.family.bitWidth) }
        return (subnet.address, subnet.sourcePrefixLength)
    }
}

extension RecordedQuery.ReplyClass {
    init(_ replyClass: Outcome.ReplyClass) {
        self =
            switch replyClass {
            case .dropped: .dropped
            case .answer: .answer
            case .noData: .noData
            case .nameError: .nameError
            case .referral: .referral
            case .truncated: .truncated
            case .error: .error
            }
    }
}
