/// The tags of one resource; one without tags has no entry.
package struct TagSetEntry: Sendable, Hashable, Codable {
    package let resource: TaggedResource
    /// By key.
    package var tags: [String: String]

    package init(resource: TaggedResource, tags: [String: String]) {
        self.resource = resource
        self.tags = tags
    }
}

/// What can have tags.
package enum TaggedResource: Sendable, Hashable, Codable {
    case hostedZone(ID<HostedZoneEntry>)
    case healthCheck(ID<HealthCheckEntry>)
}
