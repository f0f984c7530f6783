internal import DNSWire
internal import HostedZones

/// What must hold of a zone behind a batch, as far as the batch can have broken it: at the names and
/// in the groups that it touched, and in the trees of aliases that lead there.
///
/// The rules are those of `ZoneChecks`, which look at whole zones.
struct BatchRules {
    private let zone: HostedZoneEntry
    private let draft: RecordSetDraft
    private let rules: NodeRules
    private let apex: DomainName

    init(_ batch: RecordSetBatch) {
        zone = batch.zone
        draft = batch.draft
        apex = batch.apex
        rules = NodeRules(apex: batch.apex)
    }

    var problems: [String] {
        var problems: [String] = []
        var seenNames: Set<String> = []
        var seenGroups: Set<RecordSetGroup> = []
        for key in draft.touched {
            if seenNames.insert(key.name).inserted { problems += nodeProblems(at: key.name) }
            if seenGroups.insert(key.group).inserted { problems += groupProblems(of: key.group) }
        }
        return problems + apexProblems() + aliasProblems(of: seenGroups)
    }

    /// The record sets without their records: how many there are is looked at beside them. What cannot
    /// be read any more, of what was kept, stands in nobody's way.
    private func recordSets(_ elements: [RecordSetElement]) -> [ResourceRecordSet] {
        elements.compactMap { element in
            do throws(ChangeProblem) {
                return try element.read(.withoutRecords)
            } catch {
                return nil
            }
        }
    }

    private func nodeProblems(at name: String) -> [String] {
        let elements = draft.elements(named: name)
        let new = recordSets(elements.new)
        var problems: [String] = []
        for (element, recordSet) in zip(elements.new, new) {
            problems += placeProblems(of: element, recordSet)
        }
        let kept = Set(recordSets(elements.kept).map(\.type))
        guard NodeRules.conflict(among: kept.union(new.map(\.type))) else { return problems }
        // Whoever came last is in the way.
        var types = kept
        for recordSet in new {
            types.insert(recordSet.type)
            guard NodeRules.conflict(among: types) else { continue }
            problems.append(
                recordSet.type == .cname
                    ? rules.refusal(ofCNAMEAt: recordSet.name)
                    : rules.refusal(of: recordSet.type, besideCNAMEAt: recordSet.name)
            )
        }
        return problems
    }

    private func placeProblems(
        of element: RecordSetElement,
        _ recordSet: ResourceRecordSet
    ) -> [String] {
        let isAtApex = recordSet.name == apex
        switch recordSet.type {
        case .ns where recordSet.name.isWildcard:
            return ["Changing wildcard NS record sets are not supported. No changes made."]
        case .ds where isAtApex, .cname where isAtApex:
            return [
                "RRSet of type \(recordSet.type) with DNS name \(recordSet.name) is not permitted at"
                    + " apex in zone \(zone.name)"
            ]
        case .soa where isAtApex && (element.records?.count ?? 0) > 1: return [Self.oneAuthority]
        default:
            return rules.faults(
                of: recordSet.name,
                recordSet.type,
                recordCount: element.records?.count ?? 1
            )
        }
    }

    private func groupProblems(of group: RecordSetGroup) -> [String] {
        let elements = draft.elements(of: group)
        guard !elements.new.isEmpty else { return danglingProblems(of: group, elements.kept) }
        let routing = RoutingGroup(
            recordSets(elements.kept) + recordSets(elements.new),
            wording: .changes
        )
        return routing.problems(from: elements.kept.count).map(\.message)
    }

    /// The last record set of a group stays as long as an alias leads to it.
    private func danglingProblems(
        of group: RecordSetGroup,
        _ kept: [RecordSetElement]
    ) -> [String] {
        guard kept.isEmpty, let alias = draft.aliases(to: group).first else { return [] }
        return [
            "Tried to delete resource record set [name='\(group.name)', type='\(group.type)'] but it"
                + " is the target of the alias [name='\(alias.name)', type='\(alias.type)']"
        ]
    }

    private static let oneAuthority = "A HostedZone must contain exactly one SOA record."

    private func apexProblems() -> [String] {
        let name = zone.name
        var problems: [String] = []
        if draft.isEmpty(RecordSetGroup(name: name, type: "SOA")) {
            problems.append(Self.oneAuthority)
        }
        if draft.isEmpty(RecordSetGroup(name: name, type: "NS")) {
            problems.append(
                "A HostedZone must contain at least one NS record for the zone itself."
            )
        }
        return problems
    }
}

extension BatchRules {
    /// Loops, and trees that are too deep or too large. What a batch did not touch reaches no further
    /// than before, unless it leads to what it touched.
    private func aliasProblems(of groups: Set<RecordSetGroup>) -> [String] {
        var trees = AliasTrees(node: node)
        var problems: [String] = []
        for group in affected(groups) {
            guard let name = domainName(group.name), let type = Route53Value.types[group.type],
                let fault = trees.fault(below: AliasTrees.Group(name: name, type: type))
            else { continue }
            let elements = draft.elements(of: group)
            let recordSets = recordSets(elements.kept + elements.new)
            guard let alias = recordSets.last(where: { $0.aliasTarget != nil }),
                let target = alias.aliasTarget
            else { continue }
            problems.append(AliasTrees.refusal(of: alias, to: target.name, for: fault))
        }
        return problems
    }

    /// The groups touched, and those from which aliases lead to them, over as many steps as there
    /// are: in the order of the list.
    private func affected(_ groups: Set<RecordSetGroup>) -> [RecordSetGroup] {
        var known: Set<RecordSetGroup> = []
        var open = groups.filter { hasGrown($0) }
        while let group = open.popFirst() {
            guard known.insert(group).inserted else { continue }
            for alias in draft.aliases(to: group) { open.insert(alias.group) }
        }
        return known.sorted { RecordSetOrder($0) < RecordSetOrder($1) }
    }

    /// Whether there is more in a group than before, or another target: else nothing that leads to it
    /// reaches further than before.
    private func hasGrown(_ group: RecordSetGroup) -> Bool {
        let elements = draft.elements(of: group)
        guard !elements.new.isEmpty else { return false }
        return elements.new.contains { element in
            guard let before = draft.before(element.key) else { return true }
            return before.aliasGroup != element.aliasGroup && element.aliasGroup != nil
        }
    }

    private func node(of group: AliasTrees.Group) -> AliasTrees.Node? {
        let group = RecordSetGroup(
            name: Route53Text.text(of: group.name),
            type: "\(group.type)"
        )
        let elements = draft.elements(of: group)
        let all = elements.kept + elements.new
        return all.isEmpty ? nil : AliasTrees.Node(recordSets(all))
    }

    private func domainName(_ listed: String) -> DomainName? {
        do throws(NameFault) {
            return try Route53Text.checkedName(listed)
        } catch {
            return nil
        }
    }
}
