// This file is one of those that may use unsafe code: system calls that take pointers. Every call
// captures errno at once and retries EINTR.
internal import Glibc

/// A system call that failed.
package struct SystemCallError: Error, Hashable {
    package let code: Int32

    /// There is nothing of that name.
    var isAbsence: Bool { code == ENOENT || code == ENOTDIR }

    /// A clause for people.
    var reason: String {
        switch code {
        case ENOENT: return "there is no such file"
        case EACCES, EPERM: return "permission denied"
        case ENOTDIR: return "part of the path is a file, not a directory"
        default:
            // SAFETY: strerror returns a NUL-terminated string; it is copied before the next call.
            return unsafe String(cString: strerror(code))
        }
    }
}

private func call(_ body: () -> Int) throws(SystemCallError) -> Int {
    while true {
        let result = body()
        if result >= 0 { return result }
        let code = errno
        if code != EINTR { throw SystemCallError(code: code) }
    }
}

/// What the file system says of a path, symbolic links followed.
func status(of path: String) throws(SystemCallError) -> FileStatus {
    var answer = stat()
    // SAFETY: string and structure live for the call.
    _ = try call { unsafe Int(fstatat(AT_FDCWD, path, &answer, 0)) }
    return FileStatus(answer)
}

/// The same of the link itself, if it is one.
func statusOfLink(_ path: String) throws(SystemCallError) -> FileStatus {
    var answer = stat()
    // SAFETY: as above.
    _ = try call { unsafe Int(fstatat(AT_FDCWD, path, &answer, AT_SYMLINK_NOFOLLOW)) }
    return FileStatus(answer)
}

/// Where a symbolic link leads, as it is written there.
func destination(ofLink path: String) throws(SystemCallError) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let room = buffer.count
    // SAFETY: the kernel writes no more than the buffer's own count.
    let count = try call { unsafe readlink(path, &buffer, room) }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// An open file or directory; closed when it goes out of scope.
package struct FileDescriptor: ~Copyable {
    let number: Int32

    package init(reading path: String) throws(SystemCallError) {
        // O_NONBLOCK: a named pipe must not make us wait for its writer.
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
        // SAFETY: the string lives for the call.
        number = Int32(try call { unsafe Int(open(path, flags)) })
    }

    init(inotify: Void) throws(SystemCallError) {
        let flags = Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC)
        number = Int32(try call { Int(inotify_init1(flags)) })
    }

    deinit { _ = close(number) }

    func status() throws(SystemCallError) -> FileStatus {
        var answer = stat()
        // SAFETY: the structure lives for the call.
        _ = try call { unsafe Int(fstat(number, &answer)) }
        return FileStatus(answer)
    }

    /// What is left to read, where the system says that it is `size` octets: of more than that one
    /// octet too many, and no chase after the end of a file that grows. A size of 0 says nothing
    /// (proc(5)): then it is all, up to `unsizedLimit` octets.
    package func contents(expecting size: Int) throws(SystemCallError) -> [UInt8] {
        guard size == 0 else { return try octets(upTo: size + 1) }
        var contents: [UInt8] = []
        while contents.count <= Self.unsizedLimit {
            let piece = try octets(upTo: Self.unsizedPiece)
            contents += piece
            if piece.count < Self.unsizedPiece { return contents }
        }
        throw SystemCallError(code: EFBIG)
    }

    /// Some files of proc(5) never end, or after 2⁴⁷ octets.
    private static let unsizedLimit = 1 << 24
    private static let unsizedPiece = 1 << 16

    /// The next octets, fewer than `limit` only at the end.
    private func octets(upTo limit: Int) throws(SystemCallError) -> [UInt8] {
        var failure: SystemCallError?
        // SAFETY: `count` is what the kernel has written, which is no more than what was left.
        let octets = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            do throws(SystemCallError) {
                var received = -1
                while count < limit, received != 0 {
                    let rest = unsafe UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]
                    )
                    received = try call { unsafe read(number, rest.baseAddress, rest.count) }
                    count += received
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return octets
    }
}

/// What the file system knows of a file.
struct FileStatus {
    let kind: Kind
    let signature: FileSignature

    enum Kind { case file, directory, link, other }

    fileprivate init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .link
            default: .other
            }
        signature = FileSignature(
            device: UInt64(status.st_dev),
            inode: UInt64(status.st_ino),
            size: Int(status.st_size),
            modified: FileTime(status.st_mtim),
            changed: FileTime(status.st_ctim)
        )
    }
}

extension FileTime {
    fileprivate init(_ time: timespec) {
        self.init(seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
    }
}

/// The entries of a directory, as the system lists them.
func entries(ofDirectory path: String) throws(SystemCallError) -> [DirectoryEntry] {
    // SAFETY: the string lives for the call; the stream is closed below, and nobody else has it.
    guard let stream = unsafe opendir(path) else { throw SystemCallError(code: errno) }
    defer { unsafe _ = closedir(stream) }
    var entries: [DirectoryEntry] = []
    while true {
        errno = 0
        // SAFETY: the entry stays valid until the next call; all of it is copied before.
        guard let entry = unsafe readdir(stream) else { break }
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            // SAFETY: the name is NUL-terminated inside the entry.
            unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                unsafe String(cString: name)
            }
        }
        if name == "." || name == ".." { continue }
        entries.append(
            DirectoryEntry(name: name, isLink: unsafe Int(entry.pointee.d_type) == DT_LNK)
        )
    }
    let code = errno
    guard code == 0 else { throw SystemCallError(code: code) }
    return entries
}

/// A digest of octets: different contents have different ones, in this process.
func digest(of octets: [UInt8]) -> UInt64 {
    var hasher = Hasher()
    // SAFETY: the buffer is lent for the call.
    unsafe octets.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    return UInt64(bitPattern: Int64(hasher.finalize()))
}

// Watching directories: inotify(7).

/// Starts to watch a directory for `interests`, besides those it is watched for already; returns
/// the number of the watch, the same for every path to one directory.
func addWatch(
    _ directory: String,
    for interests: DirectoryEvent.Kinds,
    to inotify: borrowing FileDescriptor
) throws(SystemCallError) -> Int32 {
    let mask = interests.rawValue | UInt32(IN_ONLYDIR) | UInt32(IN_MASK_ADD)
    let number = inotify.number
    // SAFETY: the string lives for the call.
    return Int32(try call { unsafe Int(inotify_add_watch(number, directory, mask)) })
}

/// Ends a watch. One that has ended by itself is no error.
func removeWatch(_ watch: Int32, from inotify: borrowing FileDescriptor) {
    _ = inotify_rm_watch(inotify.number, watch)
}

/// What has happened since the last call; empty if nothing has.
func readEvents(from inotify: borrowing FileDescriptor) throws(SystemCallError) -> [DirectoryEvent]
{
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let number = inotify.number
    let count: Int
    do {
        count = try call {
            // SAFETY: the kernel writes no more than the buffer's own count.
            unsafe buffer.withUnsafeMutableBytes { unsafe read(number, $0.baseAddress, $0.count) }
        }
    } catch {
        guard error.code == EAGAIN else { throw error }
        return []
    }
    var events: [DirectoryEvent] = []
    var offset = 0
    let header = MemoryLayout<inotify_event>.size
    while offset + header <= count {
        // SAFETY: the header lies within the buffer, checked above; it may be unaligned.
        let event = unsafe buffer.withUnsafeBytes {
            unsafe $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        }
        let name = buffer[(offset + header)..<(offset + header + Int(event.len))]
        events.append(
            DirectoryEvent(
                watch: event.wd,
                kinds: DirectoryEvent.Kinds(rawValue: event.mask),
                name: String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
            )
        )
        offset += header + Int(event.len)
    }
    return events
}

/// One thing that happened in a watched directory.
struct DirectoryEvent {
    let watch: Int32
    let kinds: Kinds
    /// In the directory; empty if the directory itself is meant.
    let name: String

    struct Kinds: OptionSet {
        let rawValue: UInt32

        static let created = Kinds(rawValue: UInt32(IN_CREATE))
        static let modified = Kinds(rawValue: UInt32(IN_MODIFY))
        static let closedAfterWriting = Kinds(rawValue: UInt32(IN_CLOSE_WRITE))
        static let movedHere = Kinds(rawValue: UInt32(IN_MOVED_TO))
        static let movedAway = Kinds(rawValue: UInt32(IN_MOVED_FROM))
        static let removed = Kinds(rawValue: UInt32(IN_DELETE))
        static let attributesChanged = Kinds(rawValue: UInt32(IN_ATTRIB))
        static let directoryRemoved = Kinds(rawValue: UInt32(IN_DELETE_SELF))
        static let directoryMoved = Kinds(rawValue: UInt32(IN_MOVE_SELF))
        /// The kernel sends these unasked: events were lost, or the watch has ended.
        static let overflow = Kinds(rawValue: UInt32(IN_Q_OVERFLOW))
        static let watchEnded = Kinds(rawValue: UInt32(IN_IGNORED))
        static let unmounted = Kinds(rawValue: UInt32(IN_UNMOUNT))
        static let isDirectory = Kinds(rawValue: UInt32(IN_ISDIR))

        /// The name means the same file as before.
        static let ofContent: Kinds = [.modified, .closedAfterWriting, .attributesChanged]
    }
}
