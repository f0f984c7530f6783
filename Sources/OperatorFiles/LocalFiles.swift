/// Where files come from: a path in, octets out.
package typealias FileReading = @Sendable (_ path: String) throws(FileFailure) -> [UInt8]

/// The files of this machine.
package enum LocalFiles {
    /// The octets of a regular file. Pipes and devices are refused: they could block for ever.
    @Sendable
    package static func read(_ path: String) throws(FileFailure) -> [UInt8] {
        try readSettled(path).octets
    }

    /// The octets of a regular file, and the signature that it had before and after.
    ///
    /// A file that changes while it is read is read again, and given up in the end: half of it is
    /// of no use, and whoever writes it will be done later.
    static func readSettled(
        _ path: String
    ) throws(FileFailure) -> (octets: [UInt8], signature: FileSignature) {
        for _ in 0..<attempts {
            let file = try naming(path) { () throws(SystemCallError) in
                try FileDescriptor(reading: path)
            }
            let before = try naming(path) { () throws(SystemCallError) in try file.status() }
            guard before.kind == .file else {
                let reason =
                    before.kind == .directory ? "it is a directory" : "it is not a regular file"
                throw FileFailure(path: path, reason: reason)
            }
            let (octets, after) = try naming(path) { () throws(SystemCallError) in
                (try file.contents(expecting: before.signature.size), try file.status())
            }
            if after.signature == before.signature { return (octets, before.signature) }
        }
        throw FileFailure(path: path, reason: "it changes while it is read")
    }

    /// How often a file is read that changes meanwhile.
    private static let attempts = 3

    package static func isDirectory(_ path: String) throws(FileFailure) -> Bool {
        try naming(path) { () throws(SystemCallError) in try status(of: path).kind == .directory }
    }

    /// The entries of a directory, sorted by name.
    package static func entries(
        ofDirectory path: String
    ) throws(FileFailure) -> [DirectoryEntry] {
        try naming(path) { () throws(SystemCallError) in
            try OperatorFiles.entries(ofDirectory: path).sorted { $0.name < $1.name }
        }
    }

    /// True if there is something of this name, be it a link that leads nowhere.
    package static func isThere(_ path: String) -> Bool {
        do throws(SystemCallError) {
            _ = try statusOfLink(path)
            return true
        } catch {
            return !error.isAbsence
        }
    }

    package static func isSymbolicLink(_ path: String) -> Bool {
        do {
            return try statusOfLink(path).kind == .link
        } catch {
            return false  // What is not there, or is closed to us, is no link that we could follow.
        }
    }

    /// Does `body`; a system call that fails there makes the path unreadable.
    private static func naming<Result: ~Copyable>(
        _ path: String,
        _ body: () throws(SystemCallError) -> Result
    ) throws(FileFailure) -> Result {
        do throws(SystemCallError) {
            return try body()
        } catch {
            throw FileFailure(path: path, reason: error.reason)
        }
    }
}

/// What a directory holds, by name.
package struct DirectoryEntry: Sendable, Hashable {
    package let name: String
    /// True for a symbolic link; false too where the file system does not tell.
    package let isLink: Bool
}
