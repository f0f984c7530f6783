/// Who may ask: the longest network around a client decides. A client in none of them may ask unless
/// there are networks that may: then only they do.
package struct AccessRules: Sendable, Hashable {
    package var allow: [IPPrefix]
    /// None of `allow`.
    package var deny: [IPPrefix]
    package var refusal: Refusal

    package init(allow: [IPPrefix] = [], deny: [IPPrefix] = [], refusal: Refusal = .reply) {
        self.allow = allow
        self.deny = deny
        self.refusal = refusal
    }

    /// What others get.
    package enum Refusal: String, Sendable, Hashable, CaseIterable {
        /// REFUSED, with the reason (RFC 8914 §4.19).
        case reply
        /// Nothing.
        case drop
    }

    /// All clients that may ask.
    package var admitted: NetworkSet {
        NetworkSet(allow, except: deny, rest: allow.isEmpty)
    }
}
