// RFC 6891: what the two sides agree on, and the OPT record of the reply.

internal import Addressing
internal import DNSWire

/// What the server makes of a query's OPT record, and what the reply's will say.
struct EDNSNegotiation {
    /// The largest reply that the transport and both sides allow.
    let messageLimit: Int
    private let isCookieGiven: Bool
    private let keepalive: UInt16?

    /// RFC 6891 §6.2.3: smaller advertised sizes count as this, and so does no OPT at all
    /// (RFC 1035 §4.2.1).
    static let minimumUDPSize = 512
    /// The length field of DNS over TCP has 16 bits (RFC 1035 §4.2.2).
    private static let maximumTCPSize = 65_535
    /// Length of the edns-tcp-keepalive option's data (RFC 7828 §3.1).
    private static let keepaliveLength = 2

    @inline(always)
    init(_ query: Query, context: AnswerContext, state: ServingState, room: Int) {
        switch context.transport {
        case .udp:
            let asked = max(Int(query.edns?.udpSize ?? 0), Self.minimumUDPSize)
            messageLimit = min(min(asked, state.view.options.udpSize), room)
            keepalive = nil
        case .tcp(let idleTimeout):
            messageLimit = min(Self.maximumTCPSize, room)
            keepalive = query.options.isKeepaliveWanted ? idleTimeout : nil
        }
        isCookieGiven = query.options.cookie != nil && state.view.options.cookieKeys != nil
    }

    /// How far the sections may go: the reply's OPT takes the rest, save for the options that may be
    /// left out.
    @inline(always)
    func sectionLimit(_ query: Query) -> Int {
        guard query.edns != nil else { return messageLimit }
        var length = RecordShape.rootOwnedLength
        if let subnet = query.options.clientSubnet {
            length += QueryOptions.headerLength + subnet.data.count
        }
        if isCookieGiven { length += QueryOptions.headerLength + CookieCheck.replyLength }
        if keepalive != nil { length += QueryOptions.headerLength + Self.keepaliveLength }
        return messageLimit - length
    }

    /// Appends OPT behind the sections, which have kept to their limit; NSID and the extended error
    /// only where they fit too (RFC 6891 §7, RFC 8914 §3).
    @inline(always)
    func writeOPT(
        _ query: Query,
        _ message: Span<UInt8>,
        from peer: IPAddress,
        _ context: AnswerContext,
        _ state: ServingState,
        _ draft: inout ReplyDraft
    ) {
        guard let request = query.edns else { return }
        draft.write(Self.fixedPart(draft.responseCode, request, state.view.options.udpSize))
        draft.write(0 as UInt8)
        draft.write(0 as UInt16)
        let start = draft.end
        if let subnet = query.options.clientSubnet { Self.write(subnet, message, &draft) }
        if isCookieGiven, let cookies = query.options.cookie,
            let keys = state.view.options.cookieKeys
        {
            let now = context.now
            Self.write(CookieCheck(cookies, in: message, from: peer, now: now, keys: keys), &draft)
        }
        if let keepalive { Self.write(keepalive: keepalive, &draft) }
        if query.options.isNSIDWanted {
            Self.write(nsid: state.view.options.nsid, upTo: messageLimit, &draft)
        }
        if let error = draft.extendedError { Self.write(error, upTo: messageLimit, &draft) }
        draft.patch(UInt16(truncatingIfNeeded: draft.end - start), at: start - 2)
        draft.count(1, in: .additional)
    }

    /// What of OPT stands in front of the last octet of its TTL field: the root, TYPE, the size that we
    /// take, the upper part of the response code, the version, and DO as it came (RFC 6891 §6.1).
    @inline(always)
    private static func fixedPart(
        _ code: ResponseCode,
        _ request: Query.EDNSRequest,
        _ udpSize: Int
    ) -> UInt64 {
        UInt64(RRType.opt.rawValue) << 40 | UInt64(truncatingIfNeeded: udpSize & 0xffff) << 24
            | UInt64(code.rawValue >> 4) << 16 | (request.isDNSSECWanted ? 0x80 : 0)
    }

    /// RFC 7871 §7.2.1: FAMILY, SOURCE and ADDRESS as they came; SCOPE is ours.
    @inline(always)
    private static func write(
        _ subnet: QueryOptions.Subnet,
        _ message: Span<UInt8>,
        _ draft: inout ReplyDraft
    ) {
        let scopeOffset = draft.end + QueryOptions.headerLength + 3
        let option = (subnet.data.lowerBound - QueryOptions.headerLength)..<subnet.data.upperBound
        draft.write(message, option)
        draft.patch(UInt8(truncatingIfNeeded: draft.scope), at: scopeOffset)
    }

    @inline(never)
    private static func write(_ cookie: CookieCheck, _ draft: inout ReplyDraft) {
        draft.cookie = cookie.state
        writeHeader(.cookie, CookieCheck.replyLength, &draft)
        draft.write(cookie.client)
        draft.write(cookie.server.header)
        draft.write(cookie.server.hash)
    }

    @inline(never)
    private static func write(keepalive: UInt16, _ draft: inout ReplyDraft) {
        writeHeader(.tcpKeepalive, Self.keepaliveLength, &draft)
        draft.write(keepalive)
    }

    @inline(never)
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

    @inline(never)
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
