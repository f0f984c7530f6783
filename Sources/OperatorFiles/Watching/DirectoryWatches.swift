/// The directories that the kernel watches for a plan, and what its events mean for the plan.
struct DirectoryWatches: ~Copyable {
    let inotify: FileDescriptor
    private var plan = WatchPlan()
    private var table = WatchTable(WatchPlan())
    /// The directories behind a watch, as the table has them: several names can lead to one.
    private var directories: [Int32: Set<String>] = [:]
    private var watches: [String: Int32] = [:]

    init() throws(SystemCallError) { inotify = try FileDescriptor(inotify: ()) }

    /// Watches what `newPlan` names, and nothing else; returns what may have changed unseen, and
    /// why directories cannot be watched.
    mutating func follow(_ newPlan: WatchPlan) -> (changes: [FileEvent], problems: [FileFailure]) {
        let addedFiles = newPlan.files.subtracting(plan.files)
        let isWider = !newPlan.directories.isSubset(of: plan.directories)
        plan = newPlan
        let problems = renew()
        if isWider { return ([.anything], problems) }
        return (addedFiles.map { .file($0, isBeingWritten: false) }, problems)
    }

    /// What has happened since the last call.
    mutating func takeChanges() -> [FileEvent] {
        var changes: [FileEvent] = []
        var isStale = false
        do throws(SystemCallError) {
            while case let events = try readEvents(from: inotify), !events.isEmpty {
                for event in events { isStale = note(event, &changes) || isStale }
            }
        } catch {
            isStale = true
        }
        if isStale {
            _ = renew()
            changes.append(.anything)
        }
        return changes
    }

    /// Adds what an event changes; returns true if paths may lead elsewhere than they did.
    private mutating func note(_ event: DirectoryEvent, _ changes: inout [FileEvent]) -> Bool {
        if event.kinds.contains(.overflow) { return true }
        if event.kinds.contains(.watchEnded) {
            for directory in directories.removeValue(forKey: event.watch) ?? [] {
                watches[directory] = nil
            }
            return true
        }
        let gone: DirectoryEvent.Kinds = [.directoryRemoved, .directoryMoved, .unmounted]
        if !event.kinds.isDisjoint(with: gone) { return true }
        guard !event.name.isEmpty else { return false }
        var isStale = false
        for directory in directories[event.watch] ?? [] {
            guard let meaning = table.directories[directory] else { continue }
            let isMove = event.kinds.isDisjoint(with: .ofContent)
            if isMove, meaning.waypoints.contains(event.name) { isStale = true }
            let place = "\(directory)/\(event.name)"
            let isBeingWritten = Self.isBeingWritten(place, event.kinds)
            for file in meaning.files[event.name] ?? [] {
                changes.append(.file(file, isBeingWritten: isBeingWritten))
                // Where the file is now may not be watched yet.
                if isMove,
                    LocalFiles.isSymbolicLink(place) || table.isFollowed(event.name, in: directory)
                {
                    isStale = true
                }
            }
            guard !event.kinds.contains(.isDirectory) else { continue }
            for prefix in meaning.prefixes {
                changes.append(.file(prefix + event.name, isBeingWritten: isBeingWritten))
            }
        }
        return isStale
    }

    /// True if a `closedAfterWriting` is to be expected. A new file that is empty was opened to be
    /// written; one with content or a link came to be in one step.
    private static func isBeingWritten(_ place: String, _ kinds: DirectoryEvent.Kinds) -> Bool {
        if kinds.contains(.modified) { return true }
        guard kinds.contains(.created) else { return false }
        do throws(SystemCallError) {
            let status = try statusOfLink(place)
            return status.kind == .file && status.signature.size == 0
        } catch {
            return false
        }
    }

    /// Brings table and watches up to date with where paths lead now.
    private mutating func renew() -> [FileFailure] {
        var problems: [FileFailure] = []
        // A directory that is replaced after it was looked up and before it is watched gives no
        // event. Looking again shows it; who replaces it every time will be noticed by events.
        for _ in 0..<3 {
            let table = WatchTable(plan)
            problems = watch(table)
            let isStable = table == self.table
            self.table = table
            if isStable { break }
        }
        return problems
    }

    private mutating func watch(_ table: WatchTable) -> [FileFailure] {
        var problems: [FileFailure] = []
        for directory in Array(watches.keys) where table.directories[directory] == nil {
            forget(directory)
        }
        for (directory, meaning) in table.directories {
            do throws(SystemCallError) {
                let watch = try addWatch(directory, for: meaning.interests, to: inotify)
                guard watches[directory] != watch else { continue }
                forget(directory)
                watches[directory] = watch
                directories[watch, default: []].insert(directory)
            } catch {
                forget(directory)
                // The directories on the way to a missing one are watched for it.
                guard !error.isAbsence else { continue }
                problems.append(FileFailure(path: directory, reason: error.reason))
            }
        }
        return problems
    }

    private mutating func forget(_ directory: String) {
        guard let watch = watches.removeValue(forKey: directory) else { return }
        directories[watch]?.remove(directory)
        guard directories[watch]?.isEmpty == true else { return }
        directories[watch] = nil
        removeWatch(watch, from: inotify)
    }
}
