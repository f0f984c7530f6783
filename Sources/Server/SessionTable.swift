internal import Addressing

/// The open connections, and which of them has to go when there are too many, or for too long.
struct SessionTable {
    private let limits: ConnectionLimits
    /// By number; the system gives the lowest that is free, so that they lie close together.
    private var entries: [Entry?] = []
    private var count = 0
    private var perClient: [IPPrefix: Int] = [:]
    /// By the number of the listener.
    private var perListener: [Int: Int] = [:]
    private var idle = AgeOrder()
    private var busy = AgeOrder()
    /// Octets that all sessions keep.
    private var heldOctets = 0

    private struct Entry {
        let connection: TCPConnection
        /// As which it is counted; nil as long as nobody knows.
        var client: IPPrefix?
        var isBusy = false
        var heldOctets = 0
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
    func excess(for connection: TCPConnection) -> TCPConnection? {
        if let excess = excess(ofClient: connection.client) { return excess }
        let listener = connection.listener
        if let limit = limits.connectionsPerListener,
            perListener[listener, default: 0] >= limit
        {
            return longestUnused { $0.listener == listener }
        }
        return count >= limits.connections ? longestUnused { _ in true } : nil
    }

    /// As above, when a client is found out only after its connection was accepted.
    func excess(ofClient address: IPAddress?) -> TCPConnection? {
        guard let client = address.flatMap(Self.client),
            perClient[client, default: 0] >= limits.connectionsPerClient
        else { return nil }
        return longestUnused { $0.client.flatMap(Self.client) == client }
    }

    /// The connection that has to be closed because all together keep too much.
    var excessiveHolder: TCPConnection? {
        guard heldOctets > limits.heldOctets else { return nil }
        return busy.first { (entries[$0]?.heldOctets ?? 0) > 0 }.flatMap { self[$0] }
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
        countClient(of: connection)
        idle.append(number)
        count += 1
        perListener[connection.listener, default: 0] += 1
    }

    /// Whether the client of a connection is known, and the connection not counted as its.
    func isUncounted(_ connection: TCPConnection) -> Bool {
        connection.client != nil && entries[connection.number]?.client == nil
    }

    /// Counts a connection as its client's: when it is inserted, or when a PROXY header tells whose it
    /// is.
    mutating func countClient(of connection: TCPConnection) {
        guard let entry = entries[connection.number], entry.client == nil,
            let client = connection.client.flatMap(Self.client)
        else { return }
        entries[connection.number]?.client = client
        perClient[client, default: 0] += 1
    }

    mutating func remove(_ connection: TCPConnection) {
        let number = connection.number
        guard let entry = entries[number] else { return }
        if entry.isBusy { busy.remove(number) } else { idle.remove(number) }
        entries[number] = nil
        count -= 1
        heldOctets -= entry.heldOctets
        perListener[connection.listener, default: 0] -= 1
        guard let client = entry.client else { return }
        let remaining = perClient[client, default: 0] - 1
        perClient[client] = remaining > 0 ? remaining : nil
    }

    /// Notes how a connection stands after a turn. A deadline runs from the moment it got busy, or
    /// from the last message that was completed since; other octets do not extend it.
    mutating func note(_ standing: TCPSession.Standing, of number: Int, at now: Duration) {
        guard let wasBusy = entries[number]?.isBusy else { return }
        heldOctets += standing.heldOctets - (entries[number]?.heldOctets ?? 0)
        entries[number]?.heldOctets = standing.heldOctets
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
        IPPrefix(around: peer, length: peer.family == .ipv4 ? 32 : 56)
    }
}
