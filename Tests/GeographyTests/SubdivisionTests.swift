import Geography
import Testing

@Suite("Subdivisions")
struct SubdivisionTests {
    @Test("Route 53 divides the United States in 51 and Ukraine in 27, and no other country")
    func counts() {
        #expect(Subdivision.codes.mapValues(\.count) == ["US": 51, "UA": 27])
    }

    @Test(
        "a database's ISO code becomes Route 53's, and back",
        arguments: [
            ("UA", "43", "11"), ("UA", "40", "20"), ("UA", "30", "30"), ("UA", "32", "32"),
            ("US", "CA", "CA"), ("US", "DC", "DC"),
        ]
    )
    func translation(_ country: String, _ iso: String, _ code: String) throws {
        let country = try #require(Country(country))
        let subdivision = try #require(Subdivision(country: country, isoCode: iso))
        #expect(subdivision.code == code)
        #expect(subdivision.isoCode == iso)
        #expect(Subdivision(country: country, code: code) == subdivision)
    }

    @Test(
        "codes that name no subdivision",
        arguments: [
            ("UA", "11"), ("UA", "20"), ("US", "PR"), ("US", "ZZ"), ("CA", "ON"), ("CN", "BJ"),
            ("US", "ca"), ("US", ""),
        ]
    )
    func unknown(_ country: String, _ iso: String) throws {
        #expect(Subdivision(country: try #require(Country(country)), isoCode: iso) == nil)
    }

    @Test("Crimea and Sevastopol have only Route 53's numbers in zone files")
    func ownNumbers() throws {
        let ukraine = try #require(Country("UA"))
        #expect(Subdivision(country: ukraine, code: "43") == nil)
        #expect(Subdivision(country: ukraine, code: "40") == nil)
    }
}
