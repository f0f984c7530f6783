import AccountStore
import Foundation
import GRDB
import Route53
import TestSupport
import Testing

@Suite("The maintenance of a store")
final class StoreMaintenanceTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let copy: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path + "/meridian.db"
        copy = directory.path + "/copy.db"
    }

    @Test("backs up what is committed, beside a server that goes on")
    func backup() throws {
        let storage = try SQLiteStorage(path: path)
        try storage.commit(Sample.everyKind.map(\.edit))
        try StoreBackup.write(path, to: copy)
        try storage.commit([Sample.recordSet("later.example.com.").edit])
        #expect(try Set(SQLiteStorage(path: copy).load()) == Set(Sample.everyKind))
        #expect(try StoreCheck(copy).problems == [])
        let attributes = try FileManager.default.attributesOfItem(atPath: copy)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        // The server still holds its locks, and its file is whole.
        #expect(throws: StorageError(path, .busy)) { try SQLiteStorage(path: path) }
        #expect(try StoreCheck(path).problems == [])
    }

    @Test("overwrites nothing, and leaves nothing half done")
    func overwritesNothing() throws {
        try SQLiteStorage(path: path).commit([Sample.hostedZone().edit])
        try directory.file("copy.db", "mine")
        let taken = StorageError(copy, .alreadyExists)
        #expect(throws: taken) { try StoreBackup.write(path, to: copy) }
        #expect(try String(contentsOfFile: copy, encoding: .utf8) == "mine")

        let foreign = try directory.file("foreign.db", "not a database at all, but a long text")
        let other = directory.path + "/other.db"
        #expect(throws: StorageError.self) { try StoreBackup.write(foreign, to: other) }
        #expect(!FileManager.default.fileExists(atPath: other))
        #expect(!FileManager.default.fileExists(atPath: other + ".partial"))
    }

    @Test("makes no store where there is none")
    func missing() {
        #expect(throws: StorageError(path, .missing)) { try StoreBackup.write(path, to: copy) }
        #expect(throws: StorageError(path, .missing)) { try StoreCheck(path) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("counts what is in a store")
    func counts() throws {
        try SQLiteStorage(path: path).commit(Sample.everyKind.map(\.edit))
        let check = try StoreCheck(path)
        #expect(check.hostedZones == 1)
        #expect(check.recordSets == 5)
        #expect(check.others == Sample.everyKind.count - 6)
    }

    @Test(
        "finds what is not there",
        arguments: [
            (
                "DELETE FROM hosted_zone",
                "record set www.example.com. A of hosted zone Z1: no such zone"
            ),
            (
                "DELETE FROM record_set WHERE type = 'SOA'",
                "hosted zone Z1 (example.com.) has no record set of type SOA"
            ),
            (
                "DELETE FROM traffic_policy WHERE version = 2",
                "traffic policy instance i has no traffic policy p of version 2"
            ),
            (
                "UPDATE record_set SET name = 'other.example.com.' WHERE set_identifier = 'eu'",
                """
                record_set ["Z1", "other.example.com.", "A", "eu"]: the document is that of another \
                key
                """
            ),
            (
                """
                UPDATE record_set SET document = json_insert(document, \
                '$.TrafficPolicyInstanceId', 'none') WHERE set_identifier = 'eu'
                """,
                """
                record set www.example.com. A of hosted zone Z1 has no traffic policy instance none
                """
            ),
            (
                "UPDATE hosted_zone SET document = json_set(document, '$.delegationSet', 'none')",
                "hosted zone Z1 (example.com.) has no delegation set none"
            ),
        ]
    )
    func dangling(sql: String, problem: String) throws {
        try SQLiteStorage(path: path).commit(Sample.everyKind.map(\.edit))
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
        #expect(try StoreCheck(path).problems.contains(problem))
    }

    @Test("finds pages that were overwritten, wherever they are")
    func overwrittenPages() throws {
        do {
            let storage = try SQLiteStorage(path: path)
            try storage.commit([Sample.hostedZone().edit] + Sample.apex.map(\.edit))
            let names = (0..<2_000).map { "host\($0).example.com." }
            try storage.commit(names.map { Sample.recordSet($0).edit })
        }
        let whole = try Data(contentsOf: URL(filePath: path))
        #expect(try StoreCheck(path).problems == [])
        let pageSize = 4_096
        // The first page holds the schema: without it the file is no database at all.
        for page in stride(from: 1, to: whole.count / pageSize, by: 7) {
            var damaged = whole
            let start = page * pageSize
            damaged.replaceSubrange(start..<start + 64, with: Data(repeating: 0x5a, count: 64))
            try damaged.write(to: URL(filePath: path))
            let problems = try? StoreCheck(path).problems
            #expect(problems != [], "page \(page)")
        }
    }
}
