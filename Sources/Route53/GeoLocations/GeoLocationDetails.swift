package import Geography

/// A `GeoLocationDetails` element: a location that geolocation record sets can be for, with its
/// names.
package struct GeoLocationDetails: Sendable, Hashable, Encodable {
    package let continentCode: String?
    package let continentName: String?
    package let countryCode: String?
    package let countryName: String?
    package let subdivisionCode: String?
    package let subdivisionName: String?

    private enum CodingKeys: String, CodingKey {
        case continentCode = "ContinentCode"
        case continentName = "ContinentName"
        case countryCode = "CountryCode"
        case countryName = "CountryName"
        case subdivisionCode = "SubdivisionCode"
        case subdivisionName = "SubdivisionName"
    }

    private init(
        continent: Continent? = nil,
        country: (code: String, name: String?)? = nil,
        subdivision: Subdivision? = nil
    ) {
        continentCode = continent?.rawValue
        continentName = continent?.name
        countryCode = country?.code
        countryName = country?.name
        subdivisionCode = subdivision?.code
        subdivisionName = subdivision?.name
    }

    package init(_ location: LocationCode) {
        switch location {
        case .default:
            self.init(country: (GeoLocationQuery.anyCountry, "Default"))
        case .country(let country):
            self.init(country: (country.code, country.name))
        case .subdivision(let subdivision):
            self.init(
                country: (subdivision.country.code, subdivision.country.name),
                subdivision: subdivision
            )
        case .continent(let continent):
            self.init(continent: continent)
        }
    }

    /// Every location, in the order in which Route 53 lists them: the default, the countries by
    /// code, each followed by its subdivisions, and the continents.
    package static let all: [GeoLocationDetails] = {
        var locations: [LocationCode] = [.default]
        for country in CountryTable.continents.keys.sorted(by: { $0.code < $1.code }) {
            locations.append(.country(country))
            locations += (Subdivision.codes[country.code] ?? []).sorted()
                .compactMap { Subdivision(country: country, code: $0) }
                .map(LocationCode.subdivision)
        }
        locations += Continent.allCases.sorted { $0.rawValue < $1.rawValue }
            .map(LocationCode.continent)
        return locations.map(GeoLocationDetails.init)
    }()

    /// Stands where the list stands: `*` sorts before the letters.
    var place: GeoLocationPlace {
        GeoLocationPlace(
            continent: continentCode ?? "",
            country: countryCode ?? "",
            subdivision: subdivisionCode ?? ""
        )
    }
}

/// Where a location stands in the list, or would stand.
struct GeoLocationPlace: Comparable {
    /// Empty for countries and subdivisions, which come first.
    let continent: String
    let country: String
    /// Empty for a country itself, which comes before its subdivisions.
    let subdivision: String

    static func < (one: GeoLocationPlace, other: GeoLocationPlace) -> Bool {
        (one.continent, one.country, one.subdivision)
            < (other.continent, other.country, other.subdivision)
    }
}
