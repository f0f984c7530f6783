/// What the server counts. Every event is counted by one thread at a time, in its own block.
package enum ServerEvent: Int, Sendable, CaseIterable {
    case udpQueries
    case udpReplies
    case tcpQueries
    case tcpReplies

    // Replies by class.
    case answers
    case noData
    case nameErrors
    case referrals
    case truncatedReplies
    case errorReplies
    /// Of `noData`: those that a routing policy has led to.
    case routedNoData

    // Messages without a reply.
    /// Shorter than a header, or a response itself.
    case notQueries
    /// Longer than the receive buffer.
    case oversizeQueries
    /// A reply to port 0 cannot be delivered (RFC 768).
    case portZeroQueries

    // Queries that were not answered as others are, because of who asks, or how often.
    /// The listen address or the zone does not answer this client: REFUSED.
    case accessRefused
    /// The same, without a reply.
    case accessDropped
    /// No PROXY header where one has to be, or from somebody who may not send one.
    case proxyRefused
    /// Truncated, as the client has shown no cookie that a longer reply takes.
    case cookielessTruncated
    /// Above the rate limit, and so not sent.
    case rateLimited
    /// Above the rate limit, and sent truncated.
    case slipped

    // Replies that could not be sent, by cause.
    case sendBufferFull
    case sendNotPermitted
    case sendUnreachable
    case sendRefused
    case sendTooLong
    case sendFailed

    case receiveFailed

    case tcpAccepted
    case tcpClosed
    /// Closed after the idle time-out.
    case tcpIdleClosed
    /// Closed because a message was not completed, or a reply not taken, in time.
    case tcpDeadlineClosed
    /// Closed to make room for a newer connection.
    case tcpEvicted
    /// Closed for a message that cannot be one (RFC 7766 §8).
    case tcpMalformed
    /// Not accepted for want of descriptors or memory.
    case tcpAcceptFailed
    /// Broken off by the client or the network.
    case tcpBroken

    /// Queries that were to be looked at by samples, and were not, as there was no room for more.
    case samplesDropped
    case queryLogRecords
    /// Records of the query log for which there was no room, as the reader is slow.
    case queryLogDropped
}
