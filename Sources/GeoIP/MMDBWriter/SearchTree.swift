import Addressing

/// The search tree of a MaxMind DB of both families, made from sorted ranges.
///
/// IPv4 stands at ::/96. Tools that look IPv4 up in its other forms find the same tree again at
/// ::ffff:0:0/96 (IPv4-mapped) and 2002::/16 (6to4). Since ranges are merged, no node has two equal
/// leaves: the tree is as small as it can be.
struct SearchTree {
    /// What a record leads to.
    enum Record: Equatable {
        case node(Int)
        /// A value of the range maps.
        case value(UInt32)
    }

    private(set) var nodes: [(left: Record, right: Record)] = []
    private var ipv4Root: Record = .value(0)

    init(ipv4: RangeMap<UInt32, UInt32>, ipv6: RangeMap<UInt128, UInt32>) {
        // About two nodes for each range, and a few for the branches above them.
        nodes.reserveCapacity(2 * (ipv4.count + ipv6.count))
        var ipv4 = Cursor(ipv4)
        var ipv6 = Cursor(ipv6)
        _ = appendIPv6(at: 0, length: 0, from: &ipv6, ipv4: &ipv4)
    }

    /// Reads a range map in ascending order.
    private struct Cursor<Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable> {
        let map: RangeMap<Bits, UInt32>
        private var index = 0

        init(_ map: RangeMap<Bits, UInt32>) { self.map = map }

        /// The value that holds in the whole network, nil if it has several.
        mutating func value(at address: Bits, length: Int) -> UInt32? {
            while index + 1 < map.count, map.starts[index + 1] <= address { index += 1 }
            let last = address | Bits.hostMask(length)
            let isWhole = index + 1 == map.count || map.starts[index + 1] > last
            return isWhole ? map.values[index] : nil
        }
    }

    /// Where the IPv4 tree stands, and where it is linked again: in ascending order, so that it is
    /// there when it is linked.
    private static let ipv4Networks = [
        ExcludedNetwork<UInt128>(address: 0, length: 96),
        ExcludedNetwork<UInt128>(address: 0xffff << 32, length: 96),
        ExcludedNetwork<UInt128>(address: 0x2002 << 112, length: 16),
    ]

    private mutating func appendIPv6(
        at address: UInt128,
        length: Int,
        from ipv6: inout Cursor<UInt128>,
        ipv4: inout Cursor<UInt32>
    ) -> Record {
        let inside = Self.ipv4Networks.filter {
            $0.length >= length && $0.overlaps(address, length: length)
        }
        guard let first = inside.first else {
            return appendSubtree(at: address, length: length, from: &ipv6)
        }
        if first.length == length {
            if address == 0 { ipv4Root = appendSubtree(at: 0, length: 0, from: &ipv4) }
            return ipv4Root
        }
        let node = appendNode()
        let middle = address | (1 << UInt128(127 - length))
        nodes[node].left = appendIPv6(at: address, length: length + 1, from: &ipv6, ipv4: &ipv4)
        nodes[node].right = appendIPv6(at: middle, length: length + 1, from: &ipv6, ipv4: &ipv4)
        return .node(node)
    }

    private mutating func appendNode() -> Int {
        nodes.append((.value(0), .value(0)))
        return nodes.count - 1
    }

    private mutating func appendSubtree<Bits>(
        at address: Bits,
        length: Int,
        from cursor: inout Cursor<Bits>
    ) -> Record {
        if let value = cursor.value(at: address, length: length) { return .value(value) }
        let node = appendNode()
        let middle = address | (1 << Bits(Bits.bitWidth - 1 - length))
        nodes[node].left = appendSubtree(at: address, length: length + 1, from: &cursor)
        nodes[node].right = appendSubtree(at: middle, length: length + 1, from: &cursor)
        return .node(node)
    }
}
