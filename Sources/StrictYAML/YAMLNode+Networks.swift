package import Addressing

extension YAMLNode {
    /// A list of networks, each once; a bare address is a network of one.
    package func networks() throws(YAMLError) -> [IPPrefix] {
        var networks: [IPPrefix] = []
        for item in try items("a list of networks") {
            let expected = "a network without host bits, such as 192.0.2.0/24"
            guard let network = IPPrefix(try item.text(expected)) else {
                throw item.error(expected: expected)
            }
            guard !networks.contains(network) else {
                throw item.error(found: "\(network) again", expected: "each network once")
            }
            networks.append(network)
        }
        guard !networks.isEmpty else { throw error(expected: "at least one network") }
        return networks
    }
}

extension YAMLFields {
    /// The values of `allow`, `deny` and `refused`; nil if none of these keys stands there.
    package mutating func takeAccessRules() throws(YAMLError) -> AccessRules? {
        let (allow, deny, refused) = (take("allow"), take("deny"), take("refused"))
        guard allow != nil || deny != nil else {
            guard let refused else { return nil }
            throw refused.error(
                found: "refused without allow and deny",
                expected: "networks that may ask, or may not"
            )
        }
        var rules = AccessRules()
        if let allow { rules.allow = try allow.networks() }
        if let deny {
            rules.deny = try deny.networks()
            if let both = rules.deny.first(where: rules.allow.contains) {
                throw deny.error(found: "\(both), which allow has too", expected: "one of them")
            }
        }
        if let refused {
            let expected = "reply or drop"
            guard let refusal = AccessRules.Refusal(rawValue: try refused.text(expected)) else {
                throw refused.error(expected: expected)
            }
            rules.refusal = refusal
        }
        return rules
    }
}
