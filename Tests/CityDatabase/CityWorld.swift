import Addressing
import GeoIP
import Geography
import TestSupport

/// Cities of a made-up world, and the networks that are in them.
package struct CityWorld {
    /// How large the world is, roughly: neighbouring networks may come out as one.
    package struct Size: Sendable {
        package let ipv4Networks: Int
        package let ipv6Networks: Int
        package let cities: Int

        package init(ipv4Networks: Int, ipv6Networks: Int, cities: Int) {
            self.ipv4Networks = ipv4Networks
            self.ipv6Networks = ipv6Networks
            self.cities = cities
        }

        /// As large as GeoLite2-City has been of late.
        package static let geoLite2City = Size(
            ipv4Networks: 3_900_000,
            ipv6Networks: 1_150_000,
            cities: 100_000
        )
    }

    private let records: [MMDBValue?]
    private let ipv4: RangeMap<UInt32, UInt32>
    private let ipv6: RangeMap<UInt128, UInt32>

    /// The world of `seed`.
    package init(_ size: Size, seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let cities = CityRecords(count: size.cities, random: &random)
        records = cities.records
        var places = CityPlaces(cities.recordsOfCountry, random: random)
        ipv4 = Self.ipv4(networks: size.ipv4Networks, &places)
        ipv6 = Self.ipv6(networks: size.ipv6Networks, &places)
    }

    /// The database as a file; nil if the world is too large for one.
    package var octets: [UInt8]? {
        MMDBWriter.octets(
            records: records,
            ipv4: ipv4,
            ipv6: ipv6,
            databaseType: "Meridian-Sample-City",
            description: "Made-up cities, as many and as finely spread as GeoLite2-City's",
            buildEpoch: 1_780_000_000
        )
    }

    private static let privateNetworks = [
        "10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
    ]
    .compactMap { IPPrefix($0) }

    /// Blocks of /16 between 1.0.0.0 and 223.255.255.255, but for the private ones.
    private static func ipv4(
        networks: Int,
        _ places: inout CityPlaces
    ) -> RangeMap<UInt32, UInt32> {
        let addresses: ClosedRange<UInt32> = 0x0100...0xdfff
        let blocks = addresses.filter { block in
            !privateNetworks.contains { $0.contains(.ipv4(block << 16)) }
        }
        var map = RangeMap<UInt32, UInt32>(everywhere: 0)
        places.fill(
            &map,
            blocks: blocks.map { $0 << 16 },
            length: 16,
            longest: 32,
            networks: networks
        )
        return map
    }

    /// Blocks of /32 where the registries give them out.
    private static func ipv6(
        networks: Int,
        _ places: inout CityPlaces
    ) -> RangeMap<UInt128, UInt32> {
        let regions: [ClosedRange<UInt32>] = [
            0x2001_0200...0x2001_4dff, 0x2400_0000...0x2400_ffff, 0x2402_0000...0x2402_ffff,
            0x2600_0000...0x2600_ffff, 0x2604_0000...0x2604_ffff, 0x2800_0000...0x2800_3fff,
            0x2a00_0000...0x2a00_ffff, 0x2a0e_0000...0x2a0e_ffff, 0x2c0f_e000...0x2c0f_ffff,
        ]
        var map = RangeMap<UInt128, UInt32>(everywhere: 0)
        places.fill(
            &map,
            blocks: regions.flatMap { $0.map { UInt128($0) << 96 } },
            length: 32,
            longest: 64,
            networks: networks
        )
        return map
    }
}
