package import Addressing
package import Geography

/// A place in the world as Route 53 tells them apart: a continent, a country or a subdivision, each
/// without more being known of the client, or no place at all.
package struct Place: Sendable, Hashable {
    package let location: Location
    /// The address of a client there, in a state that has `ranges` for locations.
    package let address: IPAddress

    private init(_ location: Location, number: Int) {
        self.location = location
        address = .ipv4(Self.firstAddress + UInt32(number))
    }

    package enum Kind: String, Sendable, Hashable {
        case nowhere = "none"
        case continent
        case country
        case subdivision
    }

    package var kind: Kind {
        if location.subdivision != nil { return .subdivision }
        if location.country != nil { return .country }
        return location.continent == nil ? .nowhere : .continent
    }

    /// `US-CA`, `CN`, `continent-AS` or `none`
    package var word: String { location.description }

    /// Every place once: that of clients without a location, then continent by continent with its
    /// countries, and behind a country its subdivisions.
    package static let all: [Place] = locations.enumerated().map { Place($1, number: $0) }

    /// The place of this location; nil if it is one that Route 53 does not know.
    package init?(_ location: Location) {
        guard let place = Self.byLocation[location.region] else { return nil }
        self = place
    }

    private static let byLocation = Dictionary(uniqueKeysWithValues: all.map { ($0.location, $0) })

    private static let locations: [Location] =
        [.unknown]
        + Continent.allCases.flatMap { continent in
            [Location(continent: continent)] + countries(of: continent).flatMap(locations)
        }

    private static func countries(of continent: Continent) -> [Country] {
        CountryTable.continents.filter { $0.value == continent }.keys
            .sorted { $0.code < $1.code }
    }

    private static func locations(in country: Country) -> [Location] {
        let codes = Subdivision.codes[country.code]?.sorted() ?? []
        let subdivisions = codes.compactMap { Subdivision(country: country, code: $0) }
        return [Location(country: country)] + subdivisions.map { Location(subdivision: $0) }
    }
}

// A made-up world with one address for each place.
extension Place {
    /// In the block that is reserved for ever (RFC 1112 §4): no client has such an address, and no
    /// rule for networks of clients names it.
    private static let firstAddress: UInt32 = 240 << 24

    /// Where the addresses of all places are; no other address is anywhere.
    package static let ranges: LocationRanges = {
        var ipv4 = RangeMap<UInt32, UInt32>(everywhere: 0)
        for number in all.indices {
            ipv4.append(UInt32(number), from: firstAddress + UInt32(number))
        }
        ipv4.append(0, from: firstAddress + UInt32(all.count))
        return LocationRanges(
            locations: all.map(\.location),
            ipv4: ipv4,
            ipv6: RangeMap(everywhere: 0)
        )
    }()
}
