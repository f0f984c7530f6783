/// What Route 53 limits for an account. Hosted zones are not limited here, nor the record sets in
/// them: there is nobody to be protected from their owner. The others are as in Route 53, where most
/// clients and tests know them.
package enum AccountLimit: String, Sendable, Hashable, CaseIterable {
    case maxHealthChecks = "MAX_HEALTH_CHECKS_BY_OWNER"
    case maxHostedZones = "MAX_HOSTED_ZONES_BY_OWNER"
    case maxTrafficPolicyInstances = "MAX_TRAFFIC_POLICY_INSTANCES_BY_OWNER"
    case maxReusableDelegationSets = "MAX_REUSABLE_DELEGATION_SETS_BY_OWNER"
    case maxTrafficPolicies = "MAX_TRAFFIC_POLICIES_BY_OWNER"

    package var value: Int {
        switch self {
        case .maxHealthChecks: 200
        case .maxHostedZones: Self.unlimited
        case .maxTrafficPolicyInstances: 5
        case .maxReusableDelegationSets: 100
        case .maxTrafficPolicies: 50
        }
    }

    /// A limit has to be a number: the largest that every client can read.
    package static let unlimited = Int(Int32.max)
}

/// Children of GetAccountLimitResponse and of the other two responses with a limit.
package struct LimitResponse: Sendable, Hashable, Encodable {
    package let limit: Limit
    package let count: Int

    package struct Limit: Sendable, Hashable, Encodable {
        package let type: String
        package let value: Int

        private enum CodingKeys: String, CodingKey {
            case type = "Type"
            case value = "Value"
        }
    }

    package init(type: String, value: Int, count: Int) {
        limit = Limit(type: type, value: value)
        self.count = count
    }

    private enum CodingKeys: String, CodingKey {
        case limit = "Limit"
        case count = "Count"
    }
}

extension Account {
    package func getAccountLimit(_ type: String) throws(AccountError) -> LimitResponse {
        guard let limit = AccountLimit(rawValue: type) else {
            throw .notInEnumeration(type, AccountLimit.allCases.map(\.rawValue))
        }
        return LimitResponse(type: type, value: limit.value, count: count(of: limit))
    }

    /// How much of it there is.
    private func count(of limit: AccountLimit) -> Int {
        switch limit {
        case .maxHealthChecks: healthChecks.count
        case .maxHostedZones: hostedZones.count
        case .maxTrafficPolicyInstances: trafficPolicyInstances.count
        case .maxReusableDelegationSets: delegationSets.count
        case .maxTrafficPolicies: Set(trafficPolicies.keys.map(\.id)).count
        }
    }

    /// Throws the error, which is given the limit, if there can be no more.
    func requireRoom(
        for limit: AccountLimit,
        or error: (Int) -> AccountError
    ) throws(AccountError) {
        guard count(of: limit) < limit.value else { throw error(limit.value) }
    }
}
