/// A private copy of a file in sealed memory. Nobody can truncate or change it any more, so it is
/// safe to map.
struct SealedCopy: ~Copyable {
    let descriptor: FileDescriptor
    let size: Int

    init(of path: String) throws(GeoDatabaseError) {
        let original = try GeoDatabaseError.reading(path) { () throws(FileSystemError) in
            try FileDescriptor(reading: path)
        }
        let before = try GeoDatabaseError.reading(path) { () throws(FileSystemError) in
            try original.status()
        }
        guard before.isRegular else { throw .notRegularFile(path: path) }
        guard before.size > 0 else { throw .empty(path: path) }
        let copy = try GeoDatabaseError.reading(path) { () throws(FileSystemError) in
            try FileDescriptor(inMemoryNamed: "mmdb")
        }
        let copied = try GeoDatabaseError.reading(path) { () throws(FileSystemError) in
            try copy.append(contentsOf: original)
        }
        let after = try GeoDatabaseError.reading(path) { () throws(FileSystemError) in
            try copy.seal()
            return try original.status()
        }
        guard after == before, copied == before.size else { throw .changedWhileRead(path: path) }
        descriptor = copy
        size = copied
    }
}

extension GeoDatabaseError {
    /// Does `body` for the file at `path`; a system call that fails there makes it unreadable.
    static func reading<Result: ~Copyable>(
        _ path: String,
        _ body: () throws(FileSystemError) -> Result
    ) throws(GeoDatabaseError) -> Result {
        do throws(FileSystemError) {
            return try body()
        } catch {
            throw .unreadable(path: path, error)
        }
    }
}
