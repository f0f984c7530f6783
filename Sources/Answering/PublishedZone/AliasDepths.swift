internal import DNSWire

/// How many aliases stand one behind the other: a query follows them all, so that their number must be
/// bounded, and none may lead back to itself. Zones are checked for this when they are read, with
/// better words; here it keeps the answer path safe.
struct AliasDepths {
    /// Most aliases one behind the other.
    static let maximum = 16

    private struct Key: Hashable {
        let owner: DomainName
        let type: RRType
    }

    private let rrsets: [RoutedRRset]
    private let numbers: [Key: Int]
    /// By RRset; nil for those that have not been measured.
    private var depths: [Int?]

    private struct WithoutEnd: Error {}

    /// Checks routed RRsets among which all are that aliases lead to.
    static func check(_ rrsets: [RoutedRRset]) throws(PublishingError) {
        guard rrsets.contains(where: \.hasAlias) else { return }
        var depths = AliasDepths(rrsets)
        for (number, rrset) in rrsets.enumerated() {
            do throws(WithoutEnd) {
                _ = try depths.depth(of: number, behind: 0)
            } catch {
                throw .aliasWithoutEnd(owner: rrset.owner, type: rrset.type)
            }
        }
    }

    private init(_ rrsets: [RoutedRRset]) {
        self.rrsets = rrsets
        numbers = Dictionary(
            rrsets.enumerated().map { (Key(owner: $1.owner, type: $1.type), $0) },
            uniquingKeysWith: { $1 }
        )
        depths = Array(repeating: nil, count: rrsets.count)
    }

    /// Most aliases one behind the other from an RRset on. A loop is a way without end: it is
    /// cut off where it has become too long.
    private mutating func depth(of number: Int, behind count: Int) throws(WithoutEnd) -> Int {
        if let known = depths[number] {
            guard count + known <= Self.maximum else { throw WithoutEnd() }
            return known
        }
        var depth = 0
        for target in rrsets[number].aliasTargets {
            guard count < Self.maximum else { throw WithoutEnd() }
            let next = numbers[Key(owner: target, type: rrsets[number].type)]
            let below = if let next { try self.depth(of: next, behind: count + 1) } else { 0 }
            depth = max(depth, 1 + below)
        }
        depths[number] = depth
        return depth
    }
}

extension RoutedRRset {
    fileprivate var hasAlias: Bool { !aliasTargets.isEmpty }

    var aliasTargets: [DomainName] {
        variants.compactMap { variant in
            guard case .alias(let target, _) = variant.content else { return nil }
            return target
        }
    }
}
