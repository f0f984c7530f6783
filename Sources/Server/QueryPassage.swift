internal import Addressing
internal import Answering
internal import Telemetry

/// The way of a datagram to `respond`, and of the reply back. A type, not a value: the worker's loop
/// exists twice, and where nobody is asked who may ask there is no trace of the question in it.
protocol QueryPassage {
    static var isGuarded: Bool { get }

    /// Nil if nobody is to have an answer.
    static func arrival(
        of datagram: Span<UInt8>,
        from peer: IPAddress,
        at socket: DatagramSocket
    ) -> Arrival?

    /// Nil if there is to be no reply, which is counted already.
    static func answer(
        _ query: Span<UInt8>,
        from client: IPAddress,
        _ context: AnswerContext,
        _ state: ServingState,
        _ socket: DatagramSocket,
        _ restraint: inout ReplyRestraint,
        counting counters: WorkerCounters,
        into reply: inout MutableSpan<UInt8>
    ) -> Outcome?
}

/// Everybody may ask everything, as often as they like.
enum OpenPassage: QueryPassage {
    static var isGuarded: Bool { false }

    @inline(always)
    static func arrival(
        of datagram: Span<UInt8>,
        from peer: IPAddress,
        at socket: DatagramSocket
    ) -> Arrival? { Arrival(from: peer) }

    @inline(always)
    static func answer(
        _ query: Span<UInt8>,
        from client: IPAddress,
        _ context: AnswerContext,
        _ state: ServingState,
        _ socket: DatagramSocket,
        _ restraint: inout ReplyRestraint,
        counting counters: WorkerCounters,
        into reply: inout MutableSpan<UInt8>
    ) -> Outcome? {
        respond(to: query, from: client, context: context, state: state, into: &reply)
    }
}

/// There is something to be asked: by the listen address, a zone, or because replies are limited.
enum GuardedPassage: QueryPassage {
    static var isGuarded: Bool { true }

    static func arrival(
        of datagram: Span<UInt8>,
        from peer: IPAddress,
        at socket: DatagramSocket
    ) -> Arrival? { Arrival(datagram, from: peer, through: socket.gate) }

    static func answer(
        _ query: Span<UInt8>,
        from client: IPAddress,
        _ context: AnswerContext,
        _ state: ServingState,
        _ socket: DatagramSocket,
        _ restraint: inout ReplyRestraint,
        counting counters: WorkerCounters,
        into reply: inout MutableSpan<UInt8>
    ) -> Outcome? {
        let answered = respondGuarded(
            to: query,
            from: client,
            context: context,
            state: state,
            through: socket.gate,
            counting: counters,
            into: &reply
        )
        guard var outcome = answered else { return nil }
        let isAdmitted = restraint.admits(
            &outcome,
            to: query,
            from: client,
            context: context,
            state: state,
            counting: counters,
            in: &reply
        )
        return isAdmitted ? outcome : nil
    }
}
