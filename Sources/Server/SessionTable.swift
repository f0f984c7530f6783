internal import Addressing

/// The open connections, and which of them has to go when there are too many, or for too long.
struct SessionTable {
    private let limits: ConnectionLimits
    private var sessions: [Int: TCPSession] = [:]
    private var perClient: [IPPrefix?: Int] = [:]
    /// By the number of the listener.
    private var perListener: [Int: Int] = [:]
    private var idle = AgeOrder()
    private var busy = AgeOrder()

    init(limits: ConnectionLimits) { self.limits = limits }

    var isEmpty: Bool { sessions.isEmpty }
    var all: [TCPSession] { Array(sessions.values) }

    subscript(_ number: Int) -> TCPSession? { sessions[number] }

    /// The connection that has to be closed before this client may have another at this listener.
    /// The longest idle goes first; if all are in the middle of something, the one that is for the
    /// longest.
    func excess(for peer: IPAddress, at listener: Int) -> TCPSession? {
        let client = Self.client(of: peer)
        if perClient[client, default: 0] >= limits.connectionsPerClient {
            return longestUnused { Self.client(of: $0.peer) == client }
        }
        if let limit = limits.connectionsPerListener,
            perListener[listener, default: 0] >= limit
        {
            return longestUnused { $0.listener == listener }
        }
        return sessions.count >= limits.connections ? idle.oldest ?? busy.oldest : nil
    }

    private func longestUnused(where isWanted: (TCPSession) -> Bool) -> TCPSession? {
        idle.oldest(where: isWanted) ?? busy.oldest(where: isWanted)
    }

    mutating func insert(_ session: TCPSession, at now: Duration) {
        sessions[session.number] = session
        perClient[Self.client(of: session.peer), default: 0] += 1
        perListener[session.listener, default: 0] += 1
        session.since = now
        place(session, in: .idle)
    }

    mutating func remove(_ session: TCPSession) {
        guard sessions.removeValue(forKey: session.number) != nil else { return }
        place(session, in: nil)
        let client = Self.client(of: session.peer)
        let remaining = perClient[client, default: 0] - 1
        perClient[client] = remaining > 0 ? remaining : nil
        perListener[session.listener, default: 0] -= 1
    }

    /// Notes what the session is doing now. A deadline runs from the moment it got busy, or from
    /// the last message that was completed since; other octets do not extend it.
    mutating func note(_ session: TCPSession, at now: Duration) {
        if session.isBusy, session.standing == .busy, !session.hasProgressed { return }
        session.hasProgressed = false
        session.since = now
        place(session, in: session.isBusy ? .busy : .idle)
    }

    func longestIdle(at now: Duration) -> TCPSession? {
        idle.oldest.flatMap { now - $0.since >= limits.idleTimeout ? $0 : nil }
    }

    func latestForDeadline(at now: Duration) -> TCPSession? {
        busy.oldest.flatMap { now - $0.since >= limits.messageTimeout ? $0 : nil }
    }

    private mutating func place(_ session: TCPSession, in standing: TCPSession.Standing?) {
        switch session.standing {
        case .idle: idle.remove(session)
        case .busy: busy.remove(session)
        case nil: break
        }
        session.standing = standing
        switch standing {
        case .idle: idle.append(session)
        case .busy: busy.append(session)
        case nil: break
        }
    }

    /// An IPv6 client has a whole network to draw addresses from (RFC 6177): it counts as one.
    private static func client(of peer: IPAddress) -> IPPrefix? {
        IPPrefix(around: peer, length: peer.family == .ipv4 ? 32 : 64)
    }
}
