/// The changes that can be asked about with GetChange.
package struct ChangeTable: Sendable {
    private var changes: [ID<ChangeEntry>: ChangeEntry] = [:]
    private var byAge = OrderedTable<AgeKey, ID<ChangeEntry>>()

    /// Oldest first.
    private struct AgeKey: Comparable, Sendable {
        let submittedAt: Timestamp
        let id: ID<ChangeEntry>

        init(_ change: ChangeEntry) {
            submittedAt = change.submittedAt
            id = change.id
        }

        static func < (one: AgeKey, other: AgeKey) -> Bool {
            (one.submittedAt, one.id) < (other.submittedAt, other.id)
        }
    }

    package init() {}

    package var count: Int { changes.count }

    package subscript(id: ID<ChangeEntry>) -> ChangeEntry? { changes[id] }

    /// Oldest first.
    package var all: some Sequence<ChangeEntry> { byAge.values.lazy.compactMap { changes[$0] } }

    package var oldest: ChangeEntry? { byAge.first.flatMap { changes[$0.value] } }

    /// Puts a change in, or takes it out. Returns the one before.
    mutating func set(_ id: ID<ChangeEntry>, to change: ChangeEntry?) -> ChangeEntry? {
        let old = changes[id]
        changes[id] = change
        if let old { byAge.set(AgeKey(old), to: nil) }
        if let change { byAge.set(AgeKey(change), to: id) }
        return old
    }
}

extension Account {
    /// How long a change can be asked about, in milliseconds: 30 days.
    private static let changeLifetime: Int64 = 30 * 24 * 60 * 60 * 1000
    /// How many changes are kept, however young they are: clients stop asking after half an hour.
    static let mostChanges = 100_000

    /// Puts in a change that is made now, and forgets the oldest if their time is over: at most two,
    /// so that all are gone after some changes more, and none of these takes long.
    mutating func makeChange(
        comment: String? = nil,
        _ context: RequestContext
    ) -> ChangeInfo {
        let change = ChangeEntry(
            id: context.makeID("C", of: ChangeEntry.self),
            submittedAt: context.now,
            comment: comment
        )
        put(.change(change))
        let deadline = context.now.milliseconds - Self.changeLifetime
        for _ in 0..<2 {
            guard let oldest = changes.oldest,
                oldest.submittedAt.milliseconds < deadline || changes.count > Self.mostChanges
            else { break }
            remove(.change(oldest.id))
        }
        return ChangeInfo(change, .pending)
    }
}
