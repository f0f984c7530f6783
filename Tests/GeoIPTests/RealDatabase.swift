import Foundation
import GeoIP
import Geography
import TestSupport

extension Checkout {
    static func fixture(_ name: String) -> String { path("Tests/GeoIPTests/Fixtures/\(name)") }
}

/// The country database as `scripts/setup` builds it, built and read once for all tests.
enum RealDatabase {
    struct Built {
        let path: String
        let builder: GeoDatabaseBuilder
        let database: GeoDatabase
    }

    static let built = Result { () throws -> Built in
        let path = Checkout.path(".build/data/tests-country.mmdb")
        var builder = GeoDatabaseBuilder()
        try builder.add(.torRanges(path: try Checkout.torRanges("geoip")))
        try builder.add(.torRanges(path: try Checkout.torRanges("geoip6")))
        try builder.write(to: path, buildEpoch: builder.generated ?? 0, description: "tests")
        return Built(path: path, builder: builder, database: try GeoDatabase(path: path))
    }
}
