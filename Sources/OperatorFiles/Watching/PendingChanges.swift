/// Changes that have been seen, held back until their files are quiet: what is being written would
/// be read half.
package struct PendingChanges {
    /// So long after its last change a file is looked at, unless somebody is writing to it.
    package static let quiet = Duration.milliseconds(100)
    /// So long after the first change it is looked at whoever is writing: some never stop.
    package static let longest = Duration.seconds(5)

    private var files: [String: Pending] = [:]
    private var anything: Pending?
    /// Files that were told although they are still being written.
    private var overdue: Set<String> = []

    private struct Pending {
        let first: Duration
        var last: Duration
        var isBeingWritten: Bool

        var due: Duration {
            let longest = first + PendingChanges.longest
            return isBeingWritten ? longest : min(last + PendingChanges.quiet, longest)
        }
    }

    package init() {}

    package var isEmpty: Bool { files.isEmpty && anything == nil }

    package mutating func note(_ events: [FileEvent], at now: Duration) {
        for event in events {
            switch event {
            case .file(let file, let isBeingWritten):
                let first = files[file]?.first ?? now
                files[file] = Pending(first: first, last: now, isBeingWritten: isBeingWritten)
                if !isBeingWritten { overdue.remove(file) }
            case .anything:
                let first = anything?.first ?? now
                anything = Pending(first: first, last: now, isBeingWritten: false)
            }
        }
    }

    /// The files that will be told when their writers have closed them.
    package var filesBeingWritten: Set<String> {
        Set(files.lazy.filter(\.value.isBeingWritten).map(\.key)).subtracting(overdue)
    }

    /// What has been quiet for long enough by now.
    package mutating func takeDue(at now: Duration) -> FileChanges? {
        if let anything, anything.due <= now {
            self.anything = nil
            // The others come by themselves.
            files = files.filter { $0.value.isBeingWritten && $0.value.due > now }
            return .anything
        }
        let due = files.filter { $0.value.due <= now }
        guard !due.isEmpty else { return nil }
        for (file, change) in due {
            files[file] = nil
            if change.isBeingWritten { overdue.insert(file) }
        }
        return .files(Set(due.keys))
    }
}

/// Something that happened.
package enum FileEvent: Sendable, Hashable {
    /// `isBeingWritten`: the writer has not closed it yet.
    case file(String, isBeingWritten: Bool)
    /// Events were lost, or paths lead elsewhere now.
    case anything
}
