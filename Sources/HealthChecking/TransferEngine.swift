// This file is one of those that may use unsafe code: it alone calls the C target around libcurl.
internal import CCurlProbe

/// The transfers under way. Not for several threads at a time.
@safe
struct TransferEngine: ~Copyable {
    /// Made by `curl_probe_engine_create`, destroyed by `deinit`, in between always valid.
    private let engine: OpaquePointer
    /// Valid as long as they are in here.
    private var transfers: [UInt64: Transfer] = [:]

    /// What to connect to, and what to say.
    struct Request: Sendable {
        var goal: Goal
        /// Scheme, host and port; the host is what TLS calls the server.
        var url: String
        /// `::ADDRESS:PORT`.
        var connectTo: String
        var host: String
        var path: String
    }

    enum Goal: Sendable {
        case connection
        case status
        case body
    }

    private static let userAgent = "Meridian-Health-Check"

    /// Nil if there is no memory or descriptor for it.
    init?() {
        // SAFETY: the C function has no requirements.
        guard let created = unsafe curl_probe_engine_create() else { return nil }
        unsafe engine = created
    }

    deinit {
        // SAFETY: both kinds of pointers are valid as long as they are stored, and this is the
        // last use; transfers go before their engine.
        for transfer in transfers.values { unsafe curl_probe_release(engine, transfer.probe) }
        unsafe curl_probe_engine_destroy(engine)
    }

    /// Readable when `advance` has something to do. Belongs to the engine.
    var descriptor: Int32 {
        // SAFETY: the engine is valid.
        unsafe curl_probe_engine_descriptor(engine)
    }

    /// Returns whether there was memory for it. The token is one that is not in use.
    mutating func start(_ request: Request, token: UInt64, at now: Duration) -> Bool {
        let goal =
            switch request.goal {
            case .connection: curl_probe_connection
            case .status: curl_probe_status
            case .body: curl_probe_body
            }
        // SAFETY: the engine is valid; the strings are lent for the call, zero-terminated, and
        // copied by the callee.
        let started = unsafe curl_probe_start(
            engine,
            token,
            goal,
            request.url,
            request.connectTo,
            "Host: \(request.host)",
            request.path,
            Self.userAgent,
            ProbeLimits.searchedOctets
        )
        guard let started = unsafe started else { return false }
        transfers[token] = unsafe Transfer(probe: started, startedAt: now)
        return true
    }

    /// Does what sockets and timers ask for.
    mutating func advance(at now: Duration) {
        // SAFETY: the engine is valid.
        unsafe curl_probe_engine_advance(engine, now.wholeNanoseconds)
    }

    /// A transfer that has ended since the last call, with its token; closes its connection.
    mutating func takeEnded() -> (token: UInt64, transfer: EndedTransfer)? {
        // SAFETY: the engine is valid. What it returns is a probe that was started and not
        // released, because releasing one takes it out of the engine.
        guard let probe = unsafe curl_probe_engine_next_ended(engine) else { return nil }
        let token = unsafe curl_probe_token(probe)
        guard let ended = transfers[token]?.ended else { return nil }
        release(token)
        return (token, ended)
    }

    /// How far a transfer has come; nil if there is none.
    func phase(of token: UInt64) -> ProbePhase? { transfers[token]?.phase }

    /// What this machine lacks for a transfer, in a few words; nil if nothing.
    func lack(of token: UInt64) -> String? { transfers[token]?.lack }

    /// Ends a transfer, if there is one, and closes its connection.
    mutating func release(_ token: UInt64) {
        guard let transfer = transfers.removeValue(forKey: token) else { return }
        // SAFETY: a stored transfer is valid; it is not stored any more.
        unsafe curl_probe_release(engine, transfer.probe)
    }
}

/// A transfer of an engine, for as long as the engine does not release it.
@safe
private struct Transfer {
    /// Made by `curl_probe_start`.
    let probe: OpaquePointer
    let startedAt: Duration

    var phase: ProbePhase {
        // SAFETY: the probe is valid.
        let received = unsafe curl_probe_received(probe)
        return ProbePhase(
            startedAt: startedAt,
            connectedAt: unsafe connectedAt(received),
            status: unsafe status(in: received),
            statusAt: .nanoseconds(unsafe received.status_at)
        )
    }

    /// How it ended; copies all that it points to.
    var ended: EndedTransfer {
        // SAFETY: the probe is valid, and so is the body, which belongs to it.
        let received = unsafe curl_probe_received(probe)
        let body = unsafe UnsafeBufferPointer(start: received.body, count: received.body_octets)
        return EndedTransfer(
            end: EndedTransfer.End(unsafe curl_probe_end_of(probe)),
            text: unsafe String(cString: curl_probe_end_text(probe)),
            status: unsafe status(in: received),
            body: unsafe Array(body),
            latency: ProbeLatency(
                toConnection: unsafe connectedAt(received).map { $0 - startedAt }
                    ?? time(to: curl_probe_connected) ?? .zero,
                toFirstOctet: time(to: curl_probe_first_octet)
            )
        )
    }

    var lack: String? {
        // SAFETY: the probe is valid, and the text is zero-terminated.
        guard unsafe curl_probe_received(probe).lacks_resources != 0 else { return nil }
        return unsafe String(cString: curl_probe_end_text(probe))
    }

    private func connectedAt(_ received: curl_probe_received) -> Duration? {
        let nanoseconds = unsafe received.connected_at
        return nanoseconds >= 0 ? .nanoseconds(nanoseconds) : nil
    }

    private func status(in received: curl_probe_received) -> HTTPStatus? {
        guard unsafe received.status > 0 else { return nil }
        // SAFETY: the probe is valid, and so is the line, which belongs to it.
        let line = unsafe UnsafeRawBufferPointer(
            start: received.line,
            count: received.line_octets
        )
        return HTTPStatus(code: Int(unsafe received.status), statusLine: unsafe Array(line))
    }

    private func time(to event: curl_probe_event) -> Duration? {
        // SAFETY: the probe is valid.
        let microseconds = unsafe curl_probe_microseconds_to(probe, event)
        return microseconds > 0 ? .microseconds(microseconds) : nil
    }
}

extension EndedTransfer.End {
    fileprivate init(_ end: curl_probe_end) {
        switch end {
        case curl_probe_goal_reached: self = .goalReached
        case curl_probe_not_connected: self = .notConnected
        case curl_probe_tls_failed: self = .tlsFailed
        case curl_probe_not_http: self = .notHTTP
        case curl_probe_headers_too_long: self = .headersTooLong
        case curl_probe_no_resources: self = .noResources
        default: self = .closed
        }
    }
}

extension Duration {
    /// Enough for 292 years.
    fileprivate var wholeNanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
