internal import Addressing

/// The open connections, and which of them has to go when there are too many, or for too long.
struct SessionTable {
    private let limits: ConnectionLimits
    /// By number; the system gives the lowest that is free, so that they lie close together.
    private var entries: [Entry?] = []
    private var count = 0
    private var perClient: [IPPrefix?: Int] = [:]
    /// By the number of the listener.
    private var perListener: [Int: Int] = [:]
    private var idle = AgeOrder()
    private var busy = AgeOrder()

    private struct Entry {
        let connection: TCPConnection
        var isBusy = false
        /// Since when it is idle, or busy with a message or replies that are not finished.
        var since: Duration
    }

    init(limits: ConnectionLimits) { self.limits = limits }

    var isEmpty: Bool { count == 0 }
    var all: [TCPConnection] { entries.compactMap { $0?.connection } }

    subscript(_ number: Int) -> TCPConnection? {
        entries.indices.contains(number) ? entries[number]?.connection : nil
    }

    /// The connection that has to be closed before this client may have another at this listener.
    /// The longest idle goes first; if all are in the middle of something, the one that is for the
    /// longest.
    func excess(for peer: IPAddress, at listener: Int) -> TCPConnection? {
        let client = Self.client(of: peer)
        if perClient[client, default: 0] >= limits.connectionsPerClient {
            return longestUnused { Self.client(of: $0.peer) == client }
        }
        if let limit = limits.connectionsPerListener,
            perListener[listener, default: 0] >= limit
        {
            return longestUnused { $0.listener == listener }
        }
        return count >= limits.connections ? longestUnused { _ in true } : nil
    }

    private func longestUnused(where isWanted: (TCPConnection) -> Bool) -> TCPConnection? {
        func isCandidate(_ number: Int) -> Bool { self[number].map(isWanted) ?? false }
        let found = idle.first(where: isCandidate) ?? busy.first(where: isCandidate)
        return found.flatMap { self[$0] }
    }

    mutating func insert(_ connection: TCPConnection, at now: Duration) {
        let number = connection.number
        while entries.count <= number { entries.append(nil) }
        entries[number] = Entry(connection: connection, since: now)
        idle.append(number)
        count += 1
        perClient[Self.client(of: connection.peer), default: 0] += 1
        perListener[connection.listener, default: 0] += 1
    }

    mutating func remove(_ connection: TCPConnection) {
        let number = connection.number
        guard let entry = entries[number] else { return }
        if entry.isBusy { busy.remove(number) } else { idle.remove(number) }
        entries[number] = nil
        count -= 1
        let client = Self.client(of: connection.peer)
        let remaining = perClient[client, default: 0] - 1
        perClient[client] = remaining > 0 ? remaining : nil
        perListener[connection.listener, default: 0] -= 1
    }

    /// Notes how a connection stands after a turn. A deadline runs from the moment it got busy, or
    /// from the last message that was completed since; other octets do not extend it.
    mutating func note(_ standing: TCPSession.Standing, of number: Int, at now: Duration) {
        guard let wasBusy = entries[number]?.isBusy else { return }
        let isBusy = standing.wait != .query
        if isBusy, wasBusy, !standing.hasProgressed { return }
        if wasBusy { busy.remove(number) } else { idle.remove(number) }
        if isBusy { busy.append(number) } else { idle.append(number) }
        entries[number]?.isBusy = isBusy
        entries[number]?.since = now
    }

    func longestIdle(at now: Duration) -> TCPConnection? {
        overdue(idle.first, at: now, after: limits.idleTimeout)
    }

    func latestForDeadline(at now: Duration) -> TCPConnection? {
        overdue(busy.first, at: now, after: limits.messageTimeout)
    }

    private func overdue(
        _ number: Int?,
        at now: Duration,
        after limit: Duration
    ) -> TCPConnection? {
        guard let number, let entry = entries[number], now - entry.since >= limit else {
            return nil
        }
        return entry.connection
    }

    /// An IPv6 client has a whole network to draw addresses from (RFC 6177): it counts as one.
    private static func client(of peer: IPAddress) -> IPPrefix? {
        IPPrefix(around: peer, length: peer.family == .ipv4 ? 32 : 64)
    }
}
