internal import Routing

/// One of the distinct sets of rules in a zone. The same object in two versions of a zone is the same
/// set, which is told without a look at the rules.
final class RuleSet: Sendable {
    let rules: ClientRules

    init(_ rules: ClientRules) { self.rules = rules }
}

/// The distinct sets of rules that the routed RRsets of a zone decide by, by the numbers in `Route`.
struct RuleSetTable: Sendable {
    /// Nil where a set has gone, until another one gets its number.
    private(set) var ruleSets: [RuleSet?] = []
    /// How many routed RRsets use each.
    private var useCounts: [Int] = []
    private var numbers: [ClientRules: UInt32] = [:]
    private var free: [UInt32] = []

    /// The number of these rules, for one routed RRset more.
    mutating func take(_ rules: ClientRules) -> UInt32 {
        if let number = numbers[rules] {
            useCounts[Int(number)] += 1
            return number
        }
        let number = free.popLast() ?? UInt32(ruleSets.count)
        if number == ruleSets.count {
            ruleSets.append(nil)
            useCounts.append(0)
        }
        ruleSets[Int(number)] = RuleSet(rules)
        useCounts[Int(number)] = 1
        numbers[rules] = number
        return number
    }

    /// Gives back what `take` has given, for one routed RRset.
    mutating func release(_ number: UInt32) {
        let index = Int(number)
        useCounts[index] -= 1
        guard useCounts[index] == 0, let ruleSet = ruleSets[index] else { return }
        numbers[ruleSet.rules] = nil
        ruleSets[index] = nil
        free.append(number)
    }
}
