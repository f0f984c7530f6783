package import Addressing
package import Geography

/// A location database, read: the ranges, and where they came from. Of the file itself nothing is
/// kept.
package struct GeoDatabase: Sendable {
    package let ranges: LocationRanges
    package let info: DatabaseInfo

    /// Reads the MaxMind DB at `path`: GeoLite2, GeoIP2, DB-IP or IPinfo, country or city, or one
    /// that `GeoDatabaseBuilder` made.
    package init(path: String) throws(GeoDatabaseError) {
        let file = try MMDBFile(path: path)
        var reader = LocationRangesReader()
        ranges = try reader.read(file)
        let known = ranges.knownRangeCount
        guard known > 0 else {
            throw .noLocations(path: path, databaseType: file.metadata.databaseType)
        }
        info = DatabaseInfo(
            path: path,
            size: file.size,
            metadata: file.metadata,
            networks: reader.networks,
            ranges: known
        )
    }
}

extension LocationRanges {
    fileprivate var knownRangeCount: Int {
        ipv4.values.count { $0 != 0 } + ipv6.values.count { $0 != 0 }
    }
}

/// What a database file has for one address.
package struct DatabaseAnswer: Sendable, Hashable {
    /// The address that was looked up: an embedded IPv4 address in place of the given one.
    package let address: IPAddress
    /// The network of the database around that address.
    package let network: IPPrefix
    package let location: Location
    /// The whole record, printed as JSON by its `description`; nil if the network has none.
    package let record: MMDBValue?
}

extension GeoDatabase {
    /// Asks the file itself, without reading the rest of it.
    package static func lookUp(
        _ address: IPAddress,
        in path: String
    ) throws(GeoDatabaseError) -> DatabaseAnswer {
        let file = try MMDBFile(path: path)
        let located = address.geographic.address
        let found = try file.lookUp(located)
        guard let network = IPPrefix(around: located, length: found.prefixLength) else {
            throw .corrupt(path: path, reason: "a network longer than its address")
        }
        return DatabaseAnswer(
            address: located,
            network: network,
            location: try location(of: located, at: found.value, in: file),
            record: try record(at: found.value, in: file)
        )
    }

    private static func location(
        of address: IPAddress,
        at offset: UInt32?,
        in file: borrowing MMDBFile
    ) throws(GeoDatabaseError) -> Location {
        guard let offset else { return .unknown }
        if case .ipv6(let bits) = address,
            ExcludedNetwork.disguisesOfIPv4.contains(where: { $0.contains(bits) })
        {
            return .unknown
        }
        return try file.location(at: offset)
    }

    private static func record(
        at offset: UInt32?,
        in file: borrowing MMDBFile
    ) throws(GeoDatabaseError) -> MMDBValue? {
        guard let offset else { return nil }
        return try file.value(at: offset)
    }
}
