/// The metrics that events are counted in, beside the transport.
package enum EventMetric: String, Sendable, CaseIterable {
    case queries = "meridian_queries_total"
    case sentReplies = "meridian_replies_sent_total"
    case replyClasses = "meridian_reply_classes_total"
    case routedNoData = "meridian_routing_no_answer_total"
    case droppedQueries = "meridian_queries_dropped_total"
    case guardedReplies = "meridian_replies_guarded_total"
    case unsentReplies = "meridian_replies_unsent_total"
    case receiveFailures = "meridian_receive_failures_total"
    case openedConnections = "meridian_connections_opened_total"
    case closedConnections = "meridian_connections_closed_total"
    case cutConnections = "meridian_connections_cut_total"
    case acceptFailures = "meridian_accept_failures_total"
    case droppedSamples = "meridian_samples_dropped_total"
    case queryLogRecords = "meridian_query_log_records_total"
    case queryLogDrops = "meridian_query_log_dropped_total"

    package var help: String {
        switch self {
        case .queries: "Messages that have come."
        case .sentReplies: "Replies that were handed to the system."
        case .replyClasses: "Replies by what they say."
        case .routedNoData: "Replies without records because no record set was for the client."
        case .droppedQueries: "Messages that got no reply."
        case .guardedReplies:
            "Replies that say less than others would, because of who asks, or how often."
        case .unsentReplies: "Replies that the system would not send."
        case .receiveFailures: "Failures to receive that are no drops."
        case .openedConnections: "Connections that were accepted."
        case .closedConnections: "Connections that were closed, whatever for."
        case .cutConnections: "Connections that did not end by the client's wish."
        case .acceptFailures: "Times that connections could not be accepted."
        case .droppedSamples: "Sampled queries for which there was no room; others stand for them."
        case .queryLogRecords: "Queries that were handed to the query log."
        case .queryLogDrops: "Queries missing in the query log, as its reader is too slow."
        }
    }

    /// What the second label says; nil if there is none.
    package var label: String? {
        switch self {
        case .replyClasses: "class"
        case .droppedQueries, .guardedReplies, .unsentReplies, .cutConnections: "reason"
        case .queries, .sentReplies, .routedNoData, .receiveFailures, .openedConnections,
            .closedConnections, .acceptFailures, .droppedSamples, .queryLogRecords, .queryLogDrops:
            nil
        }
    }
}

extension ServerEvent {
    /// Where it is counted, and as what.
    package var metric: (EventMetric, value: String?) {
        switch self {
        case .udpQueries, .tcpQueries: (.queries, nil)
        case .udpReplies, .tcpReplies: (.sentReplies, nil)
        case .answers: (.replyClasses, "answer")
        case .noData: (.replyClasses, "no_data")
        case .nameErrors: (.replyClasses, "name_error")
        case .referrals: (.replyClasses, "referral")
        case .truncatedReplies: (.replyClasses, "truncated")
        case .errorReplies: (.replyClasses, "error")
        case .routedNoData: (.routedNoData, nil)
        case .notQueries: (.droppedQueries, "not_a_query")
        case .oversizeQueries: (.droppedQueries, "too_long")
        case .portZeroQueries: (.droppedQueries, "port_zero")
        case .accessDropped: (.droppedQueries, "access")
        case .proxyRefused: (.droppedQueries, "proxy")
        case .rateLimited: (.droppedQueries, "rate_limit")
        case .accessRefused: (.guardedReplies, "access")
        case .cookielessTruncated: (.guardedReplies, "no_cookie")
        case .slipped: (.guardedReplies, "rate_limit")
        case .sendBufferFull: (.unsentReplies, "buffer_full")
        case .sendNotPermitted: (.unsentReplies, "not_permitted")
        case .sendUnreachable: (.unsentReplies, "unreachable")
        case .sendRefused: (.unsentReplies, "refused")
        case .sendTooLong: (.unsentReplies, "too_long")
        case .sendFailed: (.unsentReplies, "other")
        case .receiveFailed: (.receiveFailures, nil)
        case .tcpAccepted: (.openedConnections, nil)
        case .tcpClosed: (.closedConnections, nil)
        case .tcpIdleClosed: (.cutConnections, "idle")
        case .tcpDeadlineClosed: (.cutConnections, "too_slow")
        case .tcpEvicted: (.cutConnections, "evicted")
        case .tcpMalformed: (.cutConnections, "malformed")
        case .tcpBroken: (.cutConnections, "broken")
        case .tcpAcceptFailed: (.acceptFailures, nil)
        case .samplesDropped: (.droppedSamples, nil)
        case .queryLogRecords: (.queryLogRecords, nil)
        case .queryLogDropped: (.queryLogDrops, nil)
        }
    }

    /// True for what only TCP knows, false for what only UDP knows, nil for what both do.
    package var isOfTCP: Bool? {
        switch self {
        case .tcpQueries, .tcpReplies, .tcpAccepted, .tcpClosed, .tcpIdleClosed,
            .tcpDeadlineClosed, .tcpEvicted, .tcpMalformed, .tcpAcceptFailed, .tcpBroken:
            true
        case .udpQueries, .udpReplies, .truncatedReplies, .oversizeQueries, .portZeroQueries,
            .sendNotPermitted, .sendTooLong, .receiveFailed, .cookielessTruncated, .rateLimited,
            .slipped:
            false
        default: nil
        }
    }
}
