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
    guard (Query.headerLength...Query.maximumLength).contains(query.count), !isReply(query) else {
        return .dropped
    }
    var search = AnswerSearch(from: peer, random: context.random)
    search.query.read(query)
    let edns = EDNSNegotiation(search.query, context: context, state: state, room: reply.count)
    var draft = ReplyDraft(
        search.query,
        query,
        limit: edns.sectionLimit,
        in: &reply
    )

    switch search.query.isOrdinary ? .lookUp : screen(search.query) {
    case .lookUp: search.run(query, in: state, &draft)
    case .identify: answerIdentity(search.query, query, state.view.options.identities, &draft)
    case .refuse(let code, let reason): draft.refuse(code, reason)
    case .refuseSignature: draft.refuse(.notAuth)
    case .refreshCookie: draft.replyClass = .answer
    }

    edns.writeOPT(&search, query, context, state, &draft)
    if draft.responseCode == .notAuth, let signature = search.query.transactionSignature {
        writeSignatureRefusal(query, at: signature, limit: edns.messageLimit, &draft)
    }
    return draft.finish()
}

/// Two servers must never be able to bounce replies at each other (RFC 1035 §4.1.1).
func isReply(_ message: Span<UInt8>) -> Bool { message[2] & 0x80 != 0 }

extension Outcome {
    static let dropped = Outcome(
        length: 0,
        responseCode: .noError,
        replyClass: .dropped,
        cookie: .absent
    )
}
