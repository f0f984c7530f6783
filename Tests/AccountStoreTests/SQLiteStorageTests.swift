import AccountStore
import Foundation
import GRDB
import Route53
import TestSupport
import Testing

@Suite("An account in SQLite")
final class SQLiteStorageTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path + "/meridian.db"
    }

    /// Opens the store anew, as the next start of a server does.
    private func loaded() throws -> Set<Entity> { Set(try SQLiteStorage(path: path).load()) }

    /// Does something to the file that no server of this release does.
    private func meddle(_ sql: String) throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }

    @Test("is the same after a restart, with every kind of entity")
    func restart() throws {
        let all = Sample.everyKind
        try SQLiteStorage(path: path).commit(all.map(\.edit))
        #expect(try loaded() == Set(all))
        #expect(try StoreCheck(path).problems == [])
    }

    @Test("comes back in an order in which it can be loaded")
    func order() throws {
        try SQLiteStorage(path: path).commit(Sample.everyKind.reversed().map(\.edit))
        let keeper = try AccountKeeper(
            storage: try SQLiteStorage(path: path),
            surroundings: Surroundings(),
            context: Sample.context,
            committed: { _ in }
        )
        #expect(keeper.withAccount { $0.recordSetCount } == 5)
    }

    @Test("replaces and removes by key, in the order of the edits", arguments: Sample.everyKind)
    func removes(_ entity: Entity) throws {
        // A hosted zone goes after its record sets.
        let all = Sample.everyKind.filter { !entity.isHostedZone || !$0.isRecordSet }
        do {
            let storage = try SQLiteStorage(path: path)
            try storage.commit(all.map(\.edit))
            try storage.commit([entity.removal, entity.edit, entity.edit, entity.removal])
        }
        #expect(try loaded() == Set(all).subtracting([entity]))
    }

    @Test("refuses a second server on the same file, until the first has ended")
    func lock() throws {
        var first: SQLiteStorage? = try SQLiteStorage(path: path)
        let busy = StorageError(path, .busy)
        #expect(throws: busy) { try SQLiteStorage(path: path) }
        #expect("\(busy)".hasSuffix("another process uses it; stop that one, or name another file"))
        try first?.commit([Sample.hostedZone().edit])
        first = nil
        #expect(try loaded() == [Sample.hostedZone()])
    }

    @Test("is for its owner's eyes, whatever the umask")
    func mode() throws {
        let old = umask(0)
        defer { umask(old) }
        let storage = try SQLiteStorage(path: path)
        try storage.commit([Sample.hostedZone().edit])
        for suffix in ["", "-wal", "-shm", "-lock"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
        }
    }

    @Test("is refused if a later release has written it, and left as it is")
    func newerSchema() throws {
        _ = try loaded()
        try meddle("INSERT INTO grdb_migrations VALUES ('2')")
        let newer = StorageError(path, .newerSchema(found: 2, newest: 1))
        #expect(throws: newer) { try SQLiteStorage(path: path) }
        #expect(throws: newer) { try StoreCheck(path) }
    }

    @Test("is refused if it is somebody else's")
    func foreign() throws {
        try meddle("CREATE TABLE photos (id INTEGER)")
        #expect(throws: StorageError(path, .notAStore)) { try SQLiteStorage(path: path) }
        #expect(throws: StorageError(path, .notAStore)) { try StoreCheck(path) }
        try directory.file("meridian.db", "dear diary, this is not a database, but long enough")
        #expect {
            try SQLiteStorage(path: path)
        } throws: {
            ($0 as? StorageError)?.isDamage == true
        }
    }

    @Test("is read as the first release wrote it")
    func version1() throws {
        let sql = try #require(Bundle.module.path(forResource: "Fixtures/version1", ofType: "sql"))
        try meddle(String(contentsOfFile: sql, encoding: .utf8))
        #expect(try loaded() == Set(Sample.everyKind))
        #expect(try StoreCheck(path).problems == [])
    }

    @Test(
        "is refused if something in it is damaged, or has lost what it belongs to",
        arguments: [
            "UPDATE record_set SET document = '{' WHERE name = 'www.example.com.'",
            "UPDATE change SET document = '{}'",
            "UPDATE hosted_zone SET document = ''",
            "DELETE FROM hosted_zone",
        ]
    )
    func damagedDocument(_ sql: String) throws {
        try SQLiteStorage(path: path).commit(Sample.everyKind.map(\.edit))
        try meddle(sql)
        #expect { try loaded() } throws: { ($0 as? StorageError)?.isDamage == true }
        #expect(try StoreCheck(path).problems.isEmpty == false)
    }

    @Test("cannot be made where there is no directory")
    func noDirectory() {
        let path = path + "/none/meridian.db"
        #expect(throws: StorageError(path, .missing)) { try SQLiteStorage(path: path) }
    }

    @Test("writes nothing of a group that cannot be written whole")
    func atomic() throws {
        do {
            let storage = try SQLiteStorage(path: path)
            try storage.commit([Sample.hostedZone().edit])
            try meddle(
                """
                CREATE TRIGGER refuse BEFORE INSERT ON record_set WHEN new.name LIKE 'third%'
                BEGIN SELECT RAISE(ABORT, 'no'); END
                """
            )
            let names = ["first", "second", "third", "fourth"]
            let edits = names.map { Sample.recordSet("\($0).example.com.").edit }
            #expect(throws: StorageError.self) { try storage.commit(edits) }
            try meddle("DROP TRIGGER refuse")
        }
        #expect(try loaded() == [Sample.hostedZone()])
    }
}

extension StorageError {
    var isDamage: Bool { if case .damaged = reason { true } else { false } }
}
