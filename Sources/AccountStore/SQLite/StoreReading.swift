internal import Foundation
internal import GRDB
internal import Route53

/// Reads everything that is in a database.
enum StoreReading {
    /// Throws at the first thing that is damaged.
    static func entities(_ db: Database) throws -> [Entity] {
        try refuseDamage(db)
        var entities: [Entity] = []
        let decoder = JSONDecoder()
        for table in StoreTable.allCases {
            let rows = try Row.fetchCursor(db, sql: table.loading)
            while let row = try rows.next() {
                entities.append(try table.entity(in: row, decoder))
            }
        }
        return entities
    }

    /// What reading alone does not find. Takes a twentieth of the time that reading does.
    private static func refuseDamage(_ db: Database) throws {
        if let words = try String.fetchOne(db, sql: "PRAGMA quick_check(1)"), words != "ok" {
            throw StorageError.Reason.damaged(words)
        }
        let orphans = "SELECT zone FROM record_set WHERE zone NOT IN (SELECT id FROM hosted_zone)"
        if let zone = try String.fetchOne(db, sql: orphans + " LIMIT 1") {
            throw StorageError.Reason.damaged("hosted zone \(zone), which has record sets, is gone")
        }
    }

    /// Reads what can be read, and returns a sentence for each row that cannot, or that does not hold
    /// what its key says.
    static func legible(_ db: Database, _ take: (Entity) -> Void) throws -> [String] {
        let decoder = JSONDecoder()
        var problems: [String] = []
        for table in StoreTable.allCases {
            let rows = try Row.fetchCursor(db, sql: table.checking)
            while let row = try rows.next() {
                let key = table.keyColumns.map { row[$0] as DatabaseValue }
                let place = "\(table.rawValue) \(key)"
                do {
                    let entity = try table.entity(in: row, decoder)
                    if entity.key.place.values.map(\.databaseValue) == key {
                        take(entity)
                    } else {
                        problems.append("\(place): the document is that of another key")
                    }
                } catch {
                    problems.append("\(place): the document cannot be read: \(error)")
                }
            }
        }
        return problems
    }
}
