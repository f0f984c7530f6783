internal import Geography
internal import Routing

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
