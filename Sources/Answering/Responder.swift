package import Addressing
internal import DNSWire

/// Answers one message: a pure function of its arguments.
package func respond(
    to query: Span<UInt8>,
    from peer: IPAddress,
    context: AnswerContext,
    state: ServingState,
    into reply: inout MutableSpan<UInt8>
) -> Outcome {
    var outcome = Outcome(
        length: 0,
        responseCode: .refused,
        replyClass: .dropped,
        cookie: .absent
    )
    guard query.count >= 12, query[2] & 0x80 == 0 else { return outcome }
    for index in 0..<min(query.count, reply.count) { reply[index] = query[index] }
    reply[2] |= 0x80
    reply[3] = UInt8(ResponseCode.refused.rawValue)
    outcome.length = min(query.count, reply.count)
    outcome.replyClass = .error
    return outcome
}
