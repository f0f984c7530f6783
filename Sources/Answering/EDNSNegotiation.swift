// RFC 6891: what the two sides agree on, and the OPT record of the reply.

internal import Addressing
internal import DNSWire

/// What the server makes of a query's OPT record, and how long the reply may be.
struct EDNSNegotiation {
    /// The largest reply that the transport and both sides allow.
    let messageLimit: Int
    /// How far the sections may go: the reply's OPT takes the rest, save for the options that may be
    /// left out.
    let sectionLimit: Int

    /// RFC 6891 §6.2.3: smaller advertised sizes count as this, and so does no OPT at all
    /// (RFC 1035 §4.2.1).
    static let minimumUDPSize = 512
    /// Where SCOPE PREFIX-LENGTH stands in the option of a client subnet (RFC 7871 §6).
    private static let scopeOffset = QueryOptions.headerLength + 3
    /// Length of the edns-tcp-keepalive option's data (RFC 7828 §3.1).
    private static let keepaliveLength = 2

    @inline(always)
    init(_ query: Query, context: AnswerContext, state: ServingState, room: Int) {
        switch context.transport {
        case .udp:
            let asked = max(query.udpSize, Self.minimumUDPSize)
            messageLimit = min(min(asked, state.view.options.udpSize), room)
        case .tcp:
            messageLimit = min(Query.maximumLength, room)
        }
        guard query.edns != nil else {
            sectionLimit = messageLimit
            return
        }
        // No sum or difference of lengths in a message overflows.
        var length = RecordShape.rootOwnedLength &+ (query.options.clientSubnet?.length ?? 0)
        if !query.options.requests.isEmpty {
            length &+= Self.lengthOfOtherOptions(query.options.requests, context, state)
        }
        sectionLimit = messageLimit &- length
    }

    /// Octets of the options, beside the client subnet, that must not be left out.
    @inline(never)
    private static func lengthOfOtherOptions(
        _ requests: QueryOptions.Requests,
        _ context: AnswerContext,
        _ state: ServingState
    ) -> Int {
        var length = 0
        if requests.contains(.cookie), state.view.options.cookieKeys != nil {
            length += QueryOptions.headerLength + CookieCheck.replyLength
        }
        if requests.contains(.keepalive), case .tcp = context.transport {
            length += QueryOptions.headerLength + keepaliveLength
        }
        return length
    }

    /// Appends OPT behind the sections, which have kept to their limit; NSID and the extended error
    /// only where they fit too (RFC 6891 §7, RFC 8914 §3).
    @inline(always)
    func writeOPT(
        _ search: inout AnswerSearch,
        _ message: Span<UInt8>,
        _ context: AnswerContext,
        _ state: ServingState,
        _ draft: inout ReplyDraft
    ) {
        guard let request = search.query.edns else { return }
        let start = draft.end
        var end = start &+ RecordShape.rootOwnedLength
        if let subnet = search.query.options.clientSubnet {
            draft.copy(message, subnet.option, at: end)
            // RFC 7871 §7.2.1: FAMILY, SOURCE and ADDRESS as they came; SCOPE is ours.
            draft.patch(UInt8(truncatingIfNeeded: draft.scope), at: end &+ Self.scopeOffset)
            end &+= subnet.length
        }
        draft.leave(end &- start)
        if !search.query.options.requests.isEmpty || draft.extendedError != nil {
            writeOtherOptions(&search, message, context, state, &draft)
        }
        Self.writeFixedPart(request, state.view.options.optStart, at: start, &draft)
        draft.count(1, in: .additional)
    }

    /// What of OPT stands in front of the options: the root, TYPE, the size that we take, the upper
    /// part of the response code, the version, DO as it came (RFC 6891 §6.1), and RDLENGTH.
    @inline(always)
    private static func writeFixedPart(
        _ request: Query.EDNSRequest,
        _ optStart: UInt64,
        at start: Int,
        _ draft: inout ReplyDraft
    ) {
        let length = draft.end &- start &- RecordShape.rootOwnedLength
        let flags: UInt64 = request.isDNSSECWanted ? 0x80 : 0
        let code = UInt64(draft.responseCode.rawValue >> 4)
        // The flags' second octet and RDLENGTH; before them a first octet, which is then set.
        draft.patch(UInt32(truncatingIfNeeded: length), at: start &+ 7)
        draft.patch(optStart | code << 16 | flags, at: start)
    }

    @inline(never)
    private func writeOtherOptions(
        _ search: inout AnswerSearch,
        _ message: Span<UInt8>,
        _ context: AnswerContext,
        _ state: ServingState,
        _ draft: inout ReplyDraft
    ) {
        let (requests, peer) = (search.query.options.requests, search.peer)
        if let cookies = search.query.options.cookie, let keys = state.view.options.cookieKeys {
            let now = context.now
            Self.write(CookieCheck(cookies, in: message, from: peer, now: now, keys: keys), &draft)
        }
        if requests.contains(.keepalive), case .tcp(let idleTimeout) = context.transport {
            Self.write(keepalive: idleTimeout, &draft)
        }
        if requests.contains(.nsid) {
            Self.write(nsid: state.view.options.nsid, upTo: messageLimit, &draft)
        }
        if let error = draft.extendedError { Self.write(error, upTo: messageLimit, &draft) }
    }

    private static func write(_ cookie: CookieCheck, _ draft: inout ReplyDraft) {
        draft.cookie = cookie.state
        writeHeader(.cookie, CookieCheck.replyLength, &draft)
        draft.write(cookie.client)
        draft.write(cookie.server.header)
        draft.write(cookie.server.hash)
    }

    private static func write(keepalive: UInt16, _ draft: inout ReplyDraft) {
        writeHeader(.tcpKeepalive, Self.keepaliveLength, &draft)
        draft.write(keepalive)
    }

    private static func write(
        nsid: FlatView<UInt8>,
        upTo messageLimit: Int,
        _ draft: inout ReplyDraft
    ) {
        guard nsid.count > 0, draft.end + QueryOptions.headerLength + nsid.count <= messageLimit
        else { return }
        writeHeader(.nsid, nsid.count, &draft)
        draft.write(nsid, 0..<nsid.count)
    }

    private static func write(
        _ error: ExtendedErrorCode,
        upTo messageLimit: Int,
        _ draft: inout ReplyDraft
    ) {
        guard draft.end + QueryOptions.headerLength + 2 <= messageLimit else { return }
        writeHeader(.extendedError, 2, &draft)
        draft.write(error.rawValue)
    }

    private static func writeHeader(
        _ code: EDNSOptionCode,
        _ dataLength: Int,
        _ draft: inout ReplyDraft
    ) {
        draft.write(code.rawValue)
        draft.write(UInt16(truncatingIfNeeded: dataLength))
    }
}
