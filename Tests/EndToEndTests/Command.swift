import Dispatch
import Foundation
import Testing

/// What a program that has ended printed, and how it ended.
struct CommandResult {
    let status: Int32
    let output: String
    let errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// Runs programs to their end.
enum Command {
    /// Longer than any of these takes on a slow machine.
    private static let patience = DispatchTimeInterval.seconds(60)

    static func meridian(_ arguments: String..., in directory: String? = nil) throws
        -> CommandResult
    {
        try run(Checkout.meridian, arguments, in: directory)
    }

    static func run(_ program: String, _ arguments: [String], in directory: String? = nil) throws
        -> CommandResult
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        // Files, so that neither stream can fill up while the other one is read.
        let streams = try Streams()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = streams.output
        process.standardError = streams.errors
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        if ended.wait(timeout: .now() + patience) == .timedOut {
            process.terminate()
            Issue.record("\(program) \(arguments) did not end")
        }
        process.waitUntilExit()
        return CommandResult(
            status: process.terminationStatus,
            output: try streams.text(of: streams.output),
            errors: try streams.text(of: streams.errors)
        )
    }

    private struct Streams {
        let output: FileHandle
        let errors: FileHandle

        init() throws {
            output = try Self.temporaryFile()
            errors = try Self.temporaryFile()
        }

        func text(of handle: FileHandle) throws -> String {
            try handle.seek(toOffset: 0)
            return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
        }

        /// A file without a name.
        private static func temporaryFile() throws -> FileHandle {
            let path = NSTemporaryDirectory() + "output-\(UUID().uuidString)"
            try Data().write(to: URL(fileURLWithPath: path))
            let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            try FileManager.default.removeItem(atPath: path)
            return handle
        }
    }
}
