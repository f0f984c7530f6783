internal import Addressing
internal import Answering
internal import Telemetry

/// Who asks in a datagram, and where in it.
struct Arrival {
    let client: IPAddress
    /// Where the query begins: behind the PROXY header, if there is one.
    private let queryStart: Int

    /// Straight from who asks.
    init(from peer: IPAddress) {
        client = peer
        queryStart = 0
    }

    @_lifetime(copy datagram)
    @inline(always)
    func query(in datagram: Span<UInt8>) -> Span<UInt8> {
        queryStart == 0 ? datagram : datagram.extracting(queryStart...)
    }

    /// Nil if nobody is to have an answer: the header is not there, or its sender may not send one.
    init?(_ datagram: Span<UInt8>, from peer: IPAddress, through gate: ListenerGate?) {
        guard let gate, gate.wantsProxyHeader else {
            client = peer
            queryStart = 0
            return
        }
        guard gate.isProxy(peer), case .whole(let length, let client) = ProxyHeader(of: datagram)
        else { return nil }
        self.client = client ?? peer
        queryStart = length
    }
}

/// `respond`, between those who ask whether this client may have an answer.
///
/// - Returns: what became of the query; nil if it is to have no reply, which is counted already.
func respondGuarded(
    to query: Span<UInt8>,
    from client: IPAddress,
    context: AnswerContext,
    state: ServingState,
    through gate: ListenerGate?,
    counting counters: WorkerCounters,
    into reply: inout MutableSpan<UInt8>
) -> Outcome? {
    var refusal = gate?.refusal(of: client)
    if refusal == nil {
        let outcome = respond(
            to: query,
            from: client,
            context: context,
            state: state,
            into: &reply
        )
        guard state.hasRestrictedZones, let zone = outcome.zone else { return outcome }
        refusal = state.refusal(of: client, byZone: zone)
        guard refusal != nil else { return outcome }
    }
    guard refusal == .reply else {
        counters.add(to: .accessDropped)
        return nil
    }
    counters.add(to: .accessRefused)
    return Answering.reply(
        .prohibited,
        to: query,
        from: client,
        context: context,
        state: state,
        into: &reply
    )
}
