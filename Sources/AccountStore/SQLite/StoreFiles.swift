// This file is one of those that may use unsafe code: system calls that take pointers. Every call
// captures errno at once and retries EINTR.
internal import Glibc

extension StorageError.Reason {
    /// What errno says.
    fileprivate init(errorNumber code: Int32) {
        switch code {
        case ENOSPC, EDQUOT: self = .full
        case EACCES, EPERM, EROFS: self = .denied
        case ENOENT, ENOTDIR: self = .missing
        case EEXIST: self = .alreadyExists
        case EWOULDBLOCK: self = .busy
        default:
            // SAFETY: strerror returns a NUL-terminated string; it is copied before the next call.
            self = unsafe .failed(String(cString: strerror(code)))
        }
    }
}

private func call(_ body: () -> Int32) throws(StorageError.Reason) -> Int32 {
    while true {
        let result = body()
        if result >= 0 { return result }
        let code = errno
        if code != EINTR { throw StorageError.Reason(errorNumber: code) }
    }
}

/// An open file; closed when it goes out of scope.
struct StoreFile: ~Copyable {
    private let descriptor: Int32

    /// Only its owner may read what is in a store.
    private static let ownerOnly: mode_t = 0o600

    enum Existence {
        case optional
        case refused
        case required
    }

    init(_ path: String, existing: Existence) throws(StorageError.Reason) {
        let flags =
            switch existing {
            case .optional: O_RDWR | O_CREAT
            case .refused: O_RDWR | O_CREAT | O_EXCL
            case .required: O_RDONLY
            }
        // SAFETY: the string lives for the call.
        descriptor = try call { unsafe open(path, flags | O_CLOEXEC, Self.ownerOnly) }
    }

    deinit { _ = close(descriptor) }

    /// Takes the lock that only one open file can hold. It is gone with the process, however that
    /// ends.
    func lock() throws(StorageError.Reason) {
        _ = try call { flock(descriptor, LOCK_EX | LOCK_NB) }
    }

    /// Waits until the disk has what was written to it, or to the directory that it is.
    func synchronise() throws(StorageError.Reason) {
        _ = try call { fsync(descriptor) }
    }
}

/// Gives a file a name in place of another one, unless the name is taken.
func renameFile(_ old: String, to new: String) throws(StorageError.Reason) {
    // rename(2) would replace what is there; link(2) does not.
    // SAFETY: the strings live for the calls.
    _ = try call { unsafe link(old, new) }
    _ = try call { unsafe unlink(old) }
}
