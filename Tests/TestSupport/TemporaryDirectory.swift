import Foundation

/// A directory for one test; removed when the value goes away.
package struct TemporaryDirectory: ~Copyable {
    package let path: String

    package init() throws {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "meridian-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            print("\(path) stays behind: \(error)")
        }
    }

    /// Writes a file, with the directories above it, and returns its path.
    @discardableResult
    package func file(_ name: String, _ content: [UInt8]) throws -> String {
        let url = URL(filePath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(content).write(to: url)
        return url.path
    }

    @discardableResult
    package func file(_ name: String, _ content: String) throws -> String {
        try file(name, Array(content.utf8))
    }
}
