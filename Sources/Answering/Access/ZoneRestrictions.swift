package import Addressing
internal import DNSWire

/// Which zones answer only some clients, by the numbers that zones have in a state.
///
/// Not on the answer path: whoever sends asks, and only if there are such zones at all.
final class ZoneRestrictions: Sendable {
    /// Of the zones that are restricted, ascending.
    private let numbers: [UInt32]
    /// Beside `numbers`.
    private let restrictions: [Restriction]
    private let apexes: Set<DomainName>

    private struct Restriction {
        let admitted: NetworkSet
        let refusal: AccessRules.Refusal
    }

    /// Of a state that serves everybody.
    static let none = ZoneRestrictions([])

    private init(_ rules: [(apex: DomainName, number: Int, rules: AccessRules)]) {
        let sorted = rules.sorted { $0.number < $1.number }
        numbers = sorted.map { UInt32($0.number) }
        restrictions = sorted.map {
            Restriction(admitted: $0.rules.admitted, refusal: $0.rules.refusal)
        }
        apexes = Set(sorted.map(\.apex))
    }

    /// The restrictions of a table that came out of the table of these by a change. It costs nothing
    /// unless a zone with restrictions takes part in it.
    ///
    /// - Parameters:
    ///   - table: the zones as they are now.
    ///   - zones: those that were put in.
    ///   - removed: the apexes of those that went.
    ///   - options: what the operator says of zones, over what they say themselves.
    ///   - areNewOptions: whether that has changed.
    /// - Returns: the restrictions by the zones' numbers of now.
    func following(
        _ table: borrowing ZoneTable,
        putting zones: [PublishedZone],
        removing removed: [DomainName],
        _ options: [DomainName: AccessRules],
        areNewOptions: Bool
    ) -> ZoneRestrictions {
        let isTouched =
            areNewOptions || removed.contains(where: apexes.contains)
            || zones.contains {
                $0.access != nil || apexes.contains($0.apex) || options[$0.apex] != nil
            }
        guard isTouched else { return self }
        var candidates = apexes.union(options.keys)
        candidates.formUnion(zones.filter { $0.access != nil }.map(\.apex))
        var rules: [(apex: DomainName, number: Int, rules: AccessRules)] = []
        for apex in candidates {
            guard let (number, zone) = table.numberedZone(at: apex),
                let access = options[apex] ?? zone.access
            else { continue }
            rules.append((apex, number, access))
        }
        return rules.isEmpty ? .none : ZoneRestrictions(rules)
    }

    var isEmpty: Bool { numbers.isEmpty }

    func restricts(_ zone: Int) -> Bool { index(of: zone) != nil }

    /// What becomes of a query of `client` that the zone has answered; nil if it may ask.
    func refusal(of client: IPAddress, byZone zone: Int) -> AccessRules.Refusal? {
        guard let index = index(of: zone), !restrictions[index].admitted.contains(client) else {
            return nil
        }
        return restrictions[index].refusal
    }

    private func index(of zone: Int) -> Int? {
        var low = 0
        var high = numbers.count
        while low < high {
            let middle = (low + high) / 2
            if Int(numbers[middle]) < zone { low = middle + 1 } else { high = middle }
        }
        return low < numbers.count && Int(numbers[low]) == zone ? low : nil
    }
}

extension ServingState {
    /// Whether there are zones that answer only some clients.
    @inline(always)
    package var hasRestrictedZones: Bool { !restrictions.isEmpty }

    /// What becomes of a query of `client` that the zone has answered, as an `Outcome` names it; nil
    /// if it may ask.
    package func refusal(of client: IPAddress, byZone zone: Int) -> AccessRules.Refusal? {
        restrictions.refusal(of: client, byZone: zone)
    }
}
