internal import DNSWire
internal import Routing

/// A routed RRset: whom its policy considers, and how it chooses. Its alternatives stand in the order of
/// the rules that look at the client or, if none does, in the order in which they are considered:
///
///     PreparedAnswer …
///     VariantTraits …      unless the route is direct
struct Route: BitwiseCopyable, Sendable {
    /// Into the zone's `ruleSets`; `everyone` if the policy does not look at the client.
    var ruleSet: UInt32
    /// Where the first alternative's `PreparedAnswer` stands.
    var firstVariant: UInt32
    /// Into the zone's `notes`.
    var note: UInt32
    var variantCount: UInt16
    var choice: Alternatives.Choice
    var marks: Marks

    /// No set of rules: all alternatives are for everyone.
    static let everyone = UInt32.max

    struct Marks: OptionSet, BitwiseCopyable, Sendable {
        let rawValue: UInt8

        /// The client's first candidate is its answer: there are no health checks and no aliases.
        static let direct = Marks(rawValue: 1)
        /// The alternatives, which may be given together, have several TTLs.
        static let severalTTLs = Marks(rawValue: 2)
        /// Some of the alternatives, which may be given together, share a record.
        static let sharedRecords = Marks(rawValue: 4)
    }

    @inline(always)
    func variantPlace(_ number: Int) -> Int {
        Int(firstVariant) + number * MemoryLayout<PreparedAnswer>.stride
    }

    func traitsPlace(_ number: Int) -> Int {
        variantPlace(Int(variantCount)) + number * MemoryLayout<VariantTraits>.stride
    }
}

/// What the choice among alternatives depends on beside the client.
struct VariantTraits: BitwiseCopyable, Sendable {
    /// The number of the health check; `unchecked` if there is none.
    var healthCheck: UInt32
    var weight: UInt8
    /// An alias counts as unhealthy if its target does.
    var evaluatesTarget: Bool

    static let unchecked = UInt32.max
    /// Those of the alternatives of a direct route.
    static let plain = VariantTraits(healthCheck: unchecked, weight: 0, evaluatesTarget: false)
}

/// What people are told of a routed RRset, but for its records.
struct RouteNote: Sendable {
    let owner: DomainName
    let type: RRType
    let policy: Alternatives.Policy
    let policyName: String
    /// In the order of the route.
    let alternatives: [Alternative]

    struct Alternative: Sendable {
        let words: String
        let identifier: String
        let leadsTo: LeadsTo
    }

    enum LeadsTo: Sendable {
        case records
        case alias(target: DomainName, evaluatesHealth: Bool)
    }
}
