internal import Addressing
internal import DNSWire

/// The secrets for server cookies (RFC 9018 §5).
struct CookieKeys: BitwiseCopyable, Sendable {
    let current: SipHash.Key
    let previous: SipHash.Key?
}

/// What the COOKIE option of a query proves, and what the reply's says (RFC 7873 §5.2).
struct CookieCheck: Sendable {
    let state: Outcome.CookieState
    let client: UInt64
    let server: ServerCookie

    /// Octets of the reply's option without its header.
    static let replyLength = 8 + ServerCookie.length

    @inline(never)
    init(
        _ cookies: QueryOptions.Cookies,
        in message: Span<UInt8>,
        from peer: IPAddress,
        now: UInt32,
        keys: CookieKeys
    ) {
        client = message.number(at: cookies.client)
        if cookies.server.count == ServerCookie.length {
            let given = ServerCookie(message, at: cookies.server.lowerBound)
            if given.isValid(for: client, at: peer, now: now, key: keys.current) {
                state = .valid
                server =
                    given.isDueForRenewal(now: now)
                    ? ServerCookie(for: client, at: peer, now: now, key: keys.current) : given
                return
            }
            if let previous = keys.previous,
                given.isValid(for: client, at: peer, now: now, key: previous)
            {
                state = .valid
                server = ServerCookie(for: client, at: peer, now: now, key: keys.current)
                return
            }
        }
        state = .unproven
        server = ServerCookie(for: client, at: peer, now: now, key: keys.current)
    }
}
