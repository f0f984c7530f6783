import OperatorFiles
import Synchronization

/// The files that something was made from, each in the version that was read.
struct SourceFiles: Sendable, Hashable {
    private var files: [File] = []

    private struct File: Hashable {
        let path: String
        var version: FileVersion
    }

    var paths: [String] { files.map(\.path) }

    /// Files are noted before they are opened, or while they are read: whatever happens to them
    /// later shows in the next look.
    mutating func note(_ version: FileVersion, of path: String) {
        // What is read twice counts as it was read first.
        guard !files.contains(where: { $0.path == path }) else { return }
        files.append(File(path: path, version: version))
    }

    /// Brings the versions up to date; false if one of the files may have changed since.
    mutating func confirm(by look: inout FileLook) -> Bool {
        for index in files.indices {
            let file = files[index]
            // The first is the file itself; the others can be parts of many.
            let version =
                index == 0
                ? look.confirmed(file.version, of: file.path)
                : look.confirmedShared(file.version, of: file.path)
            guard let version else { return false }
            if version != file.version { files[index].version = version }
        }
        return true
    }
}

/// One look at the files that may have changed.
struct FileLook {
    private let inspector: FileInspector
    let changes: FileChanges
    private let filesBeingWritten: () -> Set<String>
    private var seen: [Known: FileVersion?] = [:]

    private struct Known: Hashable {
        let path: String
        let version: FileVersion
    }

    /// `filesBeingWritten` tells, whenever it is asked, the files that are not to be looked at now
    /// because another look will come when they have been written.
    init(
        at changes: FileChanges,
        by inspector: FileInspector,
        filesBeingWritten: @escaping () -> Set<String> = { [] }
    ) {
        self.changes = changes
        self.inspector = inspector
        self.filesBeingWritten = filesBeingWritten
    }

    /// True if what was just read from these files may be half of what is being written. To be
    /// asked afterwards: the writer can begin at any time.
    func mayBeHalf(_ files: SourceFiles) -> Bool {
        !filesBeingWritten().isDisjoint(with: files.paths)
    }

    /// The version as it is to be remembered from now on; nil if the file may be another one.
    func confirmed(_ version: FileVersion, of path: String) -> FileVersion? {
        changes.contains(path) ? inspector.confirmed(version, of: path) : version
    }

    /// The same, for files of which many things were made: they are looked at once.
    mutating func confirmedShared(_ version: FileVersion, of path: String) -> FileVersion? {
        let known = Known(path: path, version: version)
        if let seen = seen[known] { return seen }
        let confirmed = confirmed(version, of: path)
        seen[known] = confirmed
        return confirmed
    }
}

/// Reads files, and notes which.
final class NotingReader: Sendable {
    private let inspector: FileInspector
    private let noted = Mutex(SourceFiles())

    init(_ inspector: FileInspector) { self.inspector = inspector }

    var files: SourceFiles { noted.withLock { $0 } }

    func read(_ path: String) throws(FileFailure) -> [UInt8] {
        do throws(FileFailure) {
            let (octets, version) = try inspector.read(path)
            noted.withLock { $0.note(version, of: path) }
            return octets
        } catch {
            note(path)
            throw error
        }
    }

    /// For files that somebody else is about to read.
    func note(_ path: String) {
        let version = inspector.version(of: path)
        noted.withLock { $0.note(version, of: path) }
    }
}
