import Foundation
import Synchronization
import TestSupport

/// The executable StoreVictim, which changes a store until it is killed.
final class Victim {
    private let process = Process()
    private let output = Pipe()
    private var unread = Data()
    /// What it has said so far, by worker.
    private(set) var workers: [Int: Progress] = [:]

    /// How far a worker was when it was last heard of.
    struct Progress {
        var asked = 0
        var done = 0
        /// Why its changes were refused since the last one that was not.
        var refusals: [String] = []
    }

    enum Line {
        case opening
        case asked
        case done
        case refused
    }

    /// With a command before it, `ending` in "--", so that it runs where that puts it.
    init(_ store: String, under command: [String] = []) throws {
        let all = command + [Self.path, store]
        process.executableURL = URL(filePath: all[0])
        process.arguments = Array(all.dropFirst())
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit { kill() }

    /// Beside the tests.
    private static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "StoreVictim").path

    var pid: Int32 { process.processIdentifier }

    struct Ended: Error {
        let line: String
    }

    /// Waits for the next thing that it says. Nil: it has ended.
    func next() throws -> Line? {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: unread[..<end], as: UTF8.self)
                unread = Data(unread[(end + 1)...])
                return try note(line)
            }
            // A last line without an end is half a line: it was killed while it said it.
            let piece = output.fileHandleForReading.availableData
            if piece.isEmpty { return nil }
            unread += piece
        }
    }

    private func note(_ line: String) throws -> Line {
        if line == "opening" { return .opening }
        let words = line.split(separator: " ", maxSplits: 3).map(String.init)
        guard words.count >= 3, let worker = Int(words[1]), let number = Int(words[2]) else {
            throw Ended(line: line)
        }
        switch words[0] {
        case "asked":
            workers[worker, default: Progress()].asked = number
            return .asked
        case "done":
            workers[worker, default: Progress()].done = number
            workers[worker]?.refusals = []
            return .done
        case "refused":
            workers[worker, default: Progress()].refusals.append(words.last ?? "")
            return .refused
        default: throw Ended(line: line)
        }
    }

    func kill() { if process.isRunning { Glibc.kill(pid, SIGKILL) } }

    /// Does something while it stands still, wherever it is.
    func frozen(_ body: () throws -> Void) throws {
        Glibc.kill(pid, SIGSTOP)
        defer { Glibc.kill(pid, SIGCONT) }
        // The signal reaches one thread after the other (proc(5): `State:` of the process).
        let status = URL(filePath: "/proc/\(pid)/status")
        while try !String(contentsOf: status, encoding: .utf8).contains("State:\tT") {}
        try body()
    }

    /// Kills it, and hears what it had still said. The number of changes that it was asked for and had
    /// not answered.
    func killAndListen() throws -> Int {
        kill()
        while try next() != nil {}
        process.waitUntilExit()
        return workers.values.count { $0.asked > $0.done }
    }
}
