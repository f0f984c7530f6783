package import Dispatch
import Foundation

/// A program run to its end: what it printed, and how it ended.
package struct OtherProgram {
    package let status: Int32
    package let output: String
    package let errors: String

    package var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// Longer than most of these take on a busy machine.
    package static let patience = DispatchTimeInterval.seconds(600)

    package init(
        _ executable: String,
        _ arguments: [String],
        in directory: String? = nil,
        patience: DispatchTimeInterval = OtherProgram.patience
    ) throws {
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        if let directory { process.currentDirectoryURL = URL(filePath: directory) }
        // Files, so that neither stream can fill up while the other one is read.
        let outputFile = try Self.namelessFile()
        let errorFile = try Self.namelessFile()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = outputFile
        process.standardError = errorFile
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        guard ended.wait(timeout: .now() + patience) == .success else {
            process.terminate()
            throw DidNotEnd(executable: executable, arguments: arguments)
        }
        process.waitUntilExit()
        status = process.terminationStatus
        output = try Self.text(of: outputFile)
        errors = try Self.text(of: errorFile)
    }

    package struct DidNotEnd: Error {
        package let executable: String
        package let arguments: [String]
    }

    private static func namelessFile() throws -> FileHandle {
        let path = NSTemporaryDirectory() + "output-\(UUID().uuidString)"
        try Data().write(to: URL(filePath: path))
        let handle = try FileHandle(forUpdating: URL(filePath: path))
        try FileManager.default.removeItem(atPath: path)
        return handle
    }

    private static func text(of handle: FileHandle) throws -> String {
        try handle.seek(toOffset: 0)
        return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
    }
}
