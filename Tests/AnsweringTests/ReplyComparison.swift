import Answering
import DNSWire
import TestSupport

/// Sends one query to the responder, over TCP and over UDP, and holds the replies against the
/// oracle's verdict.
struct ReplyComparison {
    let state: ServingState
    let query: GeneratedQuery
    let expected: ReplyContents

    /// What a reply has that it should not, or lacks.
    struct Disagreement: Error {
        let message: String
        /// The reply as far as it can be read.
        let reply: String
    }

    /// What UDP made of the reply.
    enum Size {
        case fits
        case shortened
    }

    func check() throws(Disagreement) -> Size {
        let whole = try decodedReply(over: .tcp(idleTimeout: 100))
        try expect(whole.reply.contents == expected, "the sections differ", whole.reply)
        let short = try decodedReply(over: .udp)
        try expect(short.length <= sizeLimit, "\(short.length) octets over UDP", short.reply)
        if whole.length <= sizeLimit {
            try expect(short.reply.contents == expected, "UDP differs from TCP", short.reply)
            return .fits
        }
        try checkShortened(short.reply)
        return .shortened
    }

    /// RFC 6891 §6.2.3 and RFC 9715: the client's limit, 512 at least, and ours.
    private var sizeLimit: Int {
        min(max(512, Int(query.payloadSize ?? 512)), AnswerOptions().udpSize)
    }

    /// Additional data goes first, then all of it (RFC 2181 §9); glue inside the delegated zone
    /// is not optional (RFC 9471 §3).
    private func checkShortened(_ reply: DecodedReply) throws(Disagreement) {
        var trimmed = expected
        trimmed.additional = reply.contents.additional
        if reply.contents.isTruncated {
            // An invitation to TCP, which says nothing of the answer.
            trimmed.isTruncated = true
            trimmed.responseCode = .noError
            trimmed.scopePrefixLength = reply.contents.scopePrefixLength
            (trimmed.answer, trimmed.authority, trimmed.additional) = ([], [], [])
        }
        try expect(reply.contents == trimmed, "not what is left when it is too long", reply)
        guard !reply.contents.isTruncated else { return }
        let cut = expected.authority.first { $0.type == .ns }?.owner
        for rrset in expected.additional where !reply.contents.additional.contains(rrset) {
            let isRequired = cut.map(rrset.owner.isAtOrBelow) ?? false
            try expect(!isRequired, "glue left out without TC", reply)
        }
        let left = expected.additional.filter(reply.contents.additional.contains)
        try expect(left == reply.contents.additional, "additional data of nobody's", reply)
    }

    private func decodedReply(
        over transport: AnswerContext.Transport
    ) throws(Disagreement) -> (reply: DecodedReply, length: Int) {
        let sent = query.message
        let received = state.reply(to: sent.octets, from: query.question.peer, over: transport)
        let reply: DecodedReply
        do {
            reply = try DecodedReply(received.octets)
        } catch {
            let octets = HexDigits.text(of: received.octets)
            throw Disagreement(message: "the reply cannot be read: \(error)", reply: octets)
        }
        try checkFrame(reply, sent)
        let code = received.outcome.responseCode
        try expect(code == reply.contents.responseCode, "the Outcome says \(code)", reply)
        return (reply, received.octets.count)
    }

    /// Header, question and OPT.
    private func checkFrame(_ reply: DecodedReply, _ sent: QueryMessage) throws(Disagreement) {
        try expect(reply.id == sent.id, "ID \(reply.id)", reply)
        // All but AA, TC and RCODE: QR set, RD as in the query, the rest clear.
        try expect(reply.flags & ~0x060f == 0x8000 | sent.flags, "flags \(reply.flags)", reply)
        let question = Array(sent.octets[12..<(16 + sent.name.wire.count)])
        try expect(reply.question == question, "the question is not echoed", reply)
        try expect((reply.opt != nil) == (sent.payloadSize != nil), "OPT", reply)
        let echo = reply.opt?.options.first { $0.code == QueryMessage.Option.clientSubnetCode }
        try expect((echo != nil) == (query.question.subnet != nil), "client subnet", reply)
        guard var echo, let subnet = sent.options.first else { return }
        if echo.data.count > 3 { echo.data[3] = 0 }
        try expect(echo == subnet, "the client subnet is not echoed", reply)
    }

    private func expect(
        _ condition: Bool,
        _ message: String,
        _ reply: DecodedReply
    ) throws(Disagreement) {
        guard !condition else { return }
        throw Disagreement(message: message, reply: reply.contents.description)
    }
}
