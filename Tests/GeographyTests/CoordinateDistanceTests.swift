import Geography
import Testing

@Suite("Distances")
struct CoordinateDistanceTests {
    @Test(
        "great circles, to half a percent",
        arguments: [
            // London – New York, Beijing – Singapore, Sydney – Santiago, pole – pole, across the
            // date line, and one metre.
            ((51.5, -0.12), (40.71, -74.0), 5_570), ((39.9, 116.4), (1.35, 103.8), 4_476),
            ((-33.87, 151.2), (-33.45, -70.67), 11_340), ((90, 0), (-90, 0), 20_015),
            ((0, 179.5), (0, -179.5), 111.2), ((10, 10), (10.000009, 10), 0.001),
        ] as [((Double, Double), (Double, Double), Double)]
    )
    func distance(_ from: (Double, Double), _ to: (Double, Double), _ expected: Double) throws {
        let here = try #require(Coordinate(latitude: from.0, longitude: from.1))
        let there = try #require(Coordinate(latitude: to.0, longitude: to.1))
        #expect(abs(here.distance(to: there) - expected) < expected / 200)
        #expect(here.distance(to: there) == there.distance(to: here))
        #expect(here.distance(to: here) == 0)
    }

    @Test("every country that has a name has a place")
    func completeness() {
        #expect(Set(Country.coordinates.keys) == Set(Country.names.keys))
    }

    @Test("a country lies among others of its continent")
    func neighbours() {
        for (country, place) in Country.coordinates
        where country.geographicContinent != .antarctica {
            let nearest = Country.coordinates.filter { $0.key != country }
                .sorted { $0.value.distance(to: place) < $1.value.distance(to: place) }
                .prefix(12)
            #expect(
                nearest.contains { $0.key.geographicContinent == country.geographicContinent },
                "\(country) lies among \(nearest.map(\.key.code))"
            )
        }
    }
}
