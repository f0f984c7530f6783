import Geography
import Testing

@Suite("Locations")
struct LocationTests {
    /// What a location is, in words: subdivision, country, continent.
    private func parts(_ location: Location) -> [String?] {
        [
            location.subdivision?.description, location.country?.code,
            location.continent?.rawValue,
        ]
    }

    @Test(
        "a database's country decides the continent; its continent counts only without one",
        arguments: [
            ("TR", nil, "AS", [nil, "TR", "EU"]),
            ("CN", nil, nil, [nil, "CN", "AS"]),
            ("US", "CA", "NA", ["US-CA", "US", "NA"]),
            ("UA", "43", "EU", ["UA-11", "UA", "EU"]),
            ("CA", "ON", "NA", [nil, "CA", "NA"]),
            ("BV", nil, "AN", [nil, "BV", "AN"]),
            ("CX", nil, "OC", [nil, "CX", "OC"]),
            ("EH", nil, nil, [nil, "EH", nil]),
            (nil, nil, "EU", [nil, nil, "EU"]),
            (nil, "CA", nil, [nil, nil, nil]),
        ] as [(String?, String?, String?, [String?])]
    )
    func fromDatabase(
        _ country: String?,
        _ subdivision: String?,
        _ continent: String?,
        _ expected: [String?]
    ) {
        let location = Location(
            country: country.flatMap { Country($0) },
            isoSubdivision: subdivision,
            databaseContinent: continent.flatMap { Continent(rawValue: $0) }
        )
        #expect(parts(location) == expected)
    }

    @Test(
        "words of networks: name locations, and locations print them",
        arguments: [
            ("CN", [nil, "CN", "AS"]), ("US-CA", ["US-CA", "US", "NA"]),
            ("UA-11", ["UA-11", "UA", "EU"]), ("continent-AS", [nil, nil, "AS"]),
            ("none", [nil, nil, nil]), ("HM", [nil, "HM", "AN"]), ("EH", [nil, "EH", "AF"]),
            ("AS", [nil, "AS", "OC"]), ("NA", [nil, "NA", "AF"]),
        ] as [(String, [String?])]
    )
    func words(_ word: String, _ expected: [String?]) throws {
        let location = try #require(Location(word))
        #expect(parts(location) == expected)
        #expect(location.description == word)
    }

    @Test(
        "other words are refused",
        arguments: [
            "", "cn", "EU", "QQ", "default", "continent-XX", "continent-", "US-", "US-ZZ", "UA-43",
            "CA-ON", "China", "*", "-",
        ]
    )
    func otherWords(_ word: String) {
        #expect(Location(word) == nil)
    }
}

@Suite("Location codes")
struct LocationCodeTests {
    @Test(
        "zone file words are read and printed",
        arguments: ["US-CA", "UA-20", "CN", "AF", "continent-AF", "continent-NA", "default"]
    )
    func words(_ word: String) {
        #expect(LocationCode(word)?.description == word)
    }

    @Test(
        "words that Route 53 does not know are refused",
        arguments: [
            "BV", "CX", "EH", "HM", "EU", "OC", "UK", "us-ca", "US-PR", "continent-us", "Default",
            "continent", "US-CA-1", "", "none",
        ]
    )
    func refused(_ word: String) {
        #expect(LocationCode(word) == nil)
    }

    @Test(
        "AF, AS, NA and SA are countries without the word continent",
        arguments: [("AF", "AO"), ("AS", "CN"), ("NA", "US"), ("SA", "BR")]
    )
    func ambiguous(_ letters: String, _ countryOnContinent: String) throws {
        let country = try #require(LocationCode(letters))
        let continent = try #require(LocationCode("continent-\(letters)"))
        let elsewhere = Location(country: try #require(Country(countryOnContinent)))
        #expect(!country.matches(elsewhere))
        #expect(continent.matches(elsewhere))
        let itself = Location(country: try #require(Country(letters)))
        #expect(country.matches(itself))
        #expect(!continent.matches(itself))
    }

    @Test(
        "which codes match a location, smallest region first",
        arguments: [
            ("US-CA", ["US-CA", "US", "continent-NA", "default"]),
            ("US", ["US", "continent-NA", "default"]),
            ("HK", ["HK", "continent-AS", "default"]),
            ("TR", ["TR", "continent-EU", "default"]),
            ("CX", ["continent-OC", "default"]),
            ("continent-EU", ["continent-EU", "default"]),
            ("none", ["default"]),
        ]
    )
    func matching(_ word: String, _ expected: [String]) throws {
        let location = try #require(Location(word))
        let codes = [
            "default", "continent-NA", "continent-AS", "continent-EU", "continent-OC", "US", "CN",
            "HK", "TR", "US-CA", "US-NY",
        ]
        let matching = try codes.map { try #require(LocationCode($0)) }
            .filter { $0.matches(location) }
            .sorted { $0.rank < $1.rank }
        #expect(matching.map(\.description) == expected)
    }
}
