internal import Geography

/// The distinct locations that the record sets of one name and type name: all that a decision
/// depends on. Equal sets share one `DecisionMap`.
struct RuleSet: Sendable, Hashable {
    /// In an order of their own, so that equal sets are equal however they were written.
    let codes: [LocationCode]

    init(_ codes: some Sequence<LocationCode>) {
        self.codes = Set(codes).sorted {
            ($0.rank, $0.description) < ($1.rank, $1.description)
        }
    }
}

/// The rule sets of all published zones, each with a number that stays its own.
package struct RuleSetRegistry: Sendable {
    private(set) var ruleSets: [RuleSet] = []

    package init() {}

    private var numbers: [RuleSet: UInt32] = [:]

    mutating func number(of ruleSet: RuleSet) -> UInt32 {
        if let number = numbers[ruleSet] { return number }
        let number = UInt32(ruleSets.count)
        numbers[ruleSet] = number
        ruleSets.append(ruleSet)
        return number
    }
}

/// The candidate lists that locations lead to under one rule set, each once.
struct CandidateLists {
    /// Stands for the parts of IPv6 that are never looked up as IPv6.
    static let elsewhere: UInt16 = .max

    private let rules: RuleSet
    private var numbers: [[UInt16]: UInt16] = [:]
    /// Rule numbers, list after list.
    private(set) var candidates: [UInt16] = []
    private(set) var lists: [FlatRange] = []

    init(rules: RuleSet) { self.rules = rules }

    /// Number of the list for `location`: the rules that match it, smallest region first.
    mutating func list(for location: Location) -> UInt16 {
        let matching = rules.codes.indices.filter { rules.codes[$0].matches(location) }
            .map { UInt16($0) }
        if let number = numbers[matching] { return number }
        let number = UInt16(lists.count)
        numbers[matching] = number
        lists.append(
            FlatRange(start: UInt32(candidates.count), count: UInt32(matching.count))
        )
        candidates += matching
        return number
    }
}
