internal import GRDB

extension StorageError {
    /// Carries out what uses the database, and says of what fails which store it is.
    static func of<Value: ~Copyable>(
        _ store: String,
        _ body: () throws -> Value
    ) throws(StorageError) -> Value {
        do {
            return try body()
        } catch let error as StorageError {
            throw error
        } catch let error as Reason {
            throw StorageError(store, error)
        } catch let error as DatabaseError {
            throw StorageError(store, Reason(error))
        } catch let error as DecodingError {
            throw StorageError(store, .damaged("\(error)"))
        } catch {
            throw StorageError(store, .failed("\(error)"))
        }
    }
}

extension StorageError.Reason {
    init(_ error: DatabaseError) {
        let words = error.message ?? "\(error.extendedResultCode)"
        switch error.extendedResultCode {
        // The file of shared memory cannot grow: SQLite says so of a full disk too.
        case .SQLITE_FULL, .SQLITE_IOERR_SHMSIZE: self = .full
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(words)
        case .SQLITE_PERM, .SQLITE_READONLY: self = .denied
        default: self = .failed("\(words) (\(error.extendedResultCode))")
        }
    }
}
