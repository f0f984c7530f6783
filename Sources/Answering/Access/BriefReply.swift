package import Addressing
internal import DNSWire

/// What a reply says instead of an answer.
package enum BriefReply: Sendable {
    /// REFUSED: this client may not ask here (RFC 8914 §4.19).
    case prohibited
    /// The answer is to be had over TCP.
    case truncated
}

/// As `respond`, but replies to what could be answered with `brief`, which is never longer than the
/// query and the OPT record. Looks nothing up.
package func reply(
    _ brief: BriefReply,
    to query: Span<UInt8>,
    from peer: IPAddress,
    context: AnswerContext,
    state: ServingState,
    into room: inout MutableSpan<UInt8>
) -> Outcome {
    guard (Query.headerLength...Query.maximumLength).contains(query.count), !isReply(query) else {
        return .dropped
    }
    var search = AnswerSearch(from: peer, random: context.random)
    search.query.read(query)
    let edns = EDNSNegotiation(search.query, context: context, state: state, room: room.count)
    var draft = ReplyDraft(search.query, query, limit: edns.sectionLimit, in: &room)
    if case .refuse(let code, let reason) = screen(search.query) {
        draft.refuse(code, reason)
    } else {
        switch brief {
        case .prohibited: draft.refuse(.refused, .prohibited)
        case .truncated: draft.truncate()
        }
    }
    edns.writeOPT(&search, query, context, state, &draft)
    return draft.finish()
}
