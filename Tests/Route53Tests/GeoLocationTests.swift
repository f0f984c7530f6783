import Route53
import Testing

@Suite("Geolocations")
struct GeoLocationTests {
    private func query(
        _ continent: String? = nil,
        _ country: String? = nil,
        _ subdivision: String? = nil
    ) throws(AccountError) -> GeoLocationQuery {
        try GeoLocationQuery(
            continentCode: continent,
            countryCode: country,
            subdivisionCode: subdivision
        )
    }

    @Test("are listed: the default, the countries, each before its subdivisions, the continents")
    func order() throws {
        let all = try query().locations(maxItems: "500")
        #expect(!all.isTruncated)
        #expect(all.maxItems == 500)
        let items = all.details.items
        #expect(items.count == 332)
        #expect(items.prefix(4).map(\.countryCode) == ["*", "AD", "AE", "AF"])
        #expect(items[0].countryName == "Default")
        #expect(items.suffix(7).map(\.continentCode) == ["AF", "AN", "AS", "EU", "NA", "OC", "SA"])
        let ukraine = try #require(items.firstIndex { $0.countryCode == "UA" })
        #expect(items[ukraine].subdivisionCode == nil)
        #expect(items[ukraine + 1].subdivisionName == "Vinnytska oblast")
        #expect(items[ukraine + 4].subdivisionName == "Crimea")
        #expect(items.allSatisfy { ($0.subdivisionCode == nil) == ($0.subdivisionName == nil) })
        #expect(items.allSatisfy { $0.countryName != nil || $0.continentName != nil })
    }

    @Test("are all visited once by walks in pages", arguments: [1, 7, 100, 332, 333])
    func paging(_ pageSize: Int) throws {
        var start = try query()
        var seen: [GeoLocationDetails] = []
        var isDone = false
        while !isDone {
            let page = try start.locations(maxItems: "\(pageSize)")
            #expect(page.details.items.count <= pageSize)
            seen += page.details.items
            start = try query(
                page.nextContinentCode,
                page.nextCountryCode,
                page.nextSubdivisionCode
            )
            isDone = !page.isTruncated
        }
        #expect(seen == GeoLocationDetails.all)
    }

    @Test("are paged by a hundred when nothing is said")
    func usualPage() throws {
        let page = try query().locations(maxItems: nil)
        #expect(page.details.items.count == 100)
        #expect(page.nextCountryCode == GeoLocationDetails.all[100].countryCode)
        #expect(page.nextContinentCode == nil)
    }

    @Test(
        "are told with their names",
        arguments: [
            (nil, "*", nil, "Default"), (nil, "AS", nil, "American Samoa"),
            ("AS", nil, nil, "Asia"), (nil, "US", "DC", "District of Columbia"),
            (nil, "UA", "20", "Sevastopol"), (nil, "XK", nil, "Kosovo"),
        ] as [(String?, String?, String?, String)]
    )
    func details(_ continent: String?, _ country: String?, _ subdivision: String?, _ name: String)
        throws
    {
        let details = try query(continent, country, subdivision).location().details
        #expect((details.subdivisionName ?? details.countryName ?? details.continentName) == name)
    }

    @Test(
        "that do not exist or cannot be are refused",
        arguments: [
            (nil, "BV", nil, .noSuchGeoLocation, "Cannot find location: 'country = BV'"),
            (
                nil, "CA", "ON", .noSuchGeoLocation,
                "Cannot find location: 'country = CA subdivision = ON'"
            ),
            ("XX", nil, nil, .noSuchGeoLocation, "Cannot find location: 'continent = XX'"),
            (nil, nil, nil, .invalidInput, "A continent code or a country code is needed"),
            (
                "EU", "DE", nil, .invalidInput,
                "A continent code cannot be given together with a country or subdivision code"
            ),
            (
                nil, nil, "CA", .invalidInput,
                "A subdivision code cannot be given without a country code"
            ),
            (
                "EUR", nil, nil, .invalidInput,
                "1 validation error detected: Value 'EUR' at 'continentCode' failed to satisfy"
                    + " constraint: Member must have length less than or equal to 2"
            ),
            (
                nil, "", nil, .invalidInput,
                "1 validation error detected: Value '' at 'countryCode' failed to satisfy"
                    + " constraint: Member must have length greater than or equal to 1"
            ),
        ] as [(String?, String?, String?, AccountError.Code, String)]
    )
    func refused(
        _ continent: String?,
        _ country: String?,
        _ subdivision: String?,
        _ code: AccountError.Code,
        _ message: String
    ) {
        let refusal = refusal { () throws(AccountError) in
            _ = try query(continent, country, subdivision).location()
        }
        #expect(refusal == AccountError(code, message))
    }
}
