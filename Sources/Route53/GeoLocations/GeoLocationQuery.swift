/// The codes of a location as the parameters of GetGeoLocation and ListGeoLocations give them.
package struct GeoLocationQuery: Sendable, Hashable {
    package let continentCode: String?
    package let countryCode: String?
    package let subdivisionCode: String?

    /// The CountryCode of the default location.
    static let anyCountry = "*"

    /// Lengths of the codes, which are looked at before their meaning.
    private static let continentLengths = 2...2
    private static let countryLengths = 1...2
    private static let subdivisionLengths = 1...3

    /// Refuses codes that cannot stand together.
    package init(
        continentCode: String?,
        countryCode: String?,
        subdivisionCode: String?
    ) throws(AccountError) {
        try AccountError.requireLength(
            of: continentCode,
            at: "continentCode",
            Self.continentLengths
        )
        try AccountError.requireLength(of: countryCode, at: "countryCode", Self.countryLengths)
        try AccountError.requireLength(
            of: subdivisionCode,
            at: "subdivisionCode",
            Self.subdivisionLengths
        )
        guard continentCode == nil || (countryCode == nil && subdivisionCode == nil) else {
            throw AccountError(
                .invalidInput,
                "A continent code cannot be given together with a country or subdivision code"
            )
        }
        guard subdivisionCode == nil || countryCode != nil else {
            throw AccountError(
                .invalidInput,
                "A subdivision code cannot be given without a country code"
            )
        }
        self.continentCode = continentCode
        self.countryCode = countryCode
        self.subdivisionCode = subdivisionCode
    }

    private var place: GeoLocationPlace {
        GeoLocationPlace(
            continent: continentCode ?? "",
            country: countryCode ?? "",
            subdivision: subdivisionCode ?? ""
        )
    }

    /// GetGeoLocation.
    package func location() throws(AccountError) -> GetGeoLocationResponse {
        guard continentCode != nil || countryCode != nil else {
            throw AccountError(.invalidInput, "A continent code or a country code is needed")
        }
        guard let found = GeoLocationDetails.all.first(where: { $0.place == place }) else {
            throw AccountError(.noSuchGeoLocation, "Cannot find location: '\(self)'")
        }
        return GetGeoLocationResponse(details: found)
    }

    /// ListGeoLocations, beginning with the first location that does not stand before this one.
    package func locations(maxItems: String?) throws(AccountError) -> ListGeoLocationsResponse {
        let size = try PageSize(
            maxItems,
            most: ListGeoLocationsResponse.largestPage,
            usual: ListGeoLocationsResponse.usualPage
        )
        let rest = GeoLocationDetails.all.drop { $0.place < place }
        return ListGeoLocationsResponse(Page(rest, size: size), size: size)
    }
}

extension GeoLocationQuery: CustomStringConvertible {
    /// As Route 53's messages write it: `country = US subdivision = ZZ`.
    package var description: String {
        let parts = [
            ("continent", continentCode), ("country", countryCode),
            ("subdivision", subdivisionCode),
        ]
        return parts.compactMap { name, code in code.map { "\(name) = \($0)" } }
            .joined(separator: " ")
    }
}

/// Children of GetGeoLocationResponse.
package struct GetGeoLocationResponse: Sendable, Hashable, Encodable {
    package let details: GeoLocationDetails

    private enum CodingKeys: String, CodingKey {
        case details = "GeoLocationDetails"
    }
}

/// Children of ListGeoLocationsResponse.
package struct ListGeoLocationsResponse: Sendable, Hashable, Encodable {
    package let details: ElementList<GeoLocationDetails, DetailsName>
    package let isTruncated: Bool
    package let nextContinentCode: String?
    package let nextCountryCode: String?
    package let nextSubdivisionCode: String?
    package let maxItems: Int

    /// Route 53 takes a page that holds the whole list.
    static let largestPage = 500
    static let usualPage = 100

    package enum DetailsName: ElementName { package static let text = "GeoLocationDetails" }

    private enum CodingKeys: String, CodingKey {
        case details = "GeoLocationDetailsList"
        case isTruncated = "IsTruncated"
        case nextContinentCode = "NextContinentCode"
        case nextCountryCode = "NextCountryCode"
        case nextSubdivisionCode = "NextSubdivisionCode"
        case maxItems = "MaxItems"
    }

    init(_ page: Page<GeoLocationDetails>, size: PageSize) {
        details = ElementList(page.items)
        isTruncated = page.isTruncated
        nextContinentCode = page.next?.continentCode
        nextCountryCode = page.next?.countryCode
        nextSubdivisionCode = page.next?.subdivisionCode
        maxItems = size.count
    }
}
