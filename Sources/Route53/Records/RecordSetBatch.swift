internal import DNSWire
internal import HostedZones

/// A batch of changes to a zone, carried out on a draft: what Route 53 would have become of it, or
/// every reason why not.
struct RecordSetBatch {
    let zone: HostedZoneEntry
    let apex: DomainName
    let author: ChangeAuthor
    private(set) var draft: RecordSetDraft
    private var problems: [String] = []
    /// What was done to each identity so far.
    private var actions: [RecordSetKey: [RecordSetAction]] = [:]

    init(_ zone: HostedZoneTable.Zone, apex: DomainName, author: ChangeAuthor) {
        self.zone = zone.entry
        self.apex = apex
        self.author = author
        draft = RecordSetDraft(zone.recordSets)
    }

    /// Carries out the changes in their order, and then looks at what has come of them.
    ///
    /// - Throws: `InvalidChangeBatch` with all problems.
    mutating func apply(_ changes: [RecordSetChange]) throws(AccountError) {
        for change in changes {
            do throws(ChangeProblem) {
                try apply(change.action, change.recordSet)
            } catch {
                add(error.message)
            }
        }
        // The rules of groups are for what the changes have made; what could not be done would only
        // bring up problems that nobody has.
        if problems.isEmpty { BatchRules(self).problems.forEach { add($0) } }
        guard problems.isEmpty else { throw AccountError(batchProblems: problems) }
    }

    /// Each problem is told once: the members of a group often share one.
    private mutating func add(_ problem: String) {
        if !problems.contains(problem) { problems.append(problem) }
    }

    private mutating func apply(
        _ action: RecordSetAction,
        _ sent: RecordSetElement
    ) throws(ChangeProblem) {
        let recordSet = try sent.read(.whole)
        let element = sent.listed(as: recordSet)
        guard recordSet.name.isAtOrBelow(apex) else {
            throw ChangeProblem(
                message: "RRSet with DNS name \(element.name) is not permitted in zone \(zone.name)"
            )
        }
        try note(action, element.key)
        let old = draft[element.key]
        try author.check(old, becoming: action == .delete ? nil : element)
        switch (action, old) {
        case (.create, .some): throw element.refusal("create", "but it already exists")
        case (.delete, nil): throw element.refusal("delete", "but it was not found")
        case (.delete, let old?):
            guard try old.isSame(as: element) else {
                throw element.refusal(
                    "delete",
                    "but the values provided do not match the current values"
                )
            }
            draft.set(element.key, to: nil)
        case (.create, nil), (.upsert, _):
            try checkTarget(of: element, recordSet)
            draft.set(element.key, to: element)
        }
    }

    /// An identity may come once, but for a DELETE and a CREATE behind it.
    private mutating func note(
        _ action: RecordSetAction,
        _ key: RecordSetKey
    ) throws(ChangeProblem) {
        let before = actions[key] ?? []
        actions[key, default: []].append(action)
        guard before.isEmpty || (before == [.delete] && action == .create) else {
            throw ChangeProblem(
                message: "The request contains an invalid set of changes for a resource record set"
                    + " '\(key.type) \(key.name)'"
            )
        }
    }

    /// What an alias leads to in this zone must be there before it.
    private func checkTarget(
        of element: RecordSetElement,
        _ recordSet: ResourceRecordSet
    ) throws(ChangeProblem) {
        guard let alias = element.aliasTarget, let target = recordSet.aliasTarget,
            let group = element.aliasGroup
        else { return }
        let isInside = target.name.isAtOrBelow(apex)
        if alias.hostedZoneID == zone.id.text, !isInside {
            throw ChangeProblem(
                message:
                    "Tried to create an alias that targets \(group.name), type \(group.type) in"
                    + " zone \(alias.hostedZoneID), but the alias target name does not lie within"
                    + " the target zone"
            )
        }
        guard isInside, draft.isEmpty(group) else { return }
        throw ChangeProblem(
            message: AliasTrees.missing(group.name, type: group.type, in: alias.hostedZoneID)
        )
    }
}

extension RecordSetElement {
    /// The element as an account keeps it: names as listed, and nothing that says nothing.
    fileprivate func listed(as recordSet: ResourceRecordSet) -> RecordSetElement {
        var element = self
        element.name = Route53Text.text(of: recordSet.name)
        if multiValueAnswer == false { element.multiValueAnswer = nil }
        if let target = recordSet.aliasTarget, let alias = aliasTarget {
            element.aliasTarget = AliasTargetElement(
                hostedZoneID: ID<HostedZoneEntry>(reference: alias.hostedZoneID).text,
                dnsName: Route53Text.text(of: target.name),
                evaluateTargetHealth: alias.evaluateTargetHealth
            )
        }
        return element
    }

    /// Whether two listed elements are equal in all that DELETE compares: values by what they mean,
    /// whatever their order.
    fileprivate func isSame(as other: RecordSetElement) throws(ChangeProblem) -> Bool {
        var one = self
        var another = other
        one.records = nil
        another.records = nil
        one.geoProximityLocation = nil
        another.geoProximityLocation = nil
        guard one == another else { return false }
        let (left, right) = (try read(.whole), try other.read(.whole))
        return left.routing == right.routing && left.values == right.values
    }

    fileprivate func refusal(_ attempt: String, _ reason: String) -> ChangeProblem {
        let identifier = setIdentifier.map { ", set-identifier='\($0)'" } ?? ""
        return ChangeProblem(
            message: "Tried to \(attempt) resource record set [name='\(name)', type='\(type)'"
                + "\(identifier)] \(reason)"
        )
    }
}

extension ResourceRecordSet {
    fileprivate var values: Set<[UInt8]> { Set(records.map { $0.folded(type) }) }
}
