import AccountStore
import Foundation
import GRDB
import Route53
import TestSupport
import Testing

/// Kills the process that writes a store, again and again, and compares what it had said with what is
/// there.
///
/// The kernel lives on, and with it all that was handed to it: this tells nothing of a loss of power.
/// That every commit waits for the disk, SQLiteStorage makes sure of when it opens a store.
@Suite("A store whose server is killed", .timeLimit(.minutes(5)))
struct KillTests {
    private static let rounds = 220
    /// So many rounds begin with a new file, so that some are killed while they make the schema.
    private static let roundsForEachFile = 20

    @Test("has every change that was answered, each whole or not at all")
    func killed() throws {
        let directory = try TemporaryDirectory()
        var random = SeededRandom(seed: 9)
        var (betweenRequestAndAnswer, duringOpening) = (0, 0)
        var history: [Int: Victim.Progress] = [:]
        var path = ""
        for round in 0..<Self.rounds {
            if round % Self.roundsForEachFile == 0 {
                path = "\(directory.path)/\(round).db"
                history = [:]
            }
            let victim = try Victim(path)
            switch round % 4 {
            case 0:
                // As soon as it opens the file: while SQLite recovers it, or makes it.
                _ = try victim.next()
                duringOpening += 1
            case 1:
                // Between a request and its answer.
                let asked = Int.random(in: 1...20, using: &random)
                for _ in 0..<asked { while try victim.next() != .asked {} }
            default:
                let lines = Int.random(in: 1...60, using: &random)
                for _ in 0..<lines { _ = try victim.next() }
            }
            if try victim.killAndListen() > 0 { betweenRequestAndAnswer += 1 }
            history.merge(victim.workers) { old, new in
                .init(asked: max(old.asked, new.asked), done: max(old.done, new.done))
            }
            try compare(path, with: history, round)
        }
        #expect(betweenRequestAndAnswer >= 50)
        #expect(duringOpening >= 50)
    }

    private func compare(
        _ path: String,
        with history: [Int: Victim.Progress],
        _ round: Int
    ) throws {
        let found = try VictimContents(path)
        #expect(try StoreCheck(path).problems == [], "round \(round)")
        for (worker, progress) in history {
            let number = found.number(of: worker)
            #expect(number >= progress.done, "round \(round): an answered change is gone")
            #expect(number <= progress.asked, "round \(round): nobody asked for that")
            #expect(found.isWhole(worker), "round \(round): \(found.text(of: worker))")
        }
    }
}

/// What a victim has left in its store.
struct VictimContents {
    /// The numbers that stand in record sets, by the name of these below the zone, by worker.
    private var values: [Int: [String: Int]] = [:]

    /// Takes the store over as the next server would.
    init(_ path: String) throws {
        for case .recordSet(let recordSet, _) in try SQLiteStorage(path: path).load() {
            let labels = recordSet.name.split(separator: ".")
            guard let worker = labels.dropFirst().first, worker.hasPrefix("worker") else {
                continue
            }
            let quoted = try #require(recordSet.records?.first)
            let number = try #require(Int(worker.dropFirst("worker".count)))
            values[number, default: [:]][String(labels[0])] = Int(quoted.dropFirst().dropLast())
        }
    }

    /// The last change that is there; 0: none.
    func number(of worker: Int) -> Int { values[worker]?["0"] ?? 0 }

    /// True if the last change is there with all that belongs to it, and nothing else is.
    func isWhole(_ worker: Int) -> Bool {
        let number = number(of: worker)
        var whole: [String: Int] = [:]
        if number > 0 {
            for index in 0..<5 { whole["\(index)"] = number }
            for trail in max(1, number - 9)...number { whole["trail\(trail)"] = trail }
        }
        return values[worker, default: [:]] == whole
    }

    func text(of worker: Int) -> String { "worker \(worker): \(values[worker] ?? [:])" }
}
