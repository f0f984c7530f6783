package import Answering
package import DNSWire

/// What holds for the reply to any octets whatsoever. The fuzzer and the mutation test ask it.
package enum ReplyRules {
    /// A rule that a reply breaks.
    package enum Breach: Error, Sendable {
        case tooLong(length: Int, limit: Int)
        /// A reply to something that must get none: too short, or itself a reply.
        case answeredWhatIsNoQuery
        case silence
        case notAReply
        case idOrOpcode
        case reservedBits
        case unreadable(MessageError)
        case responseCode(told: ResponseCode, written: ResponseCode)
        case questionNotEchoed
        case optWithoutOPT
        /// An error reply larger than its query and an OPT record.
        case amplifiedError(length: Int)
    }

    /// Longest OPT record of an error reply: client subnet, cookies, keepalive, NSID and the
    /// extended error.
    private static let longestOPT = 11 + 24 + 28 + 6 + 16 + 6

    /// Checks the reply to `query`, and gives it decoded; nil if silence was right.
    package static func check(
        _ reply: [UInt8],
        to query: [UInt8],
        _ outcome: Outcome,
        over transport: AnswerContext.Transport,
        udpSize: Int
    ) throws -> Message? {
        guard query.count >= Query.headerLength, query[2] & 0x80 == 0 else {
            guard reply.isEmpty else { throw Breach.answeredWhatIsNoQuery }
            return nil
        }
        guard reply.count >= Query.headerLength else { throw Breach.silence }
        let parsed = Query(query.span)
        let limit = Self.limit(parsed, transport, udpSize)
        guard reply.count <= limit else {
            throw Breach.tooLong(length: reply.count, limit: limit)
        }
        guard reply[2] & 0x80 != 0 else { throw Breach.notAReply }
        guard reply[0] == query[0], reply[1] == query[1], reply[2] & 0x79 == query[2] & 0x79 else {
            throw Breach.idOrOpcode
        }
        guard reply[3] & 0xf0 == 0 else { throw Breach.reservedBits }
        let message: Message
        do {
            message = try MessageReader.read(reply)
        } catch {
            throw Breach.unreadable(error)
        }
        guard message.responseCode == outcome.responseCode else {
            throw Breach.responseCode(told: outcome.responseCode, written: message.responseCode)
        }
        if message.opt != nil, parsed.edns == nil { throw Breach.optWithoutOPT }
        if parsed.hasReadableQuestion {
            let question = Query.headerLength..<parsed.questionEnd
            guard reply.count >= question.upperBound, reply[question] == query[question] else {
                throw Breach.questionNotEchoed
            }
        }
        if outcome.replyClass == .error, reply.count > query.count + Self.longestOPT {
            throw Breach.amplifiedError(length: reply.count)
        }
        return message
    }

    private static func limit(
        _ query: Query,
        _ transport: AnswerContext.Transport,
        _ udpSize: Int
    ) -> Int {
        guard case .udp = transport else { return 65_535 }
        return min(max(512, Int(query.edns?.udpSize ?? 0)), udpSize)
    }
}
