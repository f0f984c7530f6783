import Geography

/// The record of a location, in GeoLite2-Country's shape, or GeoLite2-City's if it has a coordinate.
struct LocationRecord {
    let location: Location

    init(_ location: Location) { self.location = location }

    var value: MMDBValue {
        .map([continent, country, coordinate, subdivisions].compactMap { $0 })
    }

    /// Countries that Route 53 puts nowhere get the continent they lie in, so that their addresses
    /// can be matched by it.
    private var continent: MMDBValue.Entry? {
        guard let continent = location.continent ?? location.country?.geographicContinent else {
            return nil
        }
        return .init("continent", Self.map("code", continent.rawValue, name: continent.name))
    }

    private var country: MMDBValue.Entry? {
        guard let country = location.country else { return nil }
        return .init("country", Self.map("iso_code", country.code, name: country.name))
    }

    private var coordinate: MMDBValue.Entry? {
        guard let coordinate = location.coordinate else { return nil }
        return .init(
            "location",
            .map([
                .init("latitude", .double(coordinate.latitude)),
                .init("longitude", .double(coordinate.longitude)),
            ])
        )
    }

    private var subdivisions: MMDBValue.Entry? {
        guard let subdivision = location.subdivision else { return nil }
        let code = MMDBValue.Entry("iso_code", .string(subdivision.isoCode))
        return .init("subdivisions", .array([.map([code])]))
    }

    private static func map(_ key: String, _ code: String, name: String?) -> MMDBValue {
        let names = name.map {
            MMDBValue.Entry("names", .map([.init("en", .string($0))]))
        }
        return .map([.init(key, .string(code)), names].compactMap { $0 })
    }
}
