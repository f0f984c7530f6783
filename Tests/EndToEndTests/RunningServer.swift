import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

/// The real executable, serving.
final class RunningServer {
    private let process = Process()
    private let log = LogReader()
    private let ended = DispatchSemaphore(value: 0)
    /// Where it listens, as the log says.
    private(set) var addresses: [(host: String, port: Int)] = []

    /// Starts `meridian serve` and waits until it is ready.
    convenience init(config: String, _ arguments: String...) throws {
        try self.init(config: config, arguments: arguments)
    }

    /// Starts it on these addresses instead of those of the configuration.
    convenience init(config: String, listen addresses: [String]) throws {
        try self.init(config: config, arguments: addresses.flatMap { ["--listen", $0] })
    }

    /// Starts another program that serves, found in the path, with its first arguments.
    convenience init(config: String, program: [String]) throws {
        try self.init(program: ["/usr/bin/env"] + program, config: config, arguments: [])
    }

    private init(
        program: [String] = [Product.meridian],
        config: String,
        arguments: [String]
    ) throws {
        process.executableURL = URL(fileURLWithPath: program[0])
        process.arguments = program.dropFirst() + ["serve", "--config", config] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = log.pipe
        let ended = ended
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        do {
            try log.wait(for: "ready")
        } catch {
            process.terminate()
            throw error
        }
        addresses = log.text.matches(of: #/listening on \[?([0-9a-f.:]+?)\]?:(\d+) /#).compactMap {
            match in Int(match.output.2).map { (String(match.output.1), $0) }
        }
    }

    deinit { if process.isRunning { process.terminate() } }

    var port: Int { addresses.first?.port ?? 0 }

    var logText: String { log.text }

    /// Sends a signal, and waits for the log to say `word` after it.
    func send(_ signal: Int32, andAwait word: String) throws {
        let mark = log.mark
        kill(process.processIdentifier, signal)
        try log.wait(for: word, after: mark)
    }

    /// Stops it for as long as `body` takes: what arrives meanwhile waits in its sockets.
    func holdUp(while body: () throws -> Void) rethrows {
        kill(process.processIdentifier, SIGSTOP)
        defer { kill(process.processIdentifier, SIGCONT) }
        try body()
    }

    /// Does `body`, and waits for the log to say `word` after that began.
    func during(andAwait word: String, _ body: () throws -> Void) throws {
        let mark = log.mark
        try body()
        try log.wait(for: word, after: mark)
    }

    /// Sends a signal that ends it; the exit status.
    func end(with signal: Int32) throws -> Int32 {
        kill(process.processIdentifier, signal)
        try #require(ended.wait(timeout: .now() + LogReader.patience) == .success)
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// `dig` at the first address, or at `host`; what it prints.
    func dig(_ arguments: String..., host: String? = nil) throws -> String {
        let target = addresses.first { $0.host == host } ?? addresses.first
        let server = ["@\(target?.host ?? "")", "-p", "\(target?.port ?? 0)"]
        return try Command.run("/usr/bin/dig", server + ["+time=5", "+tries=2"] + arguments).output
    }
}

/// Gathers what a program logs, and lets tests wait for words in it.
final class LogReader: Sendable {
    static let patience = DispatchTimeInterval.seconds(60)

    private let gathered = Mutex(Data())
    private let arrived = DispatchSemaphore(value: 0)
    let pipe = Pipe()

    init() {
        pipe.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            self?.gathered.withLock { $0 += data }
            self?.arrived.signal()
        }
    }

    var text: String { gathered.withLock { String(decoding: $0, as: UTF8.self) } }

    /// The end of what has been read.
    var mark: Int { gathered.withLock { $0.count } }

    struct NeverSaid: Error {
        let word: String
        let log: String
    }

    /// Waits until `word` has been logged after `mark`.
    func wait(for word: String, after mark: Int = 0) throws {
        let deadline = DispatchTime.now() + Self.patience
        while !gathered.withLock({ String(decoding: $0.dropFirst(mark), as: UTF8.self) })
            .contains(word)
        {
            let isOver = pipe.fileHandleForReading.readabilityHandler == nil
            guard !isOver, arrived.wait(timeout: deadline) == .success else {
                throw NeverSaid(word: word, log: text)
            }
        }
    }
}
