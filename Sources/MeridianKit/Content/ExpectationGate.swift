import Answering
import DNSWire
import HostedZones

/// Asks candidates what operators expect of them, as far as what changes can matter.
struct ExpectationGate {
    /// The zones with expectations whose answers lead to other zones: what changes there matters
    /// to them.
    private var crossingZones: Set<DomainName> = []
    /// What fails, and could not be helped: whoever changes something else is not to blame.
    private(set) var standing: [ExpectationVerdict] = []

    /// Verdicts on the expectations that the candidate can fail: on all of them if where addresses
    /// are, or what is expected, has changed.
    mutating func verdicts(
        on candidate: inout Candidate,
        _ zones: ZoneFiles,
        _ files: ExpectationFiles,
        asksAll: Bool
    ) -> [ExpectationVerdict] {
        let names = asksAll ? zones.namesWithExpectations : dueZones(candidate, zones)
        guard !names.isEmpty || !files.expectations.isEmpty else { return [] }
        var check = ExpectationCheck(candidate.state)
        var verdicts: [ExpectationVerdict] = []
        for name in names {
            let own = zones.expectations(of: name).map { check.verdict(on: $0) }
            let isCrossing = own.contains { $0.visitedNames.contains { !$0.isAtOrBelow(name) } }
            if isCrossing { crossingZones.insert(name) } else { crossingZones.remove(name) }
            verdicts += own
        }
        return verdicts + files.expectations.map { check.verdict(on: $0) }
    }

    /// Those that changed, those above them, which may have lost names to them, and those that lead
    /// elsewhere.
    private func dueZones(_ candidate: Candidate, _ zones: ZoneFiles) -> [DomainName] {
        var names = crossingZones
        for changed in candidate.zones.names {
            var name: DomainName? = changed
            while let zone = name {
                names.insert(zone)
                name = zone.parent
            }
        }
        return names.filter { !zones.expectations(of: $0).isEmpty }.sorted()
    }

    /// Those that fail, and did not before.
    func newFailures(_ verdicts: [ExpectationVerdict]) -> [ExpectationVerdict] {
        let known = Set(standing.map(\.expectation))
        return verdicts.filter { !$0.isMet && !known.contains($0.expectation) }
    }

    /// Remembers what fails from now on.
    mutating func accept(_ verdicts: [ExpectationVerdict]) {
        let asked = Set(verdicts.map(\.expectation))
        standing.removeAll { asked.contains($0.expectation) }
        standing += verdicts.filter { !$0.isMet }
    }

    /// The zones of the candidate without which an expectation might not have failed: those that
    /// hold a name on the way to the answer as it is now. Where the new way leaves that, one of
    /// them has changed.
    func culprits(
        _ failures: [ExpectationVerdict],
        in candidate: Candidate
    ) -> [DomainName: [ExpectationVerdict]] {
        var culprits: [DomainName: [ExpectationVerdict]] = [:]
        var before = ExpectationCheck(candidate.base)
        let changed = candidate.zones.replaced.map(\.apex)
        for failure in failures {
            let names =
                [failure.expectation.name]
                + before.verdict(on: failure.expectation).visitedNames
            for zone in changed where names.contains(where: { $0.isAtOrBelow(zone) }) {
                culprits[zone, default: []].append(failure)
            }
        }
        return culprits
    }
}

extension ExpectationVerdict {
    /// The owners of the records in the answers, and where aliases lead.
    fileprivate var visitedNames: [DomainName] {
        answers.shares.flatMap(\.answer.records).flatMap { record in
            switch record.data {
            case .cname(let alias): [record.owner, alias.target]
            case .dname(let redirection): [record.owner, redirection.target]
            default: [record.owner]
            }
        }
    }
}

extension ZoneChanges {
    fileprivate var names: [DomainName] { replaced.map(\.apex) + removed }
}

extension ZoneFiles {
    /// What is expected of the zone that is served under this name, by its own file.
    fileprivate func expectations(of name: DomainName) -> [Expectation] {
        holders[name]?.first.flatMap { entries[$0]?.zone?.expectations } ?? []
    }

    fileprivate var namesWithExpectations: [DomainName] {
        holders.keys.filter { !expectations(of: $0).isEmpty }.sorted()
    }

    /// Puts back what was served under these names before the file was read that `changes` come
    /// from. Returns why.
    mutating func hold(
        _ culprits: [DomainName: [ExpectationVerdict]],
        since old: ZoneFiles?,
        _ changes: inout ZoneChanges,
        _ report: inout ReloadReport
    ) -> [Problem] {
        var all: [Problem] = []
        for (name, failures) in culprits.sorted(by: { $0.key < $1.key }) {
            guard let path = holders[name]?.first, var entry = entries[path] else { continue }
            let former = old?.entries[path]
            let isSame = former?.file == entry.file
            let problems =
                failures.compactMap(\.problem) + [
                    .error(
                        """
                        \(path): the zone \(name) is refused for what it would answer\
                        \(isSame && former?.zone != nil ? "; it stays as it was" : "")
                        """
                    )
                ]
            entry.zone = isSame ? former?.zone : nil
            entry.isGood = false
            entry.isHeld = true
            entry.problems += problems
            put(entry, at: path, &changes)
            all += problems
            report.refuse(path)
        }
        settle(&changes)
        return all
    }
}
