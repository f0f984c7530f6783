internal import GRDB

/// The versions of the database's schema, each made from the one before.
///
/// A version that has been released is never edited: what comes after it is a version of its own,
/// which rewrites documents too where an entity has got another shape.
enum StoreSchema {
    /// `PRAGMA application_id` of every store: `MRDN`.
    private static let applicationID: Int32 = 0x4d52_444e

    private static let newestVersion = 1

    /// Brings the database to the newest version. Throws if it is somebody else's, or a later
    /// release's.
    static func prepare(_ database: DatabaseQueue) throws {
        let isNew = try database.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
        }
        if !isNew { try database.read(recognise) }
        try migrator.migrate(database)
    }

    /// Throws unless this is a store of this release or an earlier one.
    static func recognise(_ db: Database) throws {
        let found = try Int32.fetchOne(db, sql: "PRAGMA application_id")
        guard found == applicationID else { throw StorageError.Reason.notAStore }
        let version = try migrator.appliedIdentifiers(db).compactMap { Int($0) }.max() ?? 0
        guard version <= newestVersion else {
            throw StorageError.Reason.newerSchema(found: version, newest: newestVersion)
        }
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
        migrator.registerMigration("1", migrate: makeVersion1)
        return migrator
    }

    private static func makeVersion1(_ db: Database) throws {
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        // Rows are found by their keys alone, and small: a second tree of row numbers is of no use.
        try db.execute(
            sql: """
                CREATE TABLE hosted_zone (
                    id TEXT NOT NULL PRIMARY KEY,
                    document TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE record_set (
                    zone TEXT NOT NULL,
                    name TEXT NOT NULL,
                    type TEXT NOT NULL,
                    set_identifier TEXT NOT NULL,
                    document TEXT NOT NULL,
                    PRIMARY KEY (zone, name, type, set_identifier)
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE change (
                    id TEXT NOT NULL PRIMARY KEY,
                    document TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE health_check (
                    id TEXT NOT NULL PRIMARY KEY,
                    document TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE cidr_collection (
                    id TEXT NOT NULL PRIMARY KEY,
                    document TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE delegation_set (
                    id TEXT NOT NULL PRIMARY KEY,
                    document TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE tags (
                    resource_kind TEXT NOT NULL,
                    resource_id TEXT NOT NULL,
                    document TEXT NOT NULL,
                    PRIMARY KEY (resource_kind, resource_id)
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE traffic_policy (
                    id TEXT NOT NULL,
                    version INTEGER NOT NULL,
                    document TEXT NOT NULL,
                    PRIMARY KEY (id, version)
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE traffic_policy_instance (
                    id TEXT NOT NULL PRIMARY KEY,
                    document TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE query_logging_config (
                    id TEXT NOT NULL PRIMARY KEY,
                    document TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE used_reference (
                    kind TEXT NOT NULL,
                    reference TEXT NOT NULL,
                    document TEXT NOT NULL,
                    PRIMARY KEY (kind, reference)
                ) STRICT, WITHOUT ROWID;
                """
        )
    }
}
