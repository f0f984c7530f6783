internal import Synchronization

/// The newest version of an immutable object, for many readers that look at it often and must
/// never wait for it, nor pay for taking an old version apart.
///
/// A reader that is up to date pays one atomic load. A version that was replaced is kept here
/// until every reader has moved past it, and is released by whoever publishes, or calls
/// `releaseRetired`, next: a reader that lets go of a version never holds its last reference.
package final class Published<Value: AnyObject & Sendable>: Sendable {
    private let generation = Atomic<UInt64>(0)
    private let versions: Mutex<Versions>

    package init(_ value: Value) { versions = Mutex(Versions(latest: value)) }

    package var latest: Value { versions.withLock { $0.latest } }

    /// Replaces the value. Writers who derive a new value from the latest take turns themselves.
    package func publish(_ value: Value) {
        versions.withLock { versions in
            let newest = generation.load(ordering: .relaxed) + 1
            versions.retired.append(Retired(value: versions.latest, replacedBy: newest))
            versions.latest = value
            generation.store(newest, ordering: .releasing)
        }
        releaseRetired()
    }

    /// Releases, on this thread, the replaced versions that no reader can hold any more.
    ///
    /// Returns how many remain; as idle readers look up regularly, a later call releases them.
    @discardableResult
    package func releaseRetired() -> Int {
        let (released, remaining) = versions.withLock { versions in
            let newest = generation.load(ordering: .relaxed)
            let slowest = versions.readers.reduce(newest) {
                min($0, $1.reached.load(ordering: .acquiring))
            }
            let released = versions.retired.prefix { $0.replacedBy <= slowest }
            versions.retired.removeFirst(released.count)
            return (released, versions.retired.count)
        }
        // The destructors run here, with the lock free: a large state takes a while.
        _ = consume released
        return remaining
    }

    /// A new reader, registered for as long as it lives.
    package func makeReader() -> Reader {
        versions.withLock { versions in
            let newest = generation.load(ordering: .relaxed)
            let progress = Progress(reached: newest)
            versions.readers.append(progress)
            return Reader(
                value: versions.latest,
                generation: newest,
                progress: progress,
                source: self
            )
        }
    }

    private func unregister(_ progress: Progress) {
        versions.withLock { $0.readers.removeAll { $0 === progress } }
    }

    /// One reader's view of the value, for use by one thread.
    package struct Reader: ~Copyable {
        package private(set) var value: Value
        /// Another one with every newer version.
        package private(set) var generation: UInt64
        private let progress: Progress
        private let source: Published

        fileprivate init(
            value: Value,
            generation: UInt64,
            progress: Progress,
            source: Published
        ) {
            self.value = value
            self.generation = generation
            self.progress = progress
            self.source = source
        }

        /// Moves on to the newest version. Idle readers do this too, every now and then.
        package mutating func refresh() {
            guard source.generation.load(ordering: .acquiring) != generation else { return }
            (value, generation) = source.versions.withLock {
                ($0.latest, source.generation.load(ordering: .relaxed))
            }
            // Only now is the old version let go; `releasing` keeps that before the announcement.
            progress.reached.store(generation, ordering: .releasing)
        }

        deinit { source.unregister(progress) }
    }

    private struct Versions {
        var latest: Value
        /// Oldest first.
        var retired: [Retired] = []
        var readers: [Progress] = []
    }

    private struct Retired {
        let value: Value
        let replacedBy: UInt64
    }

    /// The generation that a reader has reached: it holds nothing older.
    fileprivate final class Progress: Sendable {
        let reached: Atomic<UInt64>

        init(reached generation: UInt64) { reached = Atomic(generation) }
    }
}
