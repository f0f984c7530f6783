internal import Foundation

/// Why a file or directory could not be read.
package struct FileFailure: Error, Sendable, Hashable {
    package let path: String
    /// A clause such as "it is a directory".
    package let reason: String

    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }
}

extension FileFailure: CustomStringConvertible {
    package var description: String { "\(path) cannot be read: \(reason)" }
}

/// Where zone files come from: a path in, octets out.
package typealias FileReading = @Sendable (_ path: String) throws(FileFailure) -> [UInt8]

/// The files of this machine.
package enum LocalFiles {
    /// The octets of a regular file. Pipes and devices are refused: they could block for ever.
    @Sendable
    package static func read(_ path: String) throws(FileFailure) -> [UInt8] {
        do {
            guard try kind(of: path) == .typeRegular else {
                throw FileFailure(path: path, reason: "it is not a regular file")
            }
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch let failure as FileFailure {
            throw failure
        } catch {
            throw FileFailure(path: path, reason: reason(for: error))
        }
    }

    static func isDirectory(_ path: String) throws(FileFailure) -> Bool {
        do {
            return try kind(of: path) == .typeDirectory
        } catch {
            throw FileFailure(path: path, reason: reason(for: error))
        }
    }

    /// The names of the entries, sorted.
    static func names(inDirectory path: String) throws(FileFailure) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw FileFailure(path: path, reason: reason(for: error))
        }
    }

    /// Of the file itself, where `path` is a symbolic link.
    private static func kind(of path: String) throws -> FileAttributeType? {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        return try FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
    }

    private static func reason(for error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: "there is no such file"
        case .fileReadNoPermission: "permission denied"
        default: "\(error.localizedDescription)"
        }
    }
}
