package import Addressing
package import Geography

/// Writes MaxMind DBs that every MMDB tool reads.
package enum MMDBWriter {
    /// Locations in GeoLite2-Country's shape, with subdivisions if there are any.
    ///
    /// - Parameters:
    ///   - ranges: where every address is.
    ///   - databaseType: the type in the metadata. Tools ask it for "Country" or "City".
    ///   - description: what the database is, in English, with the attribution of its data.
    ///   - buildEpoch: when it was built, in seconds since 1970-01-01 UTC.
    /// - Returns: the whole file, or nil if it would need records of more than 32 bits.
    package static func octets(
        of ranges: LocationRanges,
        databaseType: String,
        description: String,
        buildEpoch: UInt64
    ) -> [UInt8]? {
        octets(
            records: ranges.locations.map { $0.isUnknown ? nil : LocationRecord($0).value },
            ipv4: ranges.ipv4,
            ipv6: ranges.ipv6,
            databaseType: databaseType,
            description: description,
            buildEpoch: buildEpoch
        )
    }

    /// Any records.
    ///
    /// - Parameters:
    ///   - records: what is said of the networks; nil for nothing.
    ///   - ipv4: indices into `records`.
    ///   - ipv6: indices into `records`. What they say of ::/96, ::ffff:0:0/96 and 2002::/16 is
    ///     not written: the IPv4 tree is found there.
    ///   - databaseType: the type in the metadata.
    ///   - description: what the database is, in English.
    ///   - buildEpoch: when it was built, in seconds since 1970-01-01 UTC.
    /// - Returns: the whole file, or nil if it would need records of more than 32 bits.
    package static func octets(
        records: [MMDBValue?],
        ipv4: RangeMap<UInt32, UInt32>,
        ipv6: RangeMap<UInt128, UInt32>,
        databaseType: String,
        description: String,
        buildEpoch: UInt64
    ) -> [UInt8]? {
        let tree = SearchTree(ipv4: ipv4, ipv6: ipv6)
        var data = DataSection()
        let offsets = records.map { record in record.map { data.offset(of: $0) } }
        let largest = tree.nodes.count + Int(separator) + data.octets.count
        guard let recordSize = RecordSize(fitting: largest) else { return nil }
        let metadata = MMDBMetadata(
            nodeCount: UInt32(tree.nodes.count),
            recordSize: recordSize.rawValue,
            ipVersion: 6,
            databaseType: databaseType,
            languages: ["en"],
            buildEpoch: buildEpoch,
            description: description
        )
        // The metadata is a data section of its own: pointers in it count from its own start.
        var metadataSection = DataSection()
        _ = metadataSection.offset(of: metadata.value)

        var file: [UInt8] = []
        file.reserveCapacity(tree.nodes.count * recordSize.octetsPerNode + data.octets.count + 4096)
        let empty = UInt32(tree.nodes.count)
        let record = { (record: SearchTree.Record) -> UInt32 in
            switch record {
            case .node(let number): UInt32(number)
            case .value(let index): offsets[Int(index)].map { empty + separator + $0 } ?? empty
            }
        }
        for node in tree.nodes {
            recordSize.append(record(node.left), record(node.right), to: &file)
        }
        file += [UInt8](repeating: 0, count: Int(separator))
        return file + data.octets + MMDBMetadata.marker + metadataSection.octets
    }

    /// Zero octets between the tree and the data; a record's value counts them in.
    private static let separator: UInt32 = 16
}
