/// What became of one alternative when a client asked.
package enum Verdict: String, Sendable, Hashable {
    case chosen
    /// It is for a place where the client is not.
    case elsewhere
    /// It would have done, but another one came before it.
    case passedOver
    case unhealthy
    /// It could have been drawn, and another one was.
    case notDrawn
}
