package import Addressing
package import Answering

extension ServingState {
    /// What this state sends to `query`; empty if nothing. Time stands still, and the random bits
    /// are the same every time unless the caller has others. `room` is the size of the buffer for the reply.
    package func reply(
        to query: [UInt8],
        from peer: IPAddress,
        over transport: AnswerContext.Transport,
        at now: UInt32 = 1_700_000_000,
        random: UInt64 = 0x5eed,
        room: Int = 65535
    ) -> (octets: [UInt8], outcome: Outcome) {
        let context = AnswerContext(transport: transport, now: now, random: random)
        var buffer = [UInt8](repeating: 0xaa, count: room)
        var span = buffer.mutableSpan
        let outcome = respond(
            to: query.span,
            from: peer,
            context: context,
            state: self,
            into: &span
        )
        return (Array(buffer.prefix(outcome.length)), outcome)
    }
}
