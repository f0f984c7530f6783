/// What a MaxMind DB says about itself, at the end of the file.
package struct MMDBMetadata: Sendable, Hashable {
    package var nodeCount: UInt32
    /// Bits of one record of the search tree: 24, 28 or 32. A node is two records.
    package var recordSize: UInt16
    /// 4, or 6 for a tree that holds both families.
    package var ipVersion: UInt16
    package var databaseType: String
    package var languages: [String]
    /// When the database was built, in seconds since 1970-01-01 UTC.
    package var buildEpoch: UInt64
    /// What the database is, in words; the English text if there is one.
    package var description: String
}

extension MMDBMetadata {
    /// Stands before the metadata, which ends the file.
    static let marker: [UInt8] = [0xab, 0xcd, 0xef] + Array("MaxMind.com".utf8)

    /// The metadata as the map that the file holds; binary format 2.0.
    var value: MMDBValue {
        .map([
            .init("binary_format_major_version", .uint16(2)),
            .init("binary_format_minor_version", .uint16(0)),
            .init("build_epoch", .uint64(buildEpoch)),
            .init("database_type", .string(databaseType)),
            .init("description", .map([.init("en", .string(description))])),
            .init("ip_version", .uint16(ipVersion)),
            .init("languages", .array(languages.map { .string($0) })),
            .init("node_count", .uint32(nodeCount)),
            .init("record_size", .uint16(recordSize)),
        ])
    }
}
