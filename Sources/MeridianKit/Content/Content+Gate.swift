import Answering
import GeoIP
import OperatorConfiguration

// What makes expectations fail is not let in.

extension Content {
    /// Takes out of the candidate what makes expectations fail: a database or networks if all is
    /// good without them, else the zones that have to do with it. What fails all the same is told.
    /// Returns the verdicts on the whole.
    @discardableResult
    mutating func refuseUnexpected(
        _ candidate: inout Candidate,
        since before: Content?,
        asksAll: Bool
    ) -> [ExpectationVerdict] {
        guard !candidate.isNothing || asksAll else { return [] }
        holdLocationsIfTooMuchMoves(&candidate, since: before)
        let asksAll = asksAll || candidate.ranges != nil
        let verdicts = gate.verdicts(on: &candidate, zones, expectationFiles, asksAll: asksAll)
        var current = verdicts
        holdLocations(&candidate, since: before, &current)
        holdZones(&candidate, since: before, &current, asksAll: asksAll)
        holdLocations(&candidate, since: before, &current)
        refuse(for: gate.newFailures(current).compactMap(\.problem))
        gate.accept(current)
        return verdicts
    }

    /// Leaves addresses where they were if a new database would move more of them than is allowed.
    private mutating func holdLocationsIfTooMuchMoves(
        _ candidate: inout Candidate,
        since before: Content?
    ) {
        guard let before, let ranges = candidate.ranges, let new = locations.database?.info,
            locations.hasOtherDatabase(than: before.locations)
        else { return }
        let moved = candidate.base.addressesMoved(by: ranges)
        report.moved = moved
        guard let limit = settings.configuration.mostMovedPercent, moved.share * 100 > limit
        else { return }
        candidate.ranges = nil
        holdLocations(
            since: before.locations,
            [
                .error(
                    """
                    \(new.path): found another answer for \(moved), expected at most \(limit) % of \
                    either (geo.max_moved_percent)
                    """
                )
            ]
        )
    }

    /// Leaves addresses where they were if that helps against all failures.
    private mutating func holdLocations(
        _ candidate: inout Candidate,
        since before: Content?,
        _ verdicts: inout [ExpectationVerdict]
    ) {
        let failures = gate.newFailures(verdicts)
        guard !failures.isEmpty, let before, candidate.ranges != nil else { return }
        var other = candidate
        other.ranges = nil
        let others = gate.verdicts(on: &other, zones, expectationFiles, asksAll: true)
        guard gate.newFailures(others).isEmpty else { return }
        (candidate, verdicts) = (other, others)
        holdLocations(since: before.locations, failures.compactMap(\.problem))
    }

    /// Leaves addresses where they were, for these reasons.
    private mutating func holdLocations(since old: LocationSource, _ reasons: [Problem]) {
        let isDatabaseNew = locations.hasOtherDatabase(than: old)
        if isDatabaseNew, let path = locations.database?.info.path { report.refuse(path) }
        let consequence: Problem =
            if isDatabaseNew {
                .error(
                    """
                    \(locations.words) is refused for what would change; \(old.words) stays in use
                    """
                )
            } else {
                .error(
                    """
                    \(configurationPath): networks: refused for what would change; they stay as they \
                    were
                    """
                )
            }
        let problems = reasons + [consequence]
        // What is tried again and again is told once.
        if problems != old.problems { refuse(for: problems) }
        locations.hold(since: old, problems)
    }

    /// Leaves zones as they were as long as that can help against failures.
    private mutating func holdZones(
        _ candidate: inout Candidate,
        since before: Content?,
        _ verdicts: inout [ExpectationVerdict],
        asksAll: Bool
    ) {
        while case let failures = gate.newFailures(verdicts), !failures.isEmpty {
            let culprits = gate.culprits(failures, in: candidate)
            let changed = candidate.zones.replaced.count
            refuse(for: zones.hold(culprits, since: before?.zones, &candidate.zones, &report))
            guard candidate.zones.replaced.count < changed else { return }
            verdicts = gate.verdicts(on: &candidate, zones, expectationFiles, asksAll: asksAll)
        }
    }

    private mutating func refuse(for problems: [Problem]) {
        report.problems += problems
        gateProblems += problems
    }
}
