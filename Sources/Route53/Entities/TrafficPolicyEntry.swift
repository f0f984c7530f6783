/// One version of a traffic policy.
package struct TrafficPolicyEntry: Sendable, Hashable, Codable {
    package let id: ID<TrafficPolicyEntry>
    package let version: Int
    package let name: String
    /// The type of the record sets that it makes, as its document says.
    package let type: String
    /// JSON, as it was sent.
    package let document: String
    package var comment: String?

    package init(
        id: ID<TrafficPolicyEntry>,
        version: Int,
        name: String,
        type: String,
        document: String,
        comment: String? = nil
    ) {
        self.id = id
        self.version = version
        self.name = name
        self.type = type
        self.document = document
        self.comment = comment
    }
}

/// The record sets that a traffic policy makes under a name.
package struct TrafficPolicyInstanceEntry: Sendable, Hashable, Codable {
    package let id: ID<TrafficPolicyInstanceEntry>
    package let hostedZone: ID<HostedZoneEntry>
    /// As listed: in lower case, escaped, with the dot at the end.
    package let name: String
    /// In seconds.
    package var ttl: Int
    package var policy: ID<TrafficPolicyEntry>
    package var policyVersion: Int
    package var type: String

    package init(
        id: ID<TrafficPolicyInstanceEntry>,
        hostedZone: ID<HostedZoneEntry>,
        name: String,
        ttl: Int,
        policy: ID<TrafficPolicyEntry>,
        policyVersion: Int,
        type: String
    ) {
        self.id = id
        self.hostedZone = hostedZone
        self.name = name
        self.ttl = ttl
        self.policy = policy
        self.policyVersion = policyVersion
        self.type = type
    }
}
