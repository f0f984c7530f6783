internal import Foundation
internal import GRDB
internal import Route53

/// Reads everything that is in a database.
enum StoreReading {
    static func entities(_ db: Database) throws -> [Entity] {
        let decoder = JSONDecoder()
        var entities: [Entity] = []
        for table in StoreTable.allCases {
            let rows = try Row.fetchCursor(db, sql: table.loading)
            while let row = try rows.next() {
                entities.append(try table.entity(in: row, decoder))
            }
        }
        return entities
    }
}
