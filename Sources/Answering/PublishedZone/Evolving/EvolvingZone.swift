internal import DNSWire

/// A zone that changes often, owner by owner, and is published again and again.
package struct EvolvingZone: Sendable {
    /// The last one that was published.
    package private(set) var published: PublishedZone
    private var contents: ChangingContents
    /// Changes that have not been published: of several for one owner the last.
    private var pending: [DomainName: OwnerContents] = [:]

    /// Compiles the whole zone.
    package init(_ contents: ZoneContents) throws(PublishingError) {
        published = try PublishedZone(contents)
        self.contents = ChangingContents(contents)
    }

    /// From the next publication on an owner says this, and nothing else.
    package mutating func set(_ contents: OwnerContents) {
        pending[contents.owner] = contents
    }

    /// Publishes the zone with all changes so far. If that cannot be, what was published stays, and the
    /// changes are tried again together with the next ones.
    package mutating func publish() throws(PublishingError) -> PublishedZone {
        guard !pending.isEmpty else { return published }
        var next = contents
        for contents in pending.values { next.set(contents) }
        published = try PublishedZone(next.merged())
        contents = next
        pending = [:]
        return published
    }
}
