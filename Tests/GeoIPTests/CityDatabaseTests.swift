import Addressing
import CityDatabase
import GeoIP
import Geography
import TestSupport
import Testing

/// A small relative of the database by which speed and memory are measured.
@Suite("A made-up city database")
struct CityDatabaseTests {
    private static let size = CityWorld.Size(
        ipv4Networks: 20_000,
        ipv6Networks: 10_000,
        cities: 500
    )

    @Test("at both ends of every range the place is the one in libmaxminddb's record")
    func places() throws {
        let directory = try TemporaryDirectory()
        let octets = try #require(CityWorld(Self.size, seed: 3).octets)
        let path = try directory.file("city.mmdb", octets)
        let ranges = try GeoDatabase(path: path).ranges
        let file = try MMDBFile(path: path)
        var places = 0
        for index in 0..<ranges.ipv4.count {
            let bounds = ranges.ipv4.bounds(at: index)
            for bits in [bounds.lowerBound, bounds.upperBound] {
                places += try check(.ipv4(bits), ranges, file) ? 1 : 0
            }
        }
        for index in 0..<ranges.ipv6.count where ranges.ipv6.values[index] != 0 {
            let bounds = ranges.ipv6.bounds(at: index)
            for bits in [bounds.lowerBound, bounds.upperBound] {
                places += try check(.ipv6(bits), ranges, file) ? 1 : 0
            }
        }
        #expect(places > 35_000)
        #expect(Set(ranges.locations).count == ranges.locations.count)
    }

    /// True if the library knows the address; its coordinates and country must then be ours.
    private func check(
        _ address: IPAddress,
        _ ranges: LocationRanges,
        _ file: borrowing MMDBFile
    ) throws -> Bool {
        let location = ranges.location(of: address)
        guard let offset = try file.lookUp(address).value else {
            #expect(location == .unknown, "\(address)")
            return false
        }
        let record = try file.value(at: offset)
        let point = try #require(location.coordinate, "\(address)")
        let found = MMDBValue.map([
            .init("latitude", .double(point.latitude)),
            .init("longitude", .double(point.longitude)),
            .init("iso_code", .string(location.country?.code ?? "none")),
        ])
        #expect(found["latitude"] == record["location"]?["latitude"], "\(address)")
        #expect(found["longitude"] == record["location"]?["longitude"], "\(address)")
        #expect(found["iso_code"] == record["country"]?["iso_code"], "\(address)")
        return true
    }

    @Test("one seed is one file, another seed another")
    func seeds() {
        let octets = CityWorld(Self.size, seed: 3).octets
        #expect(octets == CityWorld(Self.size, seed: 3).octets)
        #expect(octets != CityWorld(Self.size, seed: 4).octets)
    }

    @Test("what we write of places is what we read")
    func roundTrip() throws {
        let directory = try TemporaryDirectory()
        let octets = try #require(CityWorld(Self.size, seed: 5).octets)
        let ranges = try GeoDatabase(path: try directory.file("city.mmdb", octets)).ranges
        let written = try #require(
            MMDBWriter.octets(
                of: ranges,
                databaseType: "Meridian-Country",
                description: "places",
                buildEpoch: 1
            )
        )
        let again = try GeoDatabase(path: try directory.file("again.mmdb", written)).ranges
        #expect(again.ipv4.starts == ranges.ipv4.starts && again.ipv6.starts == ranges.ipv6.starts)
        #expect(again.locations == ranges.locations)
    }
}
