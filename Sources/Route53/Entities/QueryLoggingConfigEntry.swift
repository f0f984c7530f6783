/// Where somebody wants the queries of a zone logged. It is kept, and nothing is logged for it.
package struct QueryLoggingConfigEntry: Sendable, Hashable, Codable {
    package let id: ID<QueryLoggingConfigEntry>
    package let hostedZone: ID<HostedZoneEntry>
    package let logGroup: String

    package init(
        id: ID<QueryLoggingConfigEntry>,
        hostedZone: ID<HostedZoneEntry>,
        logGroup: String
    ) {
        self.id = id
        self.hostedZone = hostedZone
        self.logGroup = logGroup
    }
}
