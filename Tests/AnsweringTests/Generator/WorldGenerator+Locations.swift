import Addressing
import Geography
import TestSupport

extension WorldGenerator {
    private static let places: [Location] = {
        let countries = ["CN", "HK", "JP", "DE", "US", "EH"].compactMap { Country($0) }
        let california = Country("US").flatMap { Subdivision(country: $0, code: "CA") }
        return [.unknown, Location(continent: .europe)]
            + countries.map { Location(country: $0) }
            + (california.map { [Location(subdivision: $0)] } ?? [])
            + [(39.9, 116.4), (22.5, 114.1), (43.8, 87.6)].map { latitude, longitude in
                Location(
                    country: Country("CN"),
                    isoSubdivision: nil as String?,
                    databaseContinent: nil,
                    coordinate: Coordinate(latitude: latitude, longitude: longitude)
                )
            }
    }()

    mutating func randomLocations() -> LocationRanges {
        var ipv4 = RangeMap<UInt32, UInt32>(everywhere: randomLocation())
        for start in rangeStarts(UInt32.self) { ipv4.append(randomLocation(), from: start) }
        var ipv6 = RangeMap<UInt128, UInt32>(everywhere: randomLocation())
        for start in rangeStarts(UInt128.self) { ipv6.append(randomLocation(), from: start) }
        return LocationRanges(locations: Self.places, ipv4: ipv4, ipv6: ipv6)
    }

    private mutating func randomLocation() -> UInt32 {
        random.chance(25) ? 0 : random.number(in: 0...UInt32(Self.places.count - 1))
    }

    /// A few starts of networks of all sizes, some close to each other, in ascending order.
    private mutating func rangeStarts<Bits: FixedWidthInteger & UnsignedInteger>(
        _ type: Bits.Type
    ) -> [Bits] {
        var starts: [Bits] = []
        for _ in 0..<random.number(in: 1...6) {
            let near = random.chance(50) ? starts.last : nil
            let step = Bits(1) << Bits(random.number(in: 0...(Bits.bitWidth - 4)))
            // Single addresses, odd ones too, as well as networks of any size.
            let length = random.chance(30) ? Bits.bitWidth : random.number(in: 1...Bits.bitWidth)
            let fresh = random.number(in: Bits.min...Bits.max) & ~Bits.hostMask(length)
            starts.append(near.map { $0 &+ step } ?? fresh)
        }
        return Set(starts).sorted()
    }
}
