import Geography
import Routing
import Testing

@Suite("Geolocation rules")
struct GeolocationRulesTests {
    /// Rules, where the client is, and the rules that match it, best first.
    struct Case: CustomTestStringConvertible {
        let rules: String
        let client: String
        let candidates: String

        init(_ rules: String, _ client: String, _ candidates: String) {
            self.rules = rules
            self.client = client
            self.candidates = candidates
        }

        var testDescription: String { "\(client) under {\(rules)} gets {\(candidates)}" }
    }

    @Test(
        "the smallest region wins, and larger ones stand in for it",
        arguments: [
            Case("CN default", "CN", "CN default"),
            Case("default CN", "DE", "default"),
            Case("CN default", "none", "default"),
            Case("CN", "DE", ""),
            Case("CN", "none", ""),
            // Route 53 knows China, Hong Kong, Macao and Taiwan as four countries.
            Case("CN default", "HK", "default"),
            Case("CN default", "MO", "default"),
            Case("CN continent-AS default", "TW", "continent-AS default"),
            Case("default continent-NA US US-CA", "US-CA", "US-CA US continent-NA default"),
            Case("US-CA US continent-NA default", "US", "US continent-NA default"),
            // Some states, and nothing for the country: on to the continent.
            Case("US-CA US-NY continent-NA", "US-TX", "continent-NA"),
            Case("US-CA US-NY", "US", ""),
            Case("continent-EU continent-AS", "TR", "continent-EU"),
            // AS is American Samoa, in Oceania; AF is Afghanistan, in Asia.
            Case("continent-AS", "AS", ""),
            Case("AS continent-AS", "AS", "AS"),
            Case("continent-AF default", "AF", "default"),
            Case("continent-AF default", "continent-AF", "continent-AF default"),
        ]
    )
    func smallestRegion(_ row: Case) throws {
        let rules = GeolocationRules(try row.rules.split(separator: " ").map(Self.code))
        let client = try #require(Location(row.client))
        let candidates = rules.candidates(for: client)
        #expect(
            candidates.map { rules.codes[$0].description }.joined(separator: " ") == row.candidates
        )
    }

    @Test("equal sets of locations are equal rules, however they are written")
    func equality() throws {
        let words = ["default", "CN", "continent-AS", "US-CA", "US", "CN"]
        let rules = GeolocationRules(try words.map(Self.code))
        #expect(rules == GeolocationRules(try words.reversed().map(Self.code)))
        #expect(rules.codes.map(\.description) == ["US-CA", "CN", "US", "continent-AS", "default"])
        #expect(rules != GeolocationRules(try words.dropFirst().map(Self.code)))
    }

    private static func code(_ word: some StringProtocol) throws -> LocationCode {
        try #require(LocationCode(word))
    }
}
