package import Addressing
internal import DNSWire

/// Answers one message: the whole answer path (RFC 1034 §4.3.2, RFC 6891, RFC 7871), a pure
/// function of its arguments that allocates nothing and waits for nothing.
///
/// - Parameters:
///   - query: the message as it came.
///   - peer: the address it came from; IPv4 as IPv4.
///   - context: transport, time and random bits.
///   - state: zones, decision maps and options. The caller keeps it alive.
///   - reply: room for the reply. UDP needs the server's UDP size, TCP 65,535 octets.
/// - Returns: how long the reply is, and what became of the query.
package func respond(
    to query: Span<UInt8>,
    from peer: IPAddress,
    context: AnswerContext,
    state: ServingState,
    into reply: inout MutableSpan<UInt8>
) -> Outcome {
    guard query.count >= Query.headerLength, !isReply(query) else { return .dropped }
    var parsed = Query()
    parsed.read(query)
    let edns = EDNSNegotiation(parsed, context: context, state: state, room: reply.count)
    var draft = ReplyDraft(
        parsed,
        query,
        limit: edns.sectionLimit(parsed),
        in: reply._mutatingExtracting(...)
    )
    var signature: Int?

    switch screen(parsed) {
    case .refuse(let code, let reason): draft.refuse(code, reason)
    case .refreshCookie: draft.replyClass = .answer
    case .refuseSignature(let offset):
        draft.refuse(.notAuth)
        signature = offset
    case .identify: answerIdentity(parsed, query, state.view.options.identities, &draft)
    case .lookUp: AnswerSearch(parsed, peer).run(query, in: state, &draft)
    }

    edns.writeOPT(parsed, query, from: peer, context, state, &draft)
    if let signature {
        writeSignatureRefusal(query, at: signature, limit: edns.messageLimit, &draft)
    }
    draft.writeHeader()
    return draft.outcome
}

/// Two servers must never be able to bounce replies at each other (RFC 1035 §4.1.1).
private func isReply(_ message: Span<UInt8>) -> Bool { message[2] & 0x80 != 0 }

extension Outcome {
    fileprivate static let dropped = Outcome(
        length: 0,
        responseCode: .noError,
        replyClass: .dropped,
        cookie: .absent
    )
}
