import Geography

extension MMDBFile {
    /// The location that the record at `offset` tells. It comes in three shapes:
    /// - GeoLite2, GeoIP2, DB-IP: `country.iso_code`, `continent.code`, `subdivisions[0].iso_code`,
    /// - IPinfo Lite: `country_code` and `continent_code` beside the names,
    /// - IPinfo Country: the codes as `country` and `continent`.
    ///
    /// City databases of the first shape add `location.latitude` and `location.longitude`.
    ///
    /// `registered_country` says whose the network is, not where: it is not used.
    func location(at offset: UInt32) throws(GeoDatabaseError) -> Location {
        let country = try country(at: offset)
        return Location(
            country: country,
            isoSubdivision: try subdivision(of: country, at: offset),
            databaseContinent: country?.continent == nil ? try continent(at: offset) : nil,
            coordinate: try coordinate(at: offset)
        )
    }

    private func coordinate(at offset: UInt32) throws(GeoDatabaseError) -> Coordinate? {
        guard let latitude = try number(at: offset, "location", "latitude"),
            let longitude = try number(at: offset, "location", "longitude")
        else { return nil }
        return Coordinate(latitude: latitude, longitude: longitude)
    }

    private func country(at offset: UInt32) throws(GeoDatabaseError) -> Country? {
        if let country = try text(at: offset, "country", "iso_code").flatMap({ Country($0) }) {
            return country
        }
        if let country = try text(at: offset, "country_code").flatMap({ Country($0) }) {
            return country
        }
        return try text(at: offset, "country").flatMap { Country($0) }
    }

    private func continent(at offset: UInt32) throws(GeoDatabaseError) -> Continent? {
        if let code = try text(at: offset, "continent", "code") { return Continent(rawValue: code) }
        if let code = try text(at: offset, "continent_code") { return Continent(rawValue: code) }
        return try text(at: offset, "continent").flatMap { Continent(rawValue: $0) }
    }

    /// Read only where Route 53 knows subdivisions: most records of a city database have one.
    private func subdivision(
        of country: Country?,
        at offset: UInt32
    ) throws(GeoDatabaseError) -> String? {
        guard let country, Subdivision.codes[country.code] != nil else { return nil }
        return try text(at: offset, "subdivisions", "0", "iso_code")
    }
}
