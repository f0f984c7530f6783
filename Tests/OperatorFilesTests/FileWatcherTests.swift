import Dispatch
import Foundation
import OperatorFiles
import Synchronization
import TestSupport
import Testing

/// What a watcher has told, for a test to wait for.
private final class Told: Sendable {
    private let changes = Mutex<[FileChanges]>([])
    private let arrivals = DispatchSemaphore(value: 0)

    /// Longer than anything takes on a slow machine: a test that fails ends all the same.
    private static let patience = DispatchTimeInterval.seconds(60)

    struct Nothing: Error {}

    func add(_ change: FileChanges) {
        changes.withLock { $0.append(change) }
        arrivals.signal()
    }

    func next() throws -> FileChanges {
        guard arrivals.wait(timeout: .now() + Self.patience) == .success else { throw Nothing() }
        return changes.withLock { $0.removeFirst() }
    }

    /// Waits until one of these paths, or anything, is told.
    func wait(for path: String) throws {
        while case .files(let files) = try next(), !files.contains(path) {}
    }
}

@Suite("Watching files")
struct FileWatcherTests {
    /// Tells what happens to the files of `plan` from now on.
    private func watch(_ plan: WatchPlan) throws -> (FileWatcher, Told) {
        let told = Told()
        let start = ContinuousClock.now
        let watcher = try FileWatcher(
            monotonic: { start.duration(to: .now) },
            onChange: { told.add($0) }
        )
        #expect(watcher.follow(plan).map(\.description) == [])
        // What is new counts as changed.
        _ = try told.next()
        return (watcher, told)
    }

    private func plan(directories: [String] = [], files: [String] = []) -> WatchPlan {
        var plan = WatchPlan()
        plan.directories = Set(directories)
        plan.files = Set(files)
        return plan
    }

    private func run(_ script: String, _ argument: String) throws {
        try #require(try OtherProgram("/bin/bash", ["-c", script, argument]).status == 0)
    }

    @Test(
        "each way to change a file is told, by its path",
        arguments: [
            "echo a >> x", "echo a > y; mv y x", "rm x", "mv x z", "cp z x", "chmod 600 x",
            "touch x", "ln -f z x", "mv x x~; echo a > x; rm x~",
        ]
    )
    func changes(_ script: String) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("x", "text")
        try directory.file("z", "other")
        let (watcher, told) = try watch(plan(files: [path]))
        try run("cd \"$0\" && " + script, directory.path)
        #expect(try told.next() == .files([path]))
        withExtendedLifetime(watcher) {}
    }

    @Test("of a directory every file is told, in the directory's own spelling")
    func directories() throws {
        let directory = try TemporaryDirectory()
        for spelling in [
            directory.path, directory.path + "/",
            directory.path + "/../\(URL(filePath: directory.path).lastPathComponent)",
        ] {
            let (watcher, told) = try watch(plan(directories: [spelling]))
            try directory.file("new", "text")
            let path = (spelling.hasSuffix("/") ? spelling : spelling + "/") + "new"
            #expect(try told.next() == .files([path]))
            withExtendedLifetime(watcher) {}
        }
    }

    @Test("other files beside a watched one are not told")
    func strangers() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("x", "text")
        let (watcher, told) = try watch(plan(files: [path]))
        try directory.file("y", "text")
        try directory.file("x", "other")
        #expect(try told.next() == .files([path]))
        withExtendedLifetime(watcher) {}
    }

    @Test("a file that is written with pauses is told once, when it is closed")
    func slowWriter() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("x", "text")
        let (watcher, told) = try watch(plan(files: [path]))
        let written = Mutex(false)
        DispatchQueue.global().async {
            do {
                try run(
                    "exec 3> \"$0\"; for n in 1 2 3; do echo a >&3; sleep 0.3; done; echo b >&3",
                    path
                )
                written.withLock { $0 = true }
            } catch { Issue.record(error) }
        }
        #expect(try told.next() == .files([path]))
        #expect(try LocalFiles.read(path) == Array("a\na\na\nb\n".utf8))
        withExtendedLifetime(watcher) {}
    }

    @Test(
        "directories on the way may come, go and be replaced, and so may links",
        arguments: [
            // There is nothing yet.
            ("", "mkdir -p a/b; echo x > a/b/x"),
            ("mkdir a", "mkdir a/b; echo x > a/b/x"),
            // The directory is replaced, at any height.
            ("mkdir -p a/b new; echo o > a/b/x; echo x > new/x", "mv a/b old; mv new a/b"),
            ("mkdir -p a/b new/b; echo o > a/b/x; echo x > new/b/x", "mv a old; mv new a"),
            ("mkdir -p a/b; echo o > a/b/x", "rm -r a; mkdir -p a/b; echo x > a/b/x"),
            // A link to a directory is replaced in one step, as deployments do.
            (
                "mkdir -p a one two; echo o > one/x; echo x > two/x; ln -s ../one a/b",
                "ln -s ../two a/new; mv -T a/new a/b"
            ),
            // A link to a file likewise; and the file behind a link is written.
            (
                "mkdir -p a/b; echo o > one; echo x > two; ln -s ../../one a/b/x",
                "ln -s ../../two a/b/new; mv -T a/b/new a/b/x"
            ),
            ("mkdir -p a/b c; echo o > c/one; ln -s ../../c/one a/b/x", "echo x > c/one"),
            // Kubernetes: files are links through a link that is replaced.
            (
                "mkdir -p a/b/v1 a/b/v2; echo o > a/b/v1/x; echo x > a/b/v2/x; ln -s v1 a/b/data; ln -s data/x a/b/x",
                "ln -s v2 a/b/new; mv -T a/b/new a/b/data"
            ),
        ]
    )
    func ways(_ before: String, _ change: String) throws {
        let directory = try TemporaryDirectory()
        try run("cd \"$0\"; " + before, directory.path)
        let path = directory.path + "/a/b/x"
        for plan in [
            plan(files: [path]), plan(directories: [directory.path + "/a/b"], files: [path]),
        ] {
            let copy = try TemporaryDirectory()
            try run("cp -a \"$0\"/. " + copy.path, directory.path)
            func moved(_ paths: Set<String>) -> [String] {
                paths.map { $0.replacingOccurrences(of: directory.path, with: copy.path) }
            }
            let (watcher, told) = try watch(
                self.plan(directories: moved(plan.directories), files: moved(plan.files))
            )
            try run("cd \"$0\"; " + change, copy.path)
            let path = copy.path + "/a/b/x"
            try told.wait(for: path)
            while try LocalFiles.read(path) != Array("x\n".utf8) { try told.wait(for: path) }
            // And it goes on being watched there.
            try run("echo y > \"$0\"", path)
            try told.wait(for: path)
            while try LocalFiles.read(path) != Array("y\n".utf8) { try told.wait(for: path) }
            withExtendedLifetime(watcher) {}
        }
    }

    @Test("when the kernel loses events anything may have changed")
    func overflow() throws {
        let directory = try TemporaryDirectory()
        let told = Told()
        let gate = DispatchSemaphore(value: 0)
        let start = ContinuousClock.now
        let watcher = try FileWatcher(
            monotonic: { start.duration(to: .now) },
            onChange: { change in
                told.add(change)
                gate.wait()
            }
        )
        #expect(watcher.follow(plan(directories: [directory.path])).isEmpty)
        // While it tells of this, nobody reads the events.
        _ = try told.next()
        let file = "/proc/sys/fs/inotify/max_queued_events"
        let limit = try String(contentsOfFile: file, encoding: .utf8)
        let count = try #require(Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)))
        try run("seq -f \"$0/%.0f\" \(count) | xargs touch", directory.path)
        gate.signal()
        while case .files = try told.next() { gate.signal() }
        gate.signal()
        withExtendedLifetime(watcher) {}
    }
}
