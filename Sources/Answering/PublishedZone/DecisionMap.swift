internal import Addressing
internal import Geography
internal import Routing

/// Client address ─▶ the ordered candidates of a rule set, and the widest prefix around the address
/// in which the candidates are the same.
///
/// Made once for every distinct set of rules: the location ranges, or the rules' own blocks, are
/// projected to candidate lists and merged where neighbours became equal, so that a range here ends
/// exactly where another client would get another list. A look-up is an index over the high bits and
/// a short search.
final class DecisionMap: Sendable {
    private let ipv4: RangeIndex<IPv4Addresses>
    private let ipv6: IPv6RangeIndex
    private let ipv4Blocks: BlockTable<UInt32>
    private let ipv6Blocks: BlockTable<UInt128>
    private let candidates: FlatArray<UInt16>
    private let lists: FlatArray<FlatRange>
    let view: View

    init(rules: ClientRules, locations: LocationRanges) {
        let draft = DecisionDraft(rules, locations)
        ipv4 = RangeIndex(draft.ipv4)
        ipv6 = IPv6RangeIndex(draft.ipv6)
        ipv4Blocks = BlockTable(draft.ipv4Blocks)
        ipv6Blocks = BlockTable(draft.ipv6Blocks)
        candidates = FlatArray(draft.lists.candidates)
        lists = FlatArray(draft.lists.lists)
        view = View(
            ipv4: ipv4.view,
            ipv6: ipv6.view,
            ipv4Blocks: ipv4Blocks.view,
            ipv6Blocks: ipv6Blocks.view,
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

    /// What the answer path holds of a map.
    struct View: BitwiseCopyable, Sendable {
        fileprivate let ipv4: RangeIndex<IPv4Addresses>.View
        fileprivate let ipv6: IPv6RangeIndex.View
        fileprivate let ipv4Blocks: BlockTable<UInt32>.View
        fileprivate let ipv6Blocks: BlockTable<UInt128>.View
        fileprivate let candidates: FlatView<UInt16>
        fileprivate let lists: FlatView<FlatRange>
    }
}

extension FlatReference<DecisionMap.View> {
    @inline(always)
    func decide(for client: RoutingClient) -> Decision {
        let geographic = client.geographic
        let length = client.length &- geographic.precedingBits
        let found: RangeMatch
        let longestBlock: Int
        switch geographic.address {
        case .ipv4(let bits):
            found = self.ipv4.find(bits)
            longestBlock = self.ipv4Blocks.longestBlock
        case .ipv6(let bits):
            found = self.ipv6.find(bits)
            longestBlock = self.ipv6Blocks.longestBlock
        }
        let exact = Decision(
            candidates: self.lists[found.value],
            scope: geographic.precedingBits &+ found.prefixLength
        )
        guard length < longestBlock else { return exact }
        return decide(geographic.address, length, geographic.precedingBits, unless: exact)
    }

    /// Apart from those for client subnets, so that what they have in common is not there twice.
    @inline(never)
    func decide(forPeer address: IPAddress) -> Decision { decide(for: RoutingClient(address)) }

    /// The decision for a client that may be wider than the block around its address. SCOPE then says
    /// which length would have put it there (RFC 7871 §7.2.1).
    @inline(never)
    private func decide(
        _ address: IPAddress,
        _ length: Int,
        _ precedingBits: Int,
        unless exact: Decision
    ) -> Decision {
        let (list, missedBlock) =
            switch address {
            case .ipv4(let bits): self.ipv4Blocks.find(bits, length: length)
            case .ipv6(let bits): self.ipv6Blocks.find(bits, length: length)
            }
        guard missedBlock > 0 else { return exact }
        return Decision(
            candidates: self.lists[list],
            scope: max(exact.scope, precedingBits + missedBlock)
        )
    }

    /// The rule at `position` of a decision's candidates.
    @inline(always)
    func candidate(_ decision: Decision, _ position: Int) -> Int {
        Int(self.candidates[Int(decision.candidates.start) + position])
    }
}

/// Who asks, as far as policies look at it.
struct RoutingClient: Sendable {
    let geographic: GeographicAddress
    /// How many leading bits of the client's address are known.
    let length: Int

    /// An address that is known as a whole.
    @inline(always)
    init(_ address: IPAddress) {
        geographic = address.geographic
        length = UInt128.bitWidth
    }

    /// A network, as a query tells it.
    init(_ network: IPPrefix) {
        geographic = network.address.geographic
        length = network.length
    }

    @inline(always)
    init(subnet: QueryOptions.Subnet) {
        geographic = subnet.address.geographic
        length = Int(subnet.sourcePrefixLength)
    }
}

/// What a client gets: candidates in order of preference, none if no rule matches.
struct Decision: BitwiseCopyable, Sendable {
    var candidates: FlatRange
    /// Length of the widest prefix around the client in which the decision is the same, in the
    /// family of the client's address.
    var scope: Int
}
