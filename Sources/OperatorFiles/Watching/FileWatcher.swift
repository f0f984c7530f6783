internal import Dispatch
internal import Synchronization

/// Watches files and directories, by inotify(7), and tells what has changed once it is quiet.
///
/// A file counts as changed when its writer has closed it, or another one took its name. Files and
/// directories need not be there yet, and may be replaced; so may the links that lead to them.
package final class FileWatcher: Sendable {
    private let core: Core
    private let source: Mutex<any DispatchSourceRead>

    /// Calls `onChange` with what has changed, on a queue of its own, one call at a time.
    /// `monotonic` tells the time since some fixed moment, never set back.
    package init(
        monotonic: @escaping @Sendable () -> Duration,
        onChange: @escaping @Sendable (FileChanges) -> Void
    ) throws(FileFailure) {
        let watches: DirectoryWatches
        do throws(SystemCallError) {
            watches = try DirectoryWatches()
        } catch {
            throw FileFailure(path: "inotify", reason: error.reason)
        }
        let descriptor = watches.inotify.number
        let core = Core(watches, monotonic: monotonic, onChange: onChange)
        self.core = core
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: core.queue)
        source.setEventHandler { core.takeChanges() }
        // The descriptor must not be closed before.
        source.setCancelHandler { withExtendedLifetime(core) {} }
        source.activate()
        self.source = Mutex(source)
    }

    deinit { source.withLock { $0.cancel() } }

    /// Watches what `plan` names, and nothing else. What is new in it counts as changed: nobody
    /// watched it before.
    ///
    /// Returns why directories cannot be watched.
    package func follow(_ plan: WatchPlan) -> [FileFailure] { core.follow(plan) }

    /// The files that somebody is writing just now: they will be told when they are closed. Who has
    /// read one of them has read half of it, perhaps.
    package var filesBeingWritten: Set<String> {
        core.takeChanges()
        return core.filesBeingWritten
    }

    /// What outlives the watcher until its last event is dealt with.
    private final class Core: Sendable {
        let queue = DispatchQueue(label: "file-watching", qos: .utility)
        private let state: Mutex<State>
        private let monotonic: @Sendable () -> Duration
        private let onChange: @Sendable (FileChanges) -> Void

        private struct State: ~Copyable {
            var watches: DirectoryWatches
            var pending = PendingChanges()
            var isTicking = false
        }

        /// What waits is looked at so often.
        private static let interval = DispatchTimeInterval.milliseconds(50)

        init(
            _ watches: consuming sending DirectoryWatches,
            monotonic: @escaping @Sendable () -> Duration,
            onChange: @escaping @Sendable (FileChanges) -> Void
        ) {
            state = Mutex(State(watches: watches))
            self.monotonic = monotonic
            self.onChange = onChange
        }

        func follow(_ plan: WatchPlan) -> [FileFailure] {
            defer { tickIfNeeded() }
            return state.withLock { state in
                let (changes, problems) = state.watches.follow(plan)
                state.pending.note(changes, at: monotonic())
                return problems
            }
        }

        func takeChanges() {
            state.withLock { state in
                state.pending.note(state.watches.takeChanges(), at: monotonic())
            }
            tickIfNeeded()
        }

        var filesBeingWritten: Set<String> { state.withLock { $0.pending.filesBeingWritten } }

        private func tickIfNeeded() {
            let begins = state.withLock { state in
                guard !state.isTicking, !state.pending.isEmpty else { return false }
                state.isTicking = true
                return true
            }
            if begins { tick() }
        }

        /// Tells what is due, and comes back as long as more is waiting.
        private func tick() {
            queue.asyncAfter(deadline: .now() + Self.interval) { [weak self] in
                guard let self else { return }
                let (due, isOver) = state.withLock { state in
                    let due = state.pending.takeDue(at: monotonic())
                    state.isTicking = !state.pending.isEmpty
                    return (due, state.pending.isEmpty)
                }
                if let due { onChange(due) }
                if !isOver { tick() }
            }
        }
    }
}
