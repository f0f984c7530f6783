// Files as descriptors with an owner. Every call captures errno at once and retries EINTR.

import CMemoryFile
import Glibc

/// A system call that failed, with its errno.
package struct FileSystemError: Error, Hashable, CustomStringConvertible {
    package let call: String
    package let code: Int32

    /// `open: No such file or directory`
    package var description: String {
        // SAFETY: strerror returns a NUL-terminated string; it is copied before the next call.
        unsafe "\(call): \(String(cString: strerror(code)))"
    }
}

/// An open file; closed when it goes out of scope.
struct FileDescriptor: ~Copyable {
    let number: Int32

    init(reading path: String) throws(FileSystemError) {
        // O_NONBLOCK: a named pipe must not make us wait for its writer.
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
        // SAFETY: the string lives for the call, here and below.
        number = try Self.call("open") { unsafe open(path, flags) }
    }

    /// Creates the file, which must not exist yet.
    init(creating path: String) throws(FileSystemError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
        // SAFETY: as above.
        number = try Self.call("open") { unsafe open(path, flags, 0o644) }
    }

    /// A file in memory, empty and not yet sealed.
    init(inMemoryNamed name: String) throws(FileSystemError) {
        // SAFETY: as above.
        number = try Self.call("memfd_create") { unsafe memory_file_create(name) }
    }

    deinit { _ = close(number) }

    /// What tells one state of a file from another.
    struct Status: Equatable {
        let isRegular: Bool
        let size: Int
        let changed: [Int]
    }

    func status() throws(FileSystemError) -> Status {
        var answer = stat()
        // SAFETY: the pointer lives for this call and points to a whole `stat`.
        _ = try Self.call("fstat") { unsafe fstat(number, &answer) }
        return Status(
            isRegular: answer.st_mode & S_IFMT == S_IFREG,
            size: Int(answer.st_size),
            changed: [
                answer.st_mtim.tv_sec, answer.st_mtim.tv_nsec,
                answer.st_ctim.tv_sec, answer.st_ctim.tv_nsec,
            ]
        )
    }

    /// Fills `buffer` from the start.
    ///
    /// - Returns: how many octets were read; 0 at the end of the file.
    func read(into buffer: inout [UInt8]) throws(FileSystemError) -> Int {
        try Self.count("read") {
            // SAFETY: the kernel writes no more than the buffer's own count.
            unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(number, $0.baseAddress, $0.count)
            }
        }
    }

    func write(_ content: ArraySlice<UInt8>) throws(FileSystemError) {
        var rest = content
        while !rest.isEmpty {
            rest = try rest.dropFirst(
                Self.count("write") {
                    // SAFETY: the kernel reads no more than the slice's own count.
                    unsafe rest.withUnsafeBytes {
                        unsafe Glibc.write(number, $0.baseAddress, $0.count)
                    }
                }
            )
        }
    }

    /// Writes here what is left to read in `other`.
    ///
    /// - Returns: how many octets that were.
    func append(contentsOf other: borrowing FileDescriptor) throws(FileSystemError) -> Int {
        var buffer = [UInt8](repeating: 0, count: Self.chunk)
        var total = 0
        while true {
            let count = try other.read(into: &buffer)
            if count == 0 { return total }
            try write(buffer[..<count])
            total += count
        }
    }

    /// The whole file from here on.
    func contents() throws(FileSystemError) -> [UInt8] {
        var contents: [UInt8] = []
        contents.reserveCapacity(try status().size)
        var buffer = [UInt8](repeating: 0, count: Self.chunk)
        while case let count = try read(into: &buffer), count > 0 {
            contents += buffer[..<count]
        }
        return contents
    }

    /// Octets copied at a time: small beside a database, large beside the cost of a system call.
    private static let chunk = 1 << 18

    func synchronize() throws(FileSystemError) {
        _ = try Self.call("fsync") { fsync(number) }
    }

    /// Forbids every later change of a file in memory.
    func seal() throws(FileSystemError) {
        _ = try Self.call("fcntl(F_ADD_SEALS)") { memory_file_seal(number) }
    }

    static func rename(_ path: String, to newPath: String) throws(FileSystemError) {
        // SAFETY: as above.
        _ = try call("rename") { unsafe Glibc.rename(path, newPath) }
    }

    static func remove(_ path: String) {
        // SAFETY: as above.
        _ = unsafe unlink(path)
    }

    private static func call(_ name: String, _ body: () -> Int32) throws(FileSystemError) -> Int32 {
        Int32(try count(name) { Int(body()) })
    }

    private static func count(_ name: String, _ body: () -> Int) throws(FileSystemError) -> Int {
        while true {
            let result = body()
            if result >= 0 { return result }
            let code = errno
            if code != EINTR { throw FileSystemError(call: name, code: code) }
        }
    }
}
