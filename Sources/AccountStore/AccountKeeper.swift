internal import Dispatch
package import Route53
internal import Synchronization

/// Keeps an account: carries operations out, one after the other, and answers each when what it did
/// and what it saw is written down.
///
///     change ─▶ applied under the lock ─▶ queued ─┐                        ┌─▶ committed ─▶ answered
///     change ─▶ applied under the lock ─▶ queued ─┴─▶ one commit for all ──┤
///     read ───▶ seen under the lock ───────────────▶ waits with them ──────┴─▶ failed: all taken back
///
/// While one group of changes is being written the next one gathers, so that clients share what is
/// slow about a disk. A commit that fails takes everything back that is not written down, newest
/// first: also what was queued behind it, which was made on top of it.
package final class AccountKeeper: Sendable {
    private let storage: (any AccountStorage)?
    private let context: @Sendable () -> RequestContext
    private let committed: @Sendable ([Edit]) -> Void
    private let condition: @Sendable (StorageError?) -> Void
    private let state: Mutex<KeptAccount>
    /// Commits block; they must not do so on a thread of Swift concurrency's.
    private let committer = DispatchQueue(label: "meridian.store")

    /// How often a reader looks again when what it saw was taken back.
    private static let readingAttempts = 8

    /// Loads the account.
    ///
    /// `committed` is told of all that is written down, in order, before those who did it are
    /// answered; `condition` once what is wrong when nothing can be written any more, and once nil
    /// when it can again. Both are called on a queue of the keeper's, and hold up commits for as long
    /// as they take. Without a storage the account is kept in memory.
    package init(
        storage: (any AccountStorage)?,
        surroundings: Surroundings,
        context: @escaping @Sendable () -> RequestContext,
        committed: @escaping @Sendable ([Edit]) -> Void,
        condition: @escaping @Sendable (StorageError?) -> Void = { _ in }
    ) throws(StorageError) {
        self.storage = storage
        self.context = context
        self.committed = committed
        self.condition = condition
        var account = Account(surroundings: surroundings)
        for entity in try storage?.load() ?? [] { account.load(entity) }
        state = Mutex(KeptAccount(account))
    }

    /// Carries out an operation that may change the account. When it returns, what it did is written
    /// down; when it throws, nothing was done. A task that is cancelled waits all the same: what it
    /// did is done.
    package func change<Value: Sendable>(
        _ operation: @escaping Changing<Value>
    ) async throws(AccountError) -> Value {
        while true {
            switch await settle({ $0.apply(operation, self.context) }) {
            case (let result?, nil): return try result.get()
            case (_?, let failure?): throw AccountError(unwritten: failure)
            case (nil, _): continue
            }
        }
    }

    /// Carries out an operation that only looks. What it is told is written down.
    package func read<Value: Sendable>(
        _ operation: @escaping Reading<Value>
    ) async throws(AccountError) -> Value {
        var lastFailure: StorageError?
        for _ in 0..<Self.readingAttempts {
            let (result, failure) = await settle { $0.look(operation, self.context) }
            if let result, failure == nil { return try result.get() }
            lastFailure = failure ?? lastFailure
        }
        throw AccountError(unread: lastFailure)
    }

    /// Looks at the account at once, at what is not written down yet as well. Before the first change
    /// it is what was loaded.
    package func withAccount<Value: Sendable>(_ body: (Account) -> Value) -> Value {
        state.withLock { body($0.account) }
    }

    /// Has operations see other surroundings from now on.
    package func replaceSurroundings(_ surroundings: Surroundings) {
        state.withLock { $0.account.surroundings = surroundings }
    }

    /// Carries out a step under the lock, and waits until what it says to wait for has happened.
    /// Returns the result of the step, nil if it was not its turn; and why the commit failed.
    private func settle<Value: Sendable>(
        _ step: (inout KeptAccount) -> KeptAccount.Step<Value>
    ) async -> (result: Result<Value, AccountError>?, failure: StorageError?) {
        var result: Result<Value, AccountError>?
        let failure = await withCheckedContinuation { waiter in
            let (isSettled, needsCommitter) = state.withLock { state in
                let step = step(&state)
                result = step.result
                return (state.register(waiter, for: step.waitsFor), state.startCommitting())
            }
            if needsCommitter { committer.async { self.commitAll() } }
            if isSettled { waiter.resume(returning: nil) }
        }
        return (result, failure)
    }

    /// Commits group after group until none is left.
    private func commitAll() {
        while let (edits, admitted) = state.withLock({ $0.nextGroup() }) {
            for waiter in admitted { waiter.resume(returning: nil) }
            let failure = commit(edits)
            if failure == nil { committed(edits) }
            let (waiters, isNew) = state.withLock { $0.endGroup(failure) }
            if isNew { condition(failure) }
            for waiter in waiters { waiter.resume(returning: failure) }
        }
    }

    private func commit(_ edits: [Edit]) -> StorageError? {
        do throws(StorageError) {
            try storage?.commit(edits)
            return nil
        } catch {
            return error
        }
    }
}

extension AccountError {
    fileprivate init(unwritten failure: StorageError) {
        self.init(
            .serviceUnavailable,
            "Nothing was changed, because it cannot be written down: \(failure)."
        )
    }

    fileprivate init(unread failure: StorageError?) {
        let reason = failure.map { ": \($0)" } ?? ""
        self.init(
            .serviceUnavailable,
            "What is written down cannot be told from what could not be\(reason)."
        )
    }
}
