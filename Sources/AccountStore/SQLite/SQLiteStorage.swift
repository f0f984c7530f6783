internal import Foundation
internal import GRDB
package import Route53

/// Writes an account down in an SQLite database: one file, beside it the write-ahead log and a file
/// that is locked for as long as this lives.
package final class SQLiteStorage: AccountStorage {
    private let path: String
    private let lock: StoreLock
    private let database: DatabaseQueue

    /// Opens the database, or makes it, and brings its schema up to date.
    package init(path: String) throws(StorageError) {
        self.path = path
        lock = try StorageError.of(path) { try StoreLock(ofStore: path) }
        database = try StorageError.of(path) {
            // SQLite would give the file the mode that the umask leaves.
            _ = try StoreFile(path, existing: .optional)
            let database = try DatabaseQueue(path: path, configuration: Self.configuration)
            try StoreSchema.prepare(database)
            try Self.makeDurable(database)
            return database
        }
    }

    /// How long SQLite waits for others that use the file, a backup or `sqlite3`, before it gives up.
    static let patience: Double = 5

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(patience)
        configuration.foreignKeysEnabled = false
        return configuration
    }

    /// Has every commit wait for the disk, and makes sure that it does.
    private static func makeDurable(_ database: DatabaseQueue) throws {
        try database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            let level = try Int.fetchOne(db, sql: "PRAGMA synchronous")
            let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode")
            guard level == 2, mode == "wal" else {
                throw StorageError.Reason.failed("SQLite does not write it through to the disk")
            }
        }
    }

    package func load() throws(StorageError) -> [Entity] {
        try StorageError.of(path) { try database.read { try StoreReading.entities($0) } }
    }

    package func commit(_ edits: [Edit]) throws(StorageError) {
        try StorageError.of(path) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .withoutEscapingSlashes
            try database.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    for edit in edits { try Self.write(edit, to: db, encoder) }
                    return .commit
                }
            }
        }
    }

    private static func write(_ edit: Edit, to db: Database, _ encoder: JSONEncoder) throws {
        let (table, key) = edit.key.place
        if let entity = edit.after {
            let values = key + [try entity.document(encoder)]
            try db.cachedStatement(sql: table.putting).execute(arguments: .init(values))
        } else {
            try db.cachedStatement(sql: table.removing).execute(arguments: .init(key))
        }
    }
}
