import Foundation
import GeoIP
import Geography

/// Files that tests read: fixtures, and the real data that `scripts/setup` unpacks.
enum TestFiles {
    static let packageRoot = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func fixture(_ name: String) -> String {
        packageRoot.appending(path: "Tests/GeoIPTests/Fixtures/\(name)").path
    }

    /// The `geoip` or `geoip6` of Debian's tor-geoipdb.
    static func torRanges(_ name: String) throws -> String {
        try required(".build/data/tor-geoipdb/usr/share/tor/\(name)")
    }

    /// A Python that has the module maxminddb.
    static func python() throws -> String { try required(".build/venv/bin/python3") }

    private static func required(_ path: String) throws -> String {
        let path = packageRoot.appending(path: path).path
        guard FileManager.default.fileExists(atPath: path) else { throw MissingFile(path: path) }
        return path
    }

    struct MissingFile: Error, CustomStringConvertible {
        let path: String
        var description: String { "\(path) is missing: run scripts/setup first" }
    }
}

/// The country database as `scripts/setup` builds it, built and read once for all tests.
enum RealDatabase {
    struct Built {
        let path: String
        let builder: GeoDatabaseBuilder
        let database: GeoDatabase
    }

    static let built = Result { () throws -> Built in
        let path = TestFiles.packageRoot.appending(path: ".build/data/tests-country.mmdb").path
        var builder = GeoDatabaseBuilder()
        try builder.add(.torRanges(path: try TestFiles.torRanges("geoip")))
        try builder.add(.torRanges(path: try TestFiles.torRanges("geoip6")))
        try builder.write(to: path, buildEpoch: builder.generated ?? 0, description: "tests")
        return Built(path: path, builder: builder, database: try GeoDatabase(path: path))
    }
}
