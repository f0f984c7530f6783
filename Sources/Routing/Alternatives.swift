package import Geography

/// The record sets of one name and type among which a routing policy chooses, without their
/// records: routing knows no DNS. An alternative is named by its index.
package struct Alternatives: Sendable, Hashable {
    package let policy: Policy

    package init(policy: Policy) { self.policy = policy }

    /// How one alternative is chosen. The associated array has one element per alternative.
    package enum Policy: Sendable, Hashable {
        /// Route 53's geolocation routing: the smallest region that holds the client wins.
        case geolocation([LocationCode])
    }
}
