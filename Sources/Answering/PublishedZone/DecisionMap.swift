internal import Addressing
internal import Geography
internal import Routing

/// Client address ─▶ the ordered candidates of a rule set, and the widest prefix around the address
/// in which the candidates are the same.
///
/// Made once for every distinct set of rules: the location ranges are projected to candidate lists
/// and merged where neighbours became equal, so that a range here ends exactly where another client
/// would get another list. A look-up is an index over the high bits and a short search.
final class DecisionMap: Sendable {
    private let ipv4: RangeIndex<IPv4Addresses>
    private let ipv6: IPv6RangeIndex
    private let candidates: FlatArray<UInt16>
    private let lists: FlatArray<FlatRange>
    let view: View

    init(rules: GeolocationRules, locations: LocationRanges) {
        var projection = CandidateLists(rules: rules)
        let listOfLocation = projection.lists(for: locations.locations)
        ipv4 = RangeIndex(locations.ipv4.mapValues { listOfLocation[Int($0)] })
        ipv6 = IPv6RangeIndex(
            locations.ipv6.mapValues { listOfLocation[Int($0)] }
                .overlaid(by: Self.embeddedIPv4(UInt32(CandidateLists.elsewhere)))
        )
        candidates = FlatArray(projection.candidates)
        lists = FlatArray(projection.lists)
        view = View(
            ipv4: ipv4.view,
            ipv6: ipv6.view,
            candidates: candidates.view,
            lists: lists.view
        )
    }

    /// All of IPv4, a block for each /8.
    enum IPv4Addresses: IndexedRegion {
        static var first: UInt32 { 0 }
        static var blockCount: Int { 1 << 8 }
        static var blockShift: UInt32 { 24 }
    }

    /// The prefixes of IPv6 whose addresses are looked up as IPv4. They must not be merged with
    /// their neighbours, or a scope next to them would cover clients that get another answer.
    private static func embeddedIPv4(_ mark: UInt32) -> RangeMap<UInt128, UInt32?> {
        var map = RangeMap<UInt128, UInt32?>(everywhere: nil)
        for network in GeographicAddress.ipv6NetworksOfIPv4 {
            map.append(mark, from: network.lowerBound)
            map.append(nil, from: network.upperBound + 1)
        }
        return map
    }

    /// What the answer path holds of a map.
    struct View: BitwiseCopyable, Sendable {
        fileprivate let ipv4: RangeIndex<IPv4Addresses>.View
        fileprivate let ipv6: IPv6RangeIndex.View
        fileprivate let candidates: FlatView<UInt16>
        fileprivate let lists: FlatView<FlatRange>
    }
}

extension FlatReference<DecisionMap.View> {
    @inline(always)
    func decide(for client: GeographicAddress) -> Decision {
        let found =
            switch client.address {
            case .ipv4(let bits): self.ipv4.find(bits)
            case .ipv6(let bits): self.ipv6.find(bits)
            }
        return Decision(
            candidates: self.lists[found.value],
            scope: client.precedingBits &+ found.prefixLength
        )
    }

    /// The rule at `position` of a decision's candidates.
    @inline(always)
    func candidate(_ decision: Decision, _ position: Int) -> Int {
        Int(self.candidates[Int(decision.candidates.start) + position])
    }
}

extension CandidateLists {
    /// The number of each location's list. Locations differ in coordinates too, which rules do not
    /// look at: the rules are asked once a region.
    fileprivate mutating func lists(for locations: [Location]) -> [UInt32] {
        var listOfRegion: [Location: UInt32] = [:]
        var numbers: [UInt32] = []
        numbers.reserveCapacity(locations.count)
        for location in locations {
            let region = location.region
            let number = listOfRegion[region] ?? UInt32(list(for: region))
            listOfRegion[region] = number
            numbers.append(number)
        }
        return numbers
    }
}

/// What a client gets: candidates in order of preference, none if no rule matches.
struct Decision: BitwiseCopyable, Sendable {
    var candidates: FlatRange
    /// Length of the widest prefix around the client in which the decision is the same, in the
    /// family of the client's address.
    var scope: Int
}
