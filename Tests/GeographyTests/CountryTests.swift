import Geography
import Testing

@Suite("Countries and continents")
struct CountryTests {
    @Test(
        "each continent has as many countries as Route 53 lists",
        arguments: [
            (Continent.africa, 57), (.antarctica, 3), (.asia, 50), (.europe, 54),
            (.northAmerica, 41), (.oceania, 27), (.southAmerica, 14),
        ]
    )
    func counts(_ continent: Continent, _ count: Int) {
        #expect(CountryTable.continents.values.count { $0 == continent } == count)
    }

    @Test("no country is listed twice: the table has as many entries as the list has codes")
    func distinct() {
        #expect(CountryTable.continents.count == 246)
    }

    @Test("every country has a name; four of them are unknown to Route 53")
    func names() {
        #expect(Country.names.count == 250)
        let others = Country.names.keys.filter { $0.continent == nil }
        #expect(Set(others.map(\.code)) == ["BV", "CX", "EH", "HM"])
        #expect(CountryTable.continents.keys.allSatisfy { $0.name?.isEmpty == false })
    }

    @Test(
        "names are Route 53's",
        arguments: [
            ("JO", "Hashemite Kingdom of Jordan"), ("MM", "Myanmar [Burma]"),
            ("KR", "Republic of Korea"), ("CI", "Ivory Coast"), ("ST", "São Tomé and Príncipe"),
            ("AD", "Andorra"), ("ZW", "Zimbabwe"),
        ]
    )
    func name(_ code: String, _ name: String) {
        #expect(Country(code)?.name == name)
    }

    @Test(
        "Route 53's continents, where they differ from others' or are easily mistaken",
        arguments: [
            ("TR", Continent.europe), ("CY", .europe), ("RU", .europe), ("GE", .asia),
            ("AM", .asia),
            ("AZ", .asia), ("KZ", .asia), ("TL", .oceania), ("GS", .antarctica), ("EG", .africa),
            ("AF", .asia), ("AS", .oceania), ("NA", .africa), ("SA", .asia), ("XK", .europe),
        ]
    )
    func continent(_ code: String, _ continent: Continent) {
        #expect(Country(code)?.continent == continent)
    }

    @Test(
        "a country code is two capital letters",
        arguments: ["", "C", "cn", "CHN", "C1", "??", "Ä", "CN "]
    )
    func malformed(_ code: String) {
        #expect(Country(code) == nil)
    }
}
