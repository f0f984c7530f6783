internal import Route53

/// An account, and which of the changes to it are not written down yet.
struct KeptAccount {
    var account: Account
    /// Made since the last group was taken.
    private var queued = Group()
    /// Being written down.
    private var writing: Group?
    /// Woken when a change may be made again.
    private var awaitingRoom: [Waiter] = []
    /// True while somebody takes group after group.
    private var isCommitting = false
    /// True if the last commit failed.
    private var isBroken = false

    /// Is told when its group is written down, or why it is not.
    typealias Waiter = CheckedContinuation<StorageError?, Never>

    /// More edits than this are not queued behind a disk that is slow; whoever comes then waits
    /// before its change is made. Enough for every client of the many that wait for one commit, and
    /// for the sixteen largest batches that there can be.
    static let editLimit = 16_384

    /// Changes that are written down together.
    private struct Group {
        var edits: [Edit] = []
        var waiters: [Waiter] = []
    }

    /// What came of a step, and what must happen before its result can be told.
    struct Step<Value: Sendable> {
        /// Nil: there was no room, and nothing was done.
        let result: Result<Value, AccountError>?
        let waitsFor: Event
    }

    enum Event {
        case room
        /// That everything is written down that is in the account now.
        case commit
    }

    init(_ account: Account) { self.account = account }

    mutating func apply<Value: Sendable>(
        _ operation: Changing<Value>,
        _ context: () -> RequestContext
    ) -> Step<Value> {
        guard queued.edits.count < Self.editLimit else { return Step(result: nil, waitsFor: .room) }
        do throws(AccountError) {
            let value = try operation(&account, context())
            queued.edits += account.takeEdits()
            return Step(result: .success(value), waitsFor: .commit)
        } catch {
            return Step(result: .failure(blameless(error)), waitsFor: .commit)
        }
    }

    /// Makes sure that an operation which was refused has changed nothing.
    private mutating func blameless(_ refusal: AccountError) -> AccountError {
        let edits = account.takeEdits()
        guard !edits.isEmpty else { return refusal }
        account.undo(edits)
        return AccountError(
            .internalFailure,
            "An operation was refused after it had changed something: \(refusal)"
        )
    }

    func look<Value: Sendable>(
        _ operation: Reading<Value>,
        _ context: () -> RequestContext
    ) -> Step<Value> {
        do throws(AccountError) {
            return Step(result: .success(try operation(account, context())), waitsFor: .commit)
        } catch {
            return Step(result: .failure(error), waitsFor: .commit)
        }
    }

    /// True if it has nothing to wait for.
    mutating func register(_ waiter: Waiter, for event: Event) -> Bool {
        switch event {
        case .room: awaitingRoom.append(waiter)
        case .commit where !queued.edits.isEmpty: queued.waiters.append(waiter)
        case .commit where writing != nil: writing?.waiters.append(waiter)
        case .commit: return true
        }
        return false
    }

    /// True if somebody has to begin taking groups.
    mutating func startCommitting() -> Bool {
        guard !isCommitting, !queued.edits.isEmpty else { return false }
        isCommitting = true
        return true
    }

    /// Takes the next group, unless there is none; and those for whom there is room then.
    mutating func nextGroup() -> (edits: [Edit], admitted: [Waiter])? {
        guard !queued.edits.isEmpty else {
            isCommitting = false
            return nil
        }
        defer { awaitingRoom = [] }
        let edits = queued.edits
        writing = queued
        queued = Group()
        return (edits, awaitingRoom)
    }

    /// Notes that the group is written down, or takes it back with all that was made on top of it.
    /// Returns those who are to be told, and whether the one before ended otherwise.
    mutating func endGroup(_ failure: StorageError?) -> (waiters: [Waiter], isNew: Bool) {
        let ended = writing ?? Group()
        writing = nil
        let isNew = isBroken != (failure != nil)
        isBroken = failure != nil
        guard isBroken else { return (ended.waiters, isNew) }
        account.undo(ended.edits + queued.edits)
        defer { queued = Group() }
        return (ended.waiters + queued.waiters, isNew)
    }
}
