internal import Addressing
package import Geography
internal import Routing

/// How much of the address space gets another answer when addresses turn out to be elsewhere.
///
/// Of each family it is a share of the addresses that have a location before or afterwards: most of the
/// space is nobody's, and would hide any change. Families are not added up, or the vast one of IPv6
/// would be all that counts. By the /48, which is what a site has, shares of IPv6 are the same.
package struct MovedAddresses: Sendable, Hashable {
    /// From 0 to 1.
    package let ipv4: Double
    package let ipv6: Double

    package init(ipv4: Double, ipv6: Double) {
        self.ipv4 = ipv4
        self.ipv6 = ipv6
    }

    /// That of the family in which more moves.
    package var share: Double { max(ipv4, ipv6) }
}

extension ServingState {
    /// What moves when addresses are where `new` says: the addresses for which any rule set of the zones
    /// prefers another record set than now. Health is not looked at.
    package func addressesMoved(by new: LocationRanges) -> MovedAddresses {
        var preferences = Preferences(rulesInUse)
        let before = locations.locations.map { preferences.number(for: $0) }
        let after = new.locations.map { preferences.number(for: $0) }
        let isMoved = { (old: UInt32, new: UInt32) in before[Int(old)] != after[Int(new)] }
        return MovedAddresses(
            ipv4: Self.share(locations.ipv4, new.ipv4, where: isMoved),
            ipv6: Self.share(locations.ipv6, new.ipv6, where: isMoved)
        )
    }

    /// Of the addresses that have a location in either map, the share of those that moved.
    private static func share<Bits>(
        _ old: RangeMap<Bits, UInt32>,
        _ new: RangeMap<Bits, UInt32>,
        where isMoved: (UInt32, UInt32) -> Bool
    ) -> Double {
        var (oldIndex, newIndex) = (0, 0)
        var start: Bits = 0
        var (moved, located) = (0.0, 0.0)
        while true {
            let oldEnd = old.bounds(at: oldIndex).upperBound
            let newEnd = new.bounds(at: newIndex).upperBound
            let end = min(oldEnd, newEnd)
            let size = Double(end - start) + 1
            let locations = (old.values[oldIndex], new.values[newIndex])
            // The first location is the unknown one.
            if locations.0 != 0 || locations.1 != 0 {
                located += size
                if isMoved(locations.0, locations.1) { moved += size }
            }
            guard end < .max else { return located > 0 ? moved / located : 0 }
            start = end + 1
            if oldEnd == end { oldIndex += 1 }
            if newEnd == end { newIndex += 1 }
        }
    }
}

/// Numbers for what several rule sets prefer for a client: equal numbers mean that all of them prefer
/// the same.
private struct Preferences {
    /// They look at regions, of which there are a few hundred.
    private var byRegion: [GeolocationRules] = []
    /// They look at coordinates, of which there may be a million.
    private var byCoordinate: [ProximityRules] = []
    private var regions: [Location: UInt32] = [:]
    private var regionNumbers: [[Int?]: UInt32] = [:]
    private var numbers: [Preference: UInt32] = [:]

    private struct Preference: Hashable {
        let region: UInt32
        let nearest: [Int?]
    }

    init(_ rules: [ClientRules]) {
        for rules in rules {
            switch rules {
            case .geolocation(let rules): byRegion.append(rules)
            case .proximity(let rules): byCoordinate.append(rules)
            case .ipBased: continue  // Where addresses are is nothing to them.
            }
        }
    }

    mutating func number(for location: Location) -> UInt32 {
        let preference = Preference(
            region: regionNumber(for: location.region),
            nearest: byCoordinate.map { $0.candidates(for: location).first }
        )
        return Self.number(of: preference, in: &numbers)
    }

    private mutating func regionNumber(for region: Location) -> UInt32 {
        if let number = regions[region] { return number }
        let preferred = byRegion.map { $0.candidates(for: region).first }
        let number = Self.number(of: preferred, in: &regionNumbers)
        regions[region] = number
        return number
    }

    private static func number<Key>(of key: Key, in numbers: inout [Key: UInt32]) -> UInt32 {
        if let number = numbers[key] { return number }
        let number = UInt32(numbers.count)
        numbers[key] = number
        return number
    }
}
