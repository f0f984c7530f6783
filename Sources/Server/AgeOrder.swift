/// Sessions in the order in which they came. To append and to remove takes the same short time
/// however many there are. The links do not keep sessions alive; the table does.
struct AgeOrder {
    private(set) unowned var oldest: TCPSession?
    private unowned var newest: TCPSession?

    mutating func append(_ session: TCPSession) {
        session.older = newest
        session.newer = nil
        if let newest { newest.newer = session } else { oldest = session }
        newest = session
    }

    /// The session must be in this order.
    mutating func remove(_ session: TCPSession) {
        if let older = session.older { older.newer = session.newer } else { oldest = session.newer }
        if let newer = session.newer { newer.older = session.older } else { newest = session.older }
        session.older = nil
        session.newer = nil
    }

    func oldest(where isWanted: (TCPSession) -> Bool) -> TCPSession? {
        var candidate = oldest
        while let session = candidate {
            if isWanted(session) { return session }
            candidate = session.newer
        }
        return nil
    }
}
