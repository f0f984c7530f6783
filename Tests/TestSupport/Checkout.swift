import Foundation

/// Where things are in this checkout, and what `scripts/setup` puts there.
package enum Checkout {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The country database that `scripts/setup` builds.
    package static func countryDatabase() throws -> String { try prepared("geodb/country.mmdb") }

    package static func path(_ relative: String) -> String { root.appending(path: relative).path }

    /// The `geoip` or `geoip6` of Debian's tor-geoipdb, which the database is built from.
    package static func torRanges(_ name: String) throws -> String {
        try prepared(".build/data/tor-geoipdb/usr/share/tor/\(name)")
    }

    /// A Python that has the modules dns and maxminddb.
    package static func python() throws -> String { try prepared(".build/venv/bin/python3") }

    private static func prepared(_ relative: String) throws -> String {
        let path = path(relative)
        guard FileManager.default.fileExists(atPath: path) else { throw MissingFile(path: path) }
        return path
    }

    package struct MissingFile: Error, CustomStringConvertible {
        package let path: String
        package var description: String { "\(path) is missing: run scripts/setup first" }
    }
}
