/// What is thought of an endpoint, as results come in.
///
/// It takes as many results in a row against the present opinion as the threshold says to change
/// it, in both directions. An endpoint is healthy until there is enough data.
package struct EndpointHealth: Sendable, Hashable {
    package private(set) var health = Health.healthy
    /// How many results in a row speak against `health`.
    package private(set) var opposingResults = 0

    package init() {}

    package mutating func observe(_ found: Health, threshold: Int) {
        guard found != health else {
            opposingResults = 0
            return
        }
        opposingResults += 1
        if opposingResults >= threshold {
            health = found
            opposingResults = 0
        }
    }

    /// Results of something else do not count in the row of the new endpoint. The opinion stays
    /// until there are results that say otherwise.
    package mutating func forgetResults() { opposingResults = 0 }
}
