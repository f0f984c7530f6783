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
    enum Size: String, CaseIterable {
        case fits = "fits into a datagram"
        case withoutAdditional = "fits without some additional data"
        case truncated = "does not fit"
    }

    func check() throws(Disagreement) -> Size {
        let whole = try reply(over: .tcp(idleTimeout: 100))
        try expect(whole.contents == expected, "the sections differ", whole)
        let short = try reply(over: .udp)
        try expect(short.length <= sizeLimit, "\(short.length) octets over UDP", short)
        if whole.length <= sizeLimit {
            try expect(short.contents == expected, "UDP differs from TCP", short)
            return .fits
        }
        try checkShortened(short, whole: whole)
        return short.contents.isTruncated ? .truncated : .withoutAdditional
    }

    private struct Reply {
        var contents: ReplyContents
        var length: Int
    }

    /// RFC 6891 §6.2.3 and RFC 9715: the client's limit, 512 at least, and ours.
    private var sizeLimit: Int {
        min(max(512, Int(query.payloadSize ?? 512)), AnswerOptions().udpSize)
    }

    /// Additional data goes first, then all of it (RFC 2181 §9); glue inside the delegated zone
    /// is not optional (RFC 9471 §3).
    private func checkShortened(_ reply: Reply, whole: Reply) throws(Disagreement) {
        let cut = expected.authority.first { $0.type == .ns }?.owner
        let optional = expected.additional.filter { rrset in
            cut.map { !rrset.owner.isAtOrBelow($0) } ?? true
        }
        var trimmed = expected
        if reply.contents.isTruncated {
            let required = whole.length - optional.reduce(0) { $0 + Self.length(of: $1) }
            try expect(required > sizeLimit, "TC, but what is required fits", reply)
            // An invitation to TCP, which says nothing of the answer.
            trimmed.isTruncated = true
            trimmed.responseCode = .noError
            trimmed.scopePrefixLength = reply.contents.scopePrefixLength
            (trimmed.answer, trimmed.authority, trimmed.additional) = ([], [], [])
        } else {
            trimmed.additional.removeAll { rrset in
                optional.contains(rrset) && !reply.contents.additional.contains(rrset)
            }
        }
        try expect(reply.contents == trimmed, "not what is left when it is too long", reply)
    }

    /// What an RRset takes whose owner is a pointer, as that of an address is whose name stands
    /// in the RDATA that calls for it.
    private static func length(of rrset: ReplyRRset) -> Int {
        rrset.records.reduce(0) { $0 + 12 + $1.wire.count }
    }

    private func reply(
        over transport: AnswerContext.Transport
    ) throws(Disagreement) -> Reply {
        let sent = query.message
        let encoded = sent.encoded
        let received = state.reply(
            to: encoded,
            from: query.question.peer,
            over: transport,
            random: query.question.random
        )
        let message: Message
        do {
            message = try MessageReader.read(received.octets)
        } catch {
            let octets = HexDigits.text(of: received.octets)
            throw Disagreement(message: "the reply cannot be read: \(error)", reply: octets)
        }
        let reply = Reply(contents: ReplyContents(message), length: received.octets.count)
        // The question, letter case included (RFC 5452 §9.1).
        let length = sent.question.qname.wire.count + 4
        let question = received.octets.dropFirst(Query.headerLength).prefix(length)
        let isEchoed = question == encoded.dropFirst(Query.headerLength).prefix(length)
        try expect(message.questions.count == 1 && isEchoed, "no echo of the question", reply)
        try checkFrame(message, sent, reply)
        let code = received.outcome.responseCode
        try expect(code == reply.contents.responseCode, "the Outcome says \(code)", reply)
        return reply
    }

    /// Header and OPT.
    private func checkFrame(
        _ message: Message,
        _ sent: ClientQuery,
        _ reply: Reply
    ) throws(Disagreement) {
        let header = message.header
        try expect(header.id == sent.header.id, "ID \(header.id)", reply)
        let others = header.flags.subtracting([.authoritativeAnswer, .truncation])
        try expect(others == [.response, .recursionDesired], "flags \(header.flags)", reply)
        try expect((message.opt != nil) == (query.payloadSize != nil), "OPT", reply)
        let echo = message.opt?.data(of: .clientSubnet)
        try expect((echo != nil) == (query.question.subnet != nil), "client subnet", reply)
        guard var echo, let subnet = query.question.subnet else { return }
        if echo.count > 3 { echo[3] = 0 }
        let isEchoed = echo == ClientSubnet(subnet).data
        try expect(isEchoed, "the client subnet is not echoed", reply)
    }

    private func expect(
        _ condition: Bool,
        _ message: String,
        _ reply: Reply
    ) throws(Disagreement) {
        guard !condition else { return }
        throw Disagreement(message: message, reply: reply.contents.description)
    }
}
