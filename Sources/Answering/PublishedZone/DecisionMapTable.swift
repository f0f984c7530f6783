internal import Geography
internal import Routing

/// The decision maps that the zones of a state ask: one for each distinct set of rules, by number.
///
/// States that come one out of the other have the same maps under the same numbers, until the
/// locations change. A map goes when the last zone that asks it has gone.
struct DecisionMapTable: Sendable {
    private var entries: [Entry?] = []
    private var numbers: [ClientRules: UInt32] = [:]

    private struct Entry: Sendable {
        let rules: ClientRules
        /// How many zones ask it.
        var useCount = 1
        /// Nil until `makeMaps` has made it.
        var map: DecisionMap?
    }

    /// How many maps there are.
    var count: Int { numbers.count }

    /// The rules of each.
    var rules: [ClientRules] { entries.compactMap { $0?.rules } }

    /// The numbers of the maps for the rule sets of a zone, which takes the place of one that had
    /// `oldNumbers` for `old`. Sets that are in the same place in both are not looked at.
    mutating func exchange(
        _ oldNumbers: [UInt32],
        of old: [RuleSet?],
        for new: [RuleSet?]
    ) -> [UInt32] {
        // Taken before the others are given back: a map may be wanted under another number.
        let numbers = new.enumerated().map { index, ruleSet in
            if index < old.count, old[index] === ruleSet { return oldNumbers[index] }
            return ruleSet.map { take($0.rules) } ?? Self.none
        }
        for (index, ruleSet) in old.enumerated() where ruleSet != nil {
            if index >= new.count || new[index] !== ruleSet { release(oldNumbers[index]) }
        }
        return numbers
    }

    /// In place of the number of a map for rules that have gone.
    private static let none = UInt32.max

    /// The number of the map for `rules`, for one zone more.
    private mutating func take(_ rules: ClientRules) -> UInt32 {
        if let number = numbers[rules] {
            entries[Int(number)]?.useCount += 1
            return number
        }
        let number = entries.firstIndex { $0 == nil } ?? entries.count
        if number == entries.count { entries.append(nil) }
        entries[number] = Entry(rules: rules)
        numbers[rules] = UInt32(number)
        return UInt32(number)
    }

    /// Gives back what `take` has given, for one zone.
    private mutating func release(_ number: UInt32) {
        guard let entry = entries[Int(number)] else { return }
        if entry.useCount > 1 {
            entries[Int(number)]?.useCount -= 1
        } else {
            entries[Int(number)] = nil
            numbers[entry.rules] = nil
        }
    }

    /// Forgets the maps that were made for locations which have changed.
    mutating func dropMapsOfLocations() {
        for index in entries.indices {
            if case .ipBased? = entries[index]?.rules { continue }
            entries[index]?.map = nil
        }
    }

    /// Makes the maps that are missing; the others were made for the same locations.
    mutating func makeMaps(_ locations: LocationRanges) {
        for index in entries.indices {
            guard let entry = entries[index], entry.map == nil else { continue }
            entries[index]?.map = DecisionMap(rules: entry.rules, locations: locations)
        }
    }

    /// The maps by their numbers, as the answer path reads them. A number that no zone has stands
    /// for any map.
    var views: [DecisionMap.View] {
        let maps = entries.map { $0?.map }
        guard let some = maps.lazy.compactMap({ $0 }).first else { return [] }
        return maps.map { ($0 ?? some).view }
    }
}
