internal import Addressing
internal import Geography
internal import Routing

/// A decision map in the making: whom each range of addresses leads to.
///
/// Of proximity rules there may be about as many lists as there are places in the database, each with all
/// record sets in it: two octets for each pair of the two, and nothing beyond that.
struct DecisionDraft {
    private(set) var lists = CandidateLists()
    /// Numbers of lists.
    private(set) var ipv4: RangeMap<UInt32, UInt32>
    private(set) var ipv6: RangeMap<UInt128, UInt32>
    /// For clients that are given by fewer bits than the blocks around them.
    private(set) var ipv4Blocks = BlockDraft<UInt32>()
    private(set) var ipv6Blocks = BlockDraft<UInt128>()

    init(_ rules: ClientRules, _ locations: LocationRanges) {
        switch rules {
        case .geolocation(let rules):
            self.init(locations, by: \.region) { rules.candidates(for: $0) }
        case .proximity(let rules):
            self.init(locations, by: rules.coordinate) { rules.candidates(for: $0) }
        case .ipBased(let rules):
            self.init(rules)
        }
        ipv6 = ipv6.overlaid(by: Self.embeddedIPv4)
    }

    /// Locations that have the same `key` have the same candidates, and the rules are asked once.
    private init<Key: Hashable>(
        _ ranges: LocationRanges,
        by key: (Location) -> Key,
        candidates: (Location) -> [Int]
    ) {
        var lists = CandidateLists()
        var listOfKey: [Key: UInt32] = [:]
        let listOfLocation = ranges.locations.map { location in
            let key = key(location)
            let number = listOfKey[key] ?? lists.number(of: candidates(location))
            listOfKey[key] = number
            return number
        }
        ipv4 = ranges.ipv4.mapValues { listOfLocation[Int($0)] }
        ipv6 = ranges.ipv6.mapValues { listOfLocation[Int($0)] }
        self.lists = lists
    }

    private init(_ rules: IPBasedRules) {
        var lists = CandidateLists()
        let (ipv4, ipv6) = (rules.ipv4, rules.ipv6)
        let number = { (candidates: [IPBasedRules.Candidate], length: Int) in
            lists.number(
                of: IPBasedRules.candidates(candidates, forLength: length).map(\.rule)
            )
        }
        self.ipv4 = ipv4.mapValues { number($0, UInt32.bitWidth) }
        self.ipv6 = ipv6.mapValues { number($0, UInt128.bitWidth) }
        ipv4Blocks = BlockDraft(ipv4, list: number)
        ipv6Blocks = BlockDraft(ipv6, list: number)
        self.lists = lists
    }

    /// The prefixes of IPv6 whose addresses are looked up as IPv4. They must not be merged with
    /// their neighbours, or a scope next to them would cover clients that get another answer.
    private static let embeddedIPv4: RangeMap<UInt128, UInt32?> = {
        var map = RangeMap<UInt128, UInt32?>(everywhere: nil)
        for network in GeographicAddress.ipv6NetworksOfIPv4 {
            map.append(CandidateLists.elsewhere, from: network.lowerBound)
            map.append(nil, from: network.upperBound + 1)
        }
        return map
    }()
}
