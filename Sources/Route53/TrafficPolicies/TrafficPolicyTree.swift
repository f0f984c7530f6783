/// The record sets that a traffic policy becomes under a name.
///
/// The rule that the policy starts with becomes the record sets of that name. Every rule below it
/// becomes record sets of a name of its own, in the same zone, and the branches that lead to it
/// become aliases to that name: `_<instance>-<n>.<name>`, where `instance` is the id of the traffic
/// policy instance without hyphens and `n` counts the rules from 1, in the order in which they are
/// reached. A rule that several branches lead to is there once.
struct TrafficPolicyTree {
    private let document: TrafficPolicyDocument
    private let instance: ID<TrafficPolicyInstanceEntry>
    private let zone: ID<HostedZoneEntry>
    /// As listed.
    private let name: String
    /// In seconds.
    private let ttl: Int
    /// By the ids of the rules.
    private var ruleNames: [String: String] = [:]
    private(set) var recordSets: [RecordSetElement] = []

    /// SetIdentifiers are this long at most (in Route 53 128); ids in documents have no limit.
    private static let longestID = 100

    /// The targets of aliases stand before the aliases.
    static func recordSets(
        of document: TrafficPolicyDocument,
        for instance: TrafficPolicyInstanceEntry
    ) -> [RecordSetElement] {
        var tree = TrafficPolicyTree(document, instance)
        switch document.start {
        case .endpoint(let id):
            tree.recordSets = [tree.recordSet(named: tree.name, toEndpoint: id)]
        case .rule(let id):
            tree.add(rule: id, named: tree.name)
        }
        return tree.recordSets
    }

    private init(_ document: TrafficPolicyDocument, _ instance: TrafficPolicyInstanceEntry) {
        self.document = document
        self.instance = instance.id
        zone = instance.hostedZone
        name = instance.name
        ttl = instance.ttl
    }

    private mutating func add(rule id: String, named ruleName: String) {
        var own: [RecordSetElement] = []
        for (number, branch) in (document.rules[id]?.branches ?? []).enumerated() {
            var recordSet: RecordSetElement
            let targetID: String
            switch branch.target {
            case .endpoint(let endpoint):
                targetID = endpoint
                recordSet = self.recordSet(named: ruleName, toEndpoint: endpoint)
            case .rule(let rule):
                targetID = rule
                recordSet = alias(
                    named: ruleName,
                    to: AliasTargetElement(
                        hostedZoneID: zone.text,
                        dnsName: nameAdding(rule: rule),
                        evaluateTargetHealth: true
                    )
                )
            }
            // What a branch does not say is left as the console has it: health is evaluated, where
            // Route 53 can.
            if let evaluates = branch.evaluatesTargetHealth {
                recordSet.aliasTarget?.evaluateTargetHealth = evaluates
            }
            recordSet.setIdentifier = "\(targetID.prefix(Self.longestID))-\(number + 1)"
            recordSet.healthCheckID = branch.healthCheckID
            branch.condition.apply(to: &recordSet)
            own.append(recordSet)
        }
        recordSets += own
    }

    /// The name of a rule below another, whose record sets are made if they are not there.
    private mutating func nameAdding(rule id: String) -> String {
        if let known = ruleNames[id] { return known }
        let prefix = instance.text.filter { $0 != "-" }
        let ruleName = "_\(prefix)-\(ruleNames.count + 1).\(name)"
        ruleNames[id] = ruleName
        add(rule: id, named: ruleName)
        return ruleName
    }

    private func recordSet(named owner: String, toEndpoint id: String) -> RecordSetElement {
        switch document.endpoints[id] {
        case .alias(let target):
            return alias(
                named: owner,
                to: AliasTargetElement(
                    hostedZoneID: target.kind.hostedZoneID,
                    dnsName: target.dnsName,
                    evaluateTargetHealth: target.kind.canEvaluateHealth
                )
            )
        case .value(let value):
            return labelled(
                RecordSetElement(
                    name: owner,
                    type: document.recordType,
                    ttl: ttl,
                    records: [value]
                )
            )
        case nil: preconditionFailure("the reader has seen that every reference leads somewhere")
        }
    }

    private func alias(named owner: String, to target: AliasTargetElement) -> RecordSetElement {
        var recordSet = RecordSetElement(name: owner, type: document.recordType)
        recordSet.aliasTarget = target
        return labelled(recordSet)
    }

    private func labelled(_ recordSet: RecordSetElement) -> RecordSetElement {
        var labelled = recordSet
        labelled.trafficPolicyInstanceID = instance.text
        return labelled
    }
}
