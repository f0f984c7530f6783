import Geography
import Routing
import Testing

@Suite("Latency and geoproximity rules")
struct ProximityRulesTests {
    private static func point(_ latitude: Double, _ longitude: Double) throws -> Coordinate {
        try #require(Coordinate(latitude: latitude, longitude: longitude))
    }

    private static func nearest(_ regions: [String], from client: Location) throws -> [String] {
        let regions = try regions.map { try #require(AWSRegion($0)) }
        let rules = ProximityRules(
            regions.map { ProximityRules.Place($0.coordinate) },
            fallback: try point(38.9, -77.4)
        )
        return rules.candidates(for: client).map { regions[$0].code }
    }

    @Test(
        "the nearest Region wins, the others follow by distance",
        arguments: [
            ("CN", ["cn-north-1", "ap-southeast-1", "eu-west-1"]),
            ("SG", ["ap-southeast-1", "cn-north-1", "eu-west-1"]),
            ("FR", ["eu-west-1", "cn-north-1", "ap-southeast-1"]),
            // Nothing is known but a continent, or nothing: the fallback, near Washington.
            ("continent-AS", ["eu-west-1", "cn-north-1", "ap-southeast-1"]),
            ("none", ["eu-west-1", "cn-north-1", "ap-southeast-1"]),
        ]
    )
    func regions(_ client: String, _ expected: [String]) throws {
        let location = try #require(Location(client))
        let regions = ["ap-southeast-1", "cn-north-1", "eu-west-1"]
        #expect(try Self.nearest(regions, from: location) == expected)
    }

    @Test("the database's coordinate counts, not the middle of the country")
    func coordinate() throws {
        let losAngeles = Location(
            country: Country("US"),
            isoSubdivision: "CA",
            databaseContinent: nil,
            coordinate: try Self.point(34.1, -118.2)
        )
        let regions = ["us-east-1", "us-west-1"]
        #expect(try Self.nearest(regions, from: losAngeles) == ["us-west-1", "us-east-1"])
        let somewhere = try #require(Location("US"))
        #expect(try Self.nearest(regions, from: somewhere) == ["us-east-1", "us-west-1"])
    }

    @Test(
        "a bias draws clients in or sends them away",
        arguments: [
            // Amazon's example: 150 km with bias 50 count as 75, and beat 100 km.
            (0, 0, [0, 1]), (0, 50, [1, 0]), (0, 33, [0, 1]), (0, 34, [1, 0]),
            // 100 km with bias −50 count as 200.
            (-50, 0, [1, 0]), (-33, 0, [0, 1]), (-34, 0, [1, 0]), (-99, 99, [1, 0]),
        ] as [(Int, Int, [Int])]
    )
    func bias(_ near: Int, _ far: Int, _ expected: [Int]) throws {
        // A degree of latitude is 111.2 km.
        let rules = ProximityRules(
            [
                .init(try Self.point(100 / 111.195, 0), bias: try #require(.init(near))),
                .init(try Self.point(-150 / 111.195, 0), bias: try #require(.init(far))),
            ],
            fallback: try Self.point(0, 0)
        )
        #expect(rules.candidates(for: .unknown) == expected)
    }

    @Test("a bias is from -99 to 99", arguments: [-100, 100, 1000])
    func biasRange(_ percent: Int) { #expect(ProximityRules.Bias(percent) == nil) }

    @Test("of equally near places the first comes first")
    func ties() throws {
        let here = ProximityRules.Place(try Self.point(1, 1))
        let rules = ProximityRules([here, here, here], fallback: try Self.point(2, 2))
        #expect(rules.candidates(for: .unknown) == [0, 1, 2])
    }

    @Test("every Region of Route 53 is known, and no other")
    func table() {
        #expect(AWSRegion.all.count == 39)
        #expect(AWSRegion.all.allSatisfy { AWSRegion($0.code) == $0 })
        #expect(AWSRegion("eu-west-9") == nil)
        #expect(AWSRegion("") == nil)
    }
}
