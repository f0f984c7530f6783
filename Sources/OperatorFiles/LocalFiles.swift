internal import Foundation

/// Where files come from: a path in, octets out.
package typealias FileReading = @Sendable (_ path: String) throws(FileFailure) -> [UInt8]

/// The files of this machine.
package enum LocalFiles {
    /// The octets of a regular file. Pipes and devices are refused: they could block for ever.
    @Sendable
    package static func read(_ path: String) throws(FileFailure) -> [UInt8] {
        do {
            switch try kind(of: path) {
            case .typeRegular: return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            case .typeDirectory: throw FileFailure(path: path, reason: "it is a directory")
            default: throw FileFailure(path: path, reason: "it is not a regular file")
            }
        } catch let failure as FileFailure {
            throw failure
        } catch {
            throw FileFailure(path: path, reason: reason(for: error))
        }
    }

    package static func isDirectory(_ path: String) throws(FileFailure) -> Bool {
        do {
            return try kind(of: path) == .typeDirectory
        } catch {
            throw FileFailure(path: path, reason: reason(for: error))
        }
    }

    /// The names of the entries, sorted.
    package static func names(inDirectory path: String) throws(FileFailure) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw FileFailure(path: path, reason: reason(for: error))
        }
    }

    static func isSymbolicLink(_ path: String) -> Bool {
        do {
            return try attributes(ofItemAt: path)[.type] as? FileAttributeType
                == .typeSymbolicLink
        } catch {
            return false  // What is not there, or is closed to us, is no link that we could follow.
        }
    }

    /// Of the file itself, where `path` is a symbolic link.
    private static func kind(of path: String) throws -> FileAttributeType? {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        return try attributes(ofItemAt: target)[.type] as? FileAttributeType
    }

    private static func attributes(ofItemAt path: String) throws -> [FileAttributeKey: Any] {
        try FileManager.default.attributesOfItem(atPath: path)
    }

    private static func reason(for error: any Error) -> String {
        let cocoa = error as? CocoaError
        return switch (cocoa?.code, (cocoa?.underlying as? POSIXError)?.code) {
        case (.fileNoSuchFile, _), (.fileReadNoSuchFile, _): "there is no such file"
        case (.fileReadNoPermission, _): "permission denied"
        case (_, .ENOTDIR): "part of the path is a file, not a directory"
        default: (cocoa?.underlying ?? error).localizedDescription
        }
    }
}
