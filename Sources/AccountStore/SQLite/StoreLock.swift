/// Keeps a second server away from a store.
///
/// SQLite's own locks last for a transaction, and those that last longer would keep backups away as
/// well. It is another file than the database, because a process that closes any descriptor of a
/// file loses all locks of SQLite's on it (`sqlite.org/howtocorrupt.html` §2.2).
struct StoreLock: ~Copyable {
    private let file: StoreFile

    init(ofStore path: String) throws(StorageError.Reason) {
        let file = try StoreFile(path + "-lock", existing: .optional)
        try file.lock()
        self.file = file
    }
}
