import Geography
import Testing

@Suite("Coordinates")
struct CoordinateTests {
    @Test(
        "a point keeps its degrees, to a millionth",
        arguments: [
            (39.9042, 116.4074), (-33.8688, 151.2093), (90, -180), (-90, 180), (0, 0),
            (0.000001, -0.000001),
        ]
    )
    func degrees(_ latitude: Double, _ longitude: Double) throws {
        let point = try #require(Coordinate(latitude: latitude, longitude: longitude))
        #expect(point.latitude == latitude && point.longitude == longitude)
    }

    @Test(
        "there is no point beyond the poles or the date line",
        arguments: [(90.1, 0), (-90.1, 0), (0, 180.1), (0, -180.1), (.nan, 0), (0, .infinity)]
    )
    func nowhere(_ latitude: Double, _ longitude: Double) {
        #expect(Coordinate(latitude: latitude, longitude: longitude) == nil)
    }

    @Test("places of one region are different locations of the same region")
    func region() {
        let places = [1.0, 2.0].map { latitude in
            Location(
                country: Country("US"),
                isoSubdivision: "CA",
                databaseContinent: nil,
                coordinate: Coordinate(latitude: latitude, longitude: 3)
            )
        }
        #expect(places[0] != places[1])
        #expect(places[0].region == places[1].region)
        #expect(places[0].region == Location("US-CA"))
    }
}
