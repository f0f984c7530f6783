/// Where an address is, as far as a location database or the operator knows.
package struct Location: Sendable, Hashable, BitwiseCopyable {
    package let continent: Continent?
    package let country: Country?
    package let subdivision: Subdivision?
    /// Where in that region; city databases tell.
    package let coordinate: Coordinate?

    /// Nothing is known: only a default record set matches.
    package static let unknown = Location(continent: nil, country: nil, subdivision: nil)

    private init(
        continent: Continent?,
        country: Country?,
        subdivision: Subdivision?,
        coordinate: Coordinate? = nil
    ) {
        self.continent = continent
        self.country = country
        self.subdivision = subdivision
        self.coordinate = coordinate
    }

    package init(continent: Continent) {
        self.init(continent: continent, country: nil, subdivision: nil)
    }

    package init(subdivision: Subdivision) {
        self.init(
            continent: subdivision.country.continent,
            country: subdivision.country,
            subdivision: subdivision
        )
    }

    /// A location as a database tells it. Route 53's table decides the continent of a country;
    /// the database's own word counts only where that table has none.
    package init(
        country: Country?,
        isoSubdivision: (some StringProtocol)?,
        databaseContinent: Continent?,
        coordinate: Coordinate? = nil
    ) {
        self.init(
            continent: country?.continent ?? databaseContinent,
            country: country,
            subdivision: country.flatMap { country in
                isoSubdivision.flatMap { Subdivision(country: country, isoCode: $0) }
            },
            coordinate: coordinate
        )
    }

    /// The countries that Route 53 does not know can still be matched by their continent.
    package init(country: Country) {
        self.init(continent: country.geographicContinent, country: country, subdivision: nil)
    }

    /// The continent, country and subdivision alone: all that geolocation rules look at. A city
    /// database has hundreds of times as many locations as regions.
    package var region: Location {
        Location(continent: continent, country: country, subdivision: subdivision)
    }

    package var isUnknown: Bool { self == .unknown }
}

extension Location: CustomStringConvertible {
    /// `US-CA`, `CN`, `continent-AS` or `none`: the words of the configuration's `networks:`.
    package var description: String {
        if let subdivision { return subdivision.description }
        if let country { return country.code }
        return continent.map { "continent-\($0.rawValue)" } ?? "none"
    }
}
