/// What the file system says of a file: as long as it says the same, the content is the same, but
/// for a change within the grain of its clock.
struct FileSignature: Sendable, Hashable {
    let device: UInt64
    let inode: UInt64
    let size: Int
    /// When the content was changed; anyone may set this back.
    let modified: FileTime
    /// When anything about the file was changed: this nobody sets.
    let changed: FileTime
}

/// A moment by the clock of a file system, since 1970.
struct FileTime: Sendable, Hashable {
    let seconds: Int
    let nanoseconds: Int
}

/// One state of a file, to be told from a later one without reading the file where that is safe.
package struct FileVersion: Sendable, Hashable {
    /// Nil: there was no file, or it was closed to us.
    let signature: FileSignature?
    /// Of the content, where the signature cannot be trusted to change with it.
    let digest: UInt64?

    /// There is no file.
    package static let missing = FileVersion(signature: nil, digest: nil)
}

/// Looks at files, and tells whether they may have changed since an earlier look.
package struct FileInspector: Sendable {
    /// Wall time in seconds since 1970.
    private let wallSeconds: @Sendable () -> UInt64

    package init(wallSeconds: @escaping @Sendable () -> UInt64) {
        self.wallSeconds = wallSeconds
    }

    /// The octets of a regular file, and which version they are.
    package func read(_ path: String) throws(FileFailure) -> (octets: [UInt8], FileVersion) {
        let (octets, signature) = try LocalFiles.readSettled(path)
        let digest = isYoung(signature) ? OperatorFiles.digest(of: octets) : nil
        return (octets, FileVersion(signature: signature, digest: digest))
    }

    /// The version that somebody who opens the file now will read, or a later one.
    package func version(of path: String) -> FileVersion {
        guard let signature = signature(of: path) else { return .missing }
        guard isYoung(signature) else { return FileVersion(signature: signature, digest: nil) }
        do throws(FileFailure) {
            return try read(path).1
        } catch {
            return FileVersion(signature: signature, digest: nil)
        }
    }

    /// `version` as it is to be remembered from now on, if the file still has that content; nil if
    /// it may have another.
    package func confirmed(_ version: FileVersion, of path: String) -> FileVersion? {
        guard let known = version.digest else {
            return signature(of: path) == version.signature ? version : nil
        }
        do throws(FileFailure) {
            let (octets, signature) = try LocalFiles.readSettled(path)
            guard digest(of: octets) == known else { return nil }
            return FileVersion(signature: signature, digest: isYoung(signature) ? known : nil)
        } catch {
            return nil
        }
    }

    private func signature(of path: String) -> FileSignature? {
        do throws(SystemCallError) {
            return try status(of: path).signature
        } catch {
            return nil
        }
    }

    /// True if the file was changed so shortly ago that the next change can leave the signature
    /// as it is.
    private func isYoung(_ signature: FileSignature) -> Bool {
        let newest = max(signature.modified.seconds, signature.changed.seconds)
        return Int(wallSeconds()) - newest < Self.youth
    }

    /// Timestamps are whole ticks of the kernel (4 to 10 ms), on some file systems whole seconds
    /// (ext3), on FAT two.
    private static let youth = 3
}
