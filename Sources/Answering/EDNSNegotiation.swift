// RFC 6891: what the two sides agree on, and the OPT record of the reply.

internal import Addressing
internal import DNSWire

/// What the OPT record of a query asks for, and what the reply's will say.
struct EDNSNegotiation: Sendable {
    let request: Query.EDNSRequest?
    let options: QueryOptions
    let cookie: CookieCheck?
    /// The largest reply that the transport and both sides allow.
    let messageLimit: Int
    private let keepalive: UInt16?

    /// RFC 6891 §6.2.3: smaller advertised sizes count as this, and so does no OPT at all
    /// (RFC 1035 §4.2.1).
    static let minimumUDPSize = 512
    /// The length field of DNS over TCP has 16 bits (RFC 1035 §4.2.2).
    private static let maximumTCPSize = 65_535
    /// Owner, TYPE, CLASS, TTL and RDLENGTH of OPT.
    private static let recordLength = RecordShape.rootOwnedLength
    private static let optionHeaderLength = 4

    init(
        _ query: Query,
        _ message: Span<UInt8>,
        from peer: IPAddress,
        context: AnswerContext,
        options replyOptions: ReplyOptions.View,
        room: Int
    ) {
        request = query.edns
        var isVersionKnown = false
        if let request, request.version == 0 { isVersionKnown = true }
        options =
            if let request, isVersionKnown {
                QueryOptions(message, in: request.options)
            } else {
                QueryOptions()
            }
        if let cookies = options.cookie, let keys = replyOptions.cookieKeys {
            cookie = CookieCheck(cookies, in: message, from: peer, now: context.now, keys: keys)
        } else {
            cookie = nil
        }
        switch context.transport {
        case .udp:
            let asked = max(Int(request?.udpSize ?? 0), Self.minimumUDPSize)
            messageLimit = min(asked, replyOptions.udpSize, room)
            keepalive = nil
        case .tcp(let idleTimeout):
            messageLimit = min(Self.maximumTCPSize, room)
            keepalive = options.isKeepaliveWanted ? idleTimeout : nil
        }
    }

    /// Octets that the reply's OPT takes before the options that may be left out.
    var reservedLength: Int {
        guard request != nil else { return 0 }
        var length = Self.recordLength
        if let subnet = options.clientSubnet {
            length += Self.optionHeaderLength + subnet.data.count
        }
        if cookie != nil { length += Self.optionHeaderLength + CookieCheck.replyLength }
        if keepalive != nil { length += Self.optionHeaderLength + 2 }
        return length
    }

    /// Appends OPT, for which `reservedLength` octets are free; NSID and the extended error only
    /// where they fit too (RFC 6891 §7, RFC 8914 §3).
    func writeOPT(
        _ replyOptions: ReplyOptions.View,
        _ draft: inout ReplyDraft,
        query: Span<UInt8>,
        _ reply: inout MutableSpan<UInt8>
    ) {
        draft.end = draft.sectionsEnd
        guard let request else { return }
        draft.write(0 as UInt8, &reply)
        draft.write(RRType.opt.rawValue, &reply)
        draft.write(UInt16(replyOptions.udpSize), &reply)
        draft.write(UInt8(truncatingIfNeeded: draft.responseCode.rawValue >> 4), &reply)
        draft.write(0 as UInt8, &reply)
        draft.write(request.isDNSSECWanted ? 0x8000 : 0 as UInt16, &reply)
        let lengthPosition = draft.end
        draft.write(0 as UInt16, &reply)
        if let subnet = options.clientSubnet { write(subnet, &draft, query: query, &reply) }
        if let cookie { write(cookie, &draft, &reply) }
        if let keepalive {
            draft.write(EDNSOptionCode.tcpKeepalive.rawValue, &reply)
            draft.write(2 as UInt16, &reply)
            draft.write(keepalive, &reply)
        }
        writeOptional(replyOptions.nsid, &draft, &reply)
        draft.patch(UInt16(draft.end - lengthPosition - 2), at: lengthPosition, &reply)
        draft.additionalCount += 1
    }

    private func write(
        _ subnet: QueryOptions.Subnet,
        _ draft: inout ReplyDraft,
        query: Span<UInt8>,
        _ reply: inout MutableSpan<UInt8>
    ) {
        draft.write(EDNSOptionCode.clientSubnet.rawValue, &reply)
        draft.write(UInt16(subnet.data.count), &reply)
        let start = draft.end
        query.copy(subnet.data, to: &reply, at: start)
        draft.end += subnet.data.count
        // RFC 7871 §7.2.1: FAMILY, SOURCE and ADDRESS as they came; SCOPE is ours.
        reply[start + 3] = UInt8(truncatingIfNeeded: draft.scope)
    }

    private func write(
        _ cookie: CookieCheck,
        _ draft: inout ReplyDraft,
        _ reply: inout MutableSpan<UInt8>
    ) {
        draft.write(EDNSOptionCode.cookie.rawValue, &reply)
        draft.write(UInt16(CookieCheck.replyLength), &reply)
        draft.write(cookie.client, &reply)
        draft.write(cookie.server.header, &reply)
        draft.write(cookie.server.hash, &reply)
    }

    private func writeOptional(
        _ nsid: FlatView<UInt8>,
        _ draft: inout ReplyDraft,
        _ reply: inout MutableSpan<UInt8>
    ) {
        if options.isNSIDWanted, nsid.count > 0,
            draft.end + Self.optionHeaderLength + nsid.count <= messageLimit
        {
            draft.write(EDNSOptionCode.nsid.rawValue, &reply)
            draft.write(UInt16(nsid.count), &reply)
            nsid.copy(0..<nsid.count, to: &reply, at: draft.end)
            draft.end += nsid.count
        }
        if let error = draft.extendedError,
            draft.end + Self.optionHeaderLength + 2 <= messageLimit
        {
            draft.write(EDNSOptionCode.extendedError.rawValue, &reply)
            draft.write(2 as UInt16, &reply)
            draft.write(error.rawValue, &reply)
        }
    }
}
