internal import Foundation
internal import GRDB

/// Copies a store, also while a server uses it.
package enum StoreBackup {
    /// Writes what the store holds at this moment to a new file, of which nothing is seen before it is
    /// whole and on disk. Nothing is overwritten.
    package static func write(_ store: String, to copy: String) throws(StorageError) {
        guard FileManager.default.fileExists(atPath: store) else {
            throw StorageError(store, .missing)
        }
        guard !FileManager.default.fileExists(atPath: copy) else {
            throw StorageError(copy, .alreadyExists)
        }
        let partial = copy + ".partial"
        let file = try StorageError.of(partial) { try StoreFile(partial, existing: .refused) }
        do throws(StorageError) {
            try copyContents(of: store, to: partial)
            try StorageError.of(copy) {
                try file.synchronise()
                try renameFile(partial, to: copy)
                try StoreFile(directory(of: copy), existing: .required).synchronise()
            }
        } catch {
            // Best effort: why there is no backup is what matters.
            try? FileManager.default.removeItem(atPath: partial)
            throw error
        }
    }

    private static func copyContents(of store: String, to copy: String) throws(StorageError) {
        let database = try StorageError.of(store) { try DatabaseQueue.reading(store) }
        try StorageError.of(store) { try database.read { try StoreSchema.recognise($0) } }
        // One transaction: what is committed meanwhile is not in it, and does not wait for it.
        try StorageError.of(copy) {
            try database.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
        }
    }

    private static func directory(of path: String) -> String {
        URL(filePath: path).deletingLastPathComponent().path
    }
}

extension DatabaseQueue {
    /// Opens a store to look at it, beside the server that uses it.
    static func reading(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(SQLiteStorage.patience)
        configuration.foreignKeysEnabled = false
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
