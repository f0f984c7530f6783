internal import Answering
internal import DNSWire
internal import Glibc
internal import Telemetry

extension WorkerCounters {
    /// Counts what became of a query.
    func add(_ outcome: Outcome) {
        guard outcome.length > 0 else {
            add(to: .notQueries)
            return
        }
        countReply(
            ServerEvent(outcome.replyClass),
            code: outcome.responseCode.rawValue,
            questionType: outcome.questionType.rawValue,
            zone: outcome.zone
        )
        if outcome.replyClass == .noData, outcome.choice != nil { add(to: .routedNoData) }
    }
}

extension ServerEvent {
    init(_ replyClass: Outcome.ReplyClass) {
        self =
            switch replyClass {
            case .dropped: .notQueries
            case .answer: .answers
            case .noData: .noData
            case .nameError: .nameErrors
            case .referral: .referrals
            case .truncated: .truncatedReplies
            case .error: .errorReplies
            }
    }

    init(sendError code: Int32) {
        self =
            switch code {
            case EAGAIN, ENOBUFS, ENOMEM: .sendBufferFull
            case EPERM, EACCES: .sendNotPermitted
            case EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN: .sendUnreachable
            case ECONNREFUSED: .sendRefused
            case EMSGSIZE: .sendTooLong
            default: .sendFailed
            }
    }
}
