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
    package var description: String { "\(path): cannot be read: \(reason)" }
}
