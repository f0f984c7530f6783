/// Why an operation of Meridian's own API is refused.
package struct OwnProblem: Error, Sendable, Hashable {
    package let kind: Kind
    /// What was found, and what was expected.
    package let message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    package enum Kind: Sendable, Hashable {
        case invalid
        case notFound
        case notAllowed
        case unavailable
    }
}
