import AccountStore
import Foundation
import TestSupport
import Testing

@Suite("A store on a disk that is full", .timeLimit(.minutes(2)))
struct FullDiskTests {
    /// So many must work for each worker when there is room; it is enough for several times as many.
    private static let changesAgain = 5
    /// A victim that has said so much and done no more than that gets nowhere.
    private static let lineLimit = 100_000

    @Test("refuses changes, keeps what it has, and goes on when there is room")
    func full() throws {
        guard let disk = try SmallDisk.find() else {
            print(
                "SKIPPED: a full disk: neither a file system can be mounted nor files limited here"
            )
            return
        }
        let directory = try TemporaryDirectory()
        let victim = try Victim(
            "\(directory.path)/meridian.db",
            under: disk.command(directory.path)
        )
        // The smallest change may still fit where the one before did not.
        try listen(to: victim) { _, progress in progress.refusals.count >= 100 }
        for refusal in victim.workers.values.flatMap(\.refusals) {
            #expect(refusal.hasPrefix("ServiceUnavailable: Nothing was changed"))
            if disk != .limited { #expect(refusal.hasSuffix("meridian.db: the disk is full.")) }
        }

        // What it has is still there, and whole, while it refuses one change after the other.
        let store = disk.path(directory.path, of: victim.pid) + "/meridian.db"
        let before = victim.workers
        let contents = try contents(of: store, victim, in: directory)
        try listen(to: victim) { worker, progress in
            progress.refusals.count >= (before[worker]?.refusals.count ?? 0) + 100
        }
        for (worker, progress) in victim.workers {
            #expect(progress.done == before[worker]?.done)
            #expect(contents.number(of: worker) == progress.done)
            #expect(contents.isWhole(worker), "\(contents.text(of: worker))")
        }

        try disk.makeRoom(directory.path, for: victim.pid)
        try listen(to: victim) { worker, progress in
            progress.done >= (before[worker]?.done ?? 0) + Self.changesAgain
        }
        let after = try self.contents(of: store, victim, in: directory)
        _ = try victim.killAndListen()
        for (worker, progress) in victim.workers {
            #expect(after.isWhole(worker), "\(after.text(of: worker))")
            #expect(after.number(of: worker) >= (before[worker]?.done ?? 0) + Self.changesAgain)
            #expect(after.number(of: worker) <= progress.asked)
        }
    }

    /// Listens until all workers are so far.
    private func listen(
        to victim: Victim,
        until isEnough: (Int, Victim.Progress) -> Bool
    ) throws {
        for _ in 0..<Self.lineLimit {
            if victim.workers.count == 4 && victim.workers.allSatisfy(isEnough) { return }
            try #require(try victim.next() != nil, "it has ended")
        }
        Issue.record("it gets nowhere: \(victim.workers.mapValues { ($0.done, $0.refusals.last) })")
    }

    /// What is in a store at a moment, in the middle of whatever its server does.
    private func contents(
        of store: String,
        _ victim: Victim,
        in directory: borrowing TemporaryDirectory
    ) throws -> VictimContents {
        let copy = "\(directory.path)/\(UUID().uuidString).db"
        try victim.frozen {
            for suffix in ["", "-wal"] {
                let content = try Data(contentsOf: URL(filePath: store + suffix))
                try content.write(to: URL(filePath: copy + suffix))
            }
        }
        let contents = try VictimContents(copy)
        #expect(try StoreCheck(copy).problems == [])
        return contents
    }
}
