/// What is known of a loaded location database.
package struct DatabaseInfo: Sendable, Hashable {
    package let path: String
    /// Octets of the file.
    package let size: Int
    package let metadata: MMDBMetadata
    /// Networks that have a record.
    package let networks: Int
    /// What is left of them when neighbours of equal location are merged: ranges with a location.
    package let ranges: Int

    /// The day the database was built (UTC), as `2026-06-25`.
    package var buildDate: String { CalendarDay(epoch: metadata.buildEpoch).description }
}
