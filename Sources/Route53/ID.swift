/// Names one resource of an account: `Z0123…` a hosted zone, a UUID a health check. Without the
/// prefix (`/hostedzone/`) that answers write before some of them.
package struct ID<Resource>: Sendable, Hashable {
    package let text: String

    package init(_ text: String) { self.text = text }
}

extension ID: Comparable {
    package static func < (one: ID, other: ID) -> Bool { one.text < other.text }
}

extension ID: CustomStringConvertible {
    package var description: String { text }
}

extension ID: Codable {
    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
