import Dispatch
import Foundation
import TestSupport
import Testing

/// The real executable in test mode, as a test suite starts it: with pipes at its standard input
/// and output.
final class ServerUnderTest {
    private let process = Process()
    private let input = Pipe()
    private let output = LogReader()
    private let errors = LogReader()
    private let ended = DispatchSemaphore(value: 0)
    let ready: Ready

    /// The line that says that all sockets answer.
    struct Ready: Decodable {
        let event: String
        let pid: Int32
        let dns: [Endpoint]
        let zones: [String]
        let database: String?
        let seed: UInt64

        struct Endpoint: Decodable {
            let address: String
            let port: Int
        }
    }

    /// Starts `meridian serve --test` and waits until it is ready.
    convenience init(_ arguments: String..., in directory: String? = nil) throws {
        try self.init(arguments: arguments, in: directory)
    }

    init(arguments: [String], in directory: String? = nil) throws {
        process.executableURL = URL(fileURLWithPath: Product.meridian)
        process.arguments = ["serve", "--test"] + arguments
        if let directory { process.currentDirectoryURL = URL(filePath: directory) }
        process.standardInput = input
        process.standardOutput = output.pipe
        process.standardError = errors.pipe
        let ended = ended
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        do {
            try output.wait(for: "\n")
            ready = try JSONDecoder().decode(Ready.self, from: Data(output.text.utf8))
        } catch {
            process.terminate()
            throw Failed(cause: "\(error)", log: errors.text)
        }
    }

    deinit { if process.isRunning { process.terminate() } }

    struct Failed: Error {
        let cause: String
        let log: String
    }

    var port: Int { ready.dns.first?.port ?? 0 }
    var pid: Int32 { process.processIdentifier }
    var logText: String { errors.text }
    var outputText: String { output.text }

    /// Sends a command; the line that answers it.
    func ask(_ command: String) throws -> String {
        let mark = output.mark
        try input.fileHandleForWriting.write(contentsOf: Data("\(command)\n".utf8))
        try output.wait(for: "\n", after: mark)
        return String(decoding: Data(output.text.utf8).dropFirst(mark), as: UTF8.self)
    }

    /// Closes its standard input, and waits for its end; the exit status.
    func closeInput() throws -> Int32 {
        try input.fileHandleForWriting.close()
        try #require(ended.wait(timeout: .now() + LogReader.patience) == .success)
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// `dig` at its first address; what it prints.
    func dig(_ arguments: String...) throws -> String {
        let server = ["@\(ready.dns.first?.address ?? "")", "-p", "\(port)"]
        return try Command.run("/usr/bin/dig", server + ["+time=5", "+tries=2"] + arguments).output
    }
}
