/// Why a location database is refused. The description is one sentence for the operator: which
/// file, what is wrong with it, what was expected.
package enum GeoDatabaseError: Error, Hashable {
    case unreadable(path: String, FileSystemError)
    case unwritable(path: String, FileSystemError)
    case notRegularFile(path: String)
    case empty(path: String)
    /// Somebody wrote to the file while it was copied.
    case changedWhileRead(path: String)
    /// libmaxminddb finds no metadata, or none that it can use.
    case notMaxMindDB(path: String, reason: String)
    /// The metadata is sound, but the tree or the data that it speaks of is not.
    case corrupt(path: String, reason: String)
    /// The database is sound, but none of its records names a country or a continent.
    case noLocations(path: String, databaseType: String)
    /// Records and data of a database to be written do not fit in 32 bits.
    case tooLarge(path: String)
}

extension GeoDatabaseError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let path, let error):
            "\(path): the location database cannot be read (\(error))"
        case .unwritable(let path, let error):
            "\(path): the location database cannot be written (\(error))"
        case .notRegularFile(let path):
            "\(path): not a regular file; expected a MaxMind DB (.mmdb)"
        case .empty(let path):
            "\(path): the file is empty; expected a MaxMind DB (.mmdb)"
        case .changedWhileRead(let path):
            "\(path): the file changed while it was read; replace databases by renaming a "
                + "complete file over the old one"
        case .notMaxMindDB(let path, let reason):
            "\(path): not a MaxMind DB, or the end of one is missing (\(reason)); expected a "
                + "complete .mmdb file"
        case .corrupt(let path, let reason):
            "\(path): the MaxMind DB is damaged (\(reason)); expected a complete .mmdb file"
        case .noLocations(let path, let type):
            "\(path): no record of this database (type \(type)) names a country or a continent; "
                + "expected a country or city database"
        case .tooLarge(let path):
            "\(path): not written; a MaxMind DB cannot hold so many networks"
        }
    }
}
