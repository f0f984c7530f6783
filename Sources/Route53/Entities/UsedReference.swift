/// A CallerReference that has been used. Route 53 never gives one of a hosted zone or a health check
/// free again.
package struct UsedReference: Sendable, Hashable, Codable {
    package let kind: Kind
    package let reference: String

    package init(_ kind: Kind, _ reference: String) {
        self.kind = kind
        self.reference = reference
    }

    package enum Kind: String, Sendable, Hashable, Codable {
        case hostedZone
        case healthCheck
    }
}
