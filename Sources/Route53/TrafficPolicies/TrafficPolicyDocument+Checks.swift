internal import StrictYAML

// What must hold among the rules of a document.

extension TrafficPolicyDocument {
    /// Rules below rules: each is an alias more on the way to an answer, and DNS follows sixteen.
    private static let deepestNesting = 16

    /// Refuses a rule that leads back to itself, or too deep.
    func requireEnd(of rule: YAMLNode.Key) throws(YAMLError) {
        var reached: Set<String> = [rule.text]
        for _ in 0..<Self.deepestNesting {
            let below = reached.reduce(into: Set<String>()) { below, id in
                for branch in rules[id]?.branches ?? [] {
                    if case .rule(let next) = branch.target { below.insert(next) }
                }
            }
            guard !below.contains(rule.text) else {
                throw rule.error(
                    found: "the rule \(YAMLNode.quote(rule.text)), which leads back to itself",
                    expected: "rules that lead to endpoints"
                )
            }
            if below.isEmpty { return }
            reached = below
        }
        throw rule.error(
            found: "a rule with more than \(Self.deepestNesting) rules below each other",
            expected: "at most \(Self.deepestNesting)"
        )
    }

    /// Refuses a multivalue rule over an endpoint that needs an alias.
    func requireFittingEndpoints(of rule: YAMLNode.Entry) throws(YAMLError) {
        for branch in rules[rule.key.text]?.branches ?? [] where branch.condition == .multivalue {
            guard case .endpoint(let id) = branch.target, case .alias? = endpoints[id] else {
                continue
            }
            throw rule.value.error(
                found: "a multivalue rule over the endpoint \(YAMLNode.quote(id))",
                expected: "endpoints of type value"
            )
        }
    }
}
