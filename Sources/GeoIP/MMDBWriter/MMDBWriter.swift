package import Geography

/// Writes locations as a MaxMind DB of GeoLite2-Country's shape, so that every MMDB tool reads it.
package enum MMDBWriter {
    /// The octets of the database.
    ///
    /// - Parameters:
    ///   - ranges: where every address is. Subdivisions are written if there are any.
    ///   - databaseType: the type in the metadata. Tools ask it for "Country" or "City".
    ///   - description: what the database is, in English, with the attribution of its data.
    ///   - buildEpoch: when it was built, in seconds since 1970-01-01 UTC.
    /// - Returns: the whole file, or nil if tree and data are too large for records of 32 bits.
    package static func octets(
        of ranges: LocationRanges,
        databaseType: String,
        description: String,
        buildEpoch: UInt64
    ) -> [UInt8]? {
        let tree = SearchTree(ranges)
        var data = DataSection()
        let offsets = ranges.locations.map { location in
            location.isUnknown ? 0 : data.offset(of: LocationRecord(location).value)
        }
        let largest = tree.nodes.count + separator + data.octets.count
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
        var file: [UInt8] = []
        file.reserveCapacity(tree.nodes.count * recordSize.octetsPerNode + data.octets.count + 4096)
        let record = { (record: SearchTree.Record) -> UInt32 in
            switch record {
            case .node(let number): UInt32(number)
            case .location(0): UInt32(tree.nodes.count)
            case .location(let index): UInt32(tree.nodes.count + separator) + offsets[Int(index)]
            }
        }
        for node in tree.nodes {
            recordSize.append(record(node.left), record(node.right), to: &file)
        }
        file += [UInt8](repeating: 0, count: separator)
        file += data.octets
        file += MMDBMetadata.marker
        // The metadata is a data section of its own: pointers in it count from its own start.
        var metadataSection = DataSection()
        _ = metadataSection.offset(of: metadata.value)
        return file + metadataSection.octets
    }

    /// Zero octets between the tree and the data; a record's value counts them in.
    private static let separator = 16
}

/// Bits of one record of the search tree. A node is two records.
private enum RecordSize: UInt16, CaseIterable {
    case bits24 = 24
    case bits28 = 28
    case bits32 = 32

    /// The smallest size that holds the value.
    init?(fitting value: Int) {
        guard let size = Self.allCases.first(where: { value < 1 << Int($0.rawValue) }) else {
            return nil
        }
        self = size
    }

    var octetsPerNode: Int { Int(rawValue) / 4 }

    func append(_ left: UInt32, _ right: UInt32, to file: inout [UInt8]) {
        switch self {
        case .bits24:
            appendLow24(of: left, to: &file)
            appendLow24(of: right, to: &file)
        case .bits28:
            // The octet in the middle holds the high four bits of both.
            appendLow24(of: left, to: &file)
            file.append(UInt8(left >> 24) << 4 | UInt8(right >> 24))
            appendLow24(of: right, to: &file)
        case .bits32:
            for record in [left, right] {
                file.append(UInt8(record >> 24))
                appendLow24(of: record, to: &file)
            }
        }
    }

    private func appendLow24(of record: UInt32, to file: inout [UInt8]) {
        file.append(UInt8(truncatingIfNeeded: record >> 16))
        file.append(UInt8(truncatingIfNeeded: record >> 8))
        file.append(UInt8(truncatingIfNeeded: record))
    }
}
