/// A reusable delegation set.
package struct DelegationSetEntry: Sendable, Hashable, Codable {
    package let id: ID<DelegationSetEntry>
    package let callerReference: String
    /// Without the dot at the end.
    package let nameServers: [String]

    package init(id: ID<DelegationSetEntry>, callerReference: String, nameServers: [String]) {
        self.id = id
        self.callerReference = callerReference
        self.nameServers = nameServers
    }
}
