internal import Geography
internal import Routing

/// The rule sets of all published zones, each with a number that stays its own.
package struct RuleSetRegistry: Sendable {
    private(set) var ruleSets: [GeolocationRules] = []

    package init() {}

    private var numbers: [GeolocationRules: UInt32] = [:]

    mutating func number(of ruleSet: GeolocationRules) -> UInt32 {
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

    private let rules: GeolocationRules
    private var numbers: [[UInt16]: UInt16] = [:]
    /// Rule numbers, list after list.
    private(set) var candidates: [UInt16] = []
    private(set) var lists: [FlatRange] = []

    init(rules: GeolocationRules) { self.rules = rules }

    /// Number of the list for `location`.
    mutating func list(for location: Location) -> UInt16 {
        let matching = rules.candidates(for: location).map { UInt16($0) }
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
