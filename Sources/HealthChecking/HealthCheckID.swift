/// What a health check is called: Route 53's HealthCheckId, which record sets refer to.
///
/// The API gives UUIDs; a configuration may use names of its own.
package struct HealthCheckID: Sendable, Hashable {
    package let text: String

    private static let longest = 64

    /// What `init(_:)` reads, for messages.
    package static let form = "1 to \(longest) visible ASCII characters"

    package init?(_ text: some StringProtocol) {
        guard (1...Self.longest).contains(text.utf8.count), text.utf8.allSatisfy(\.isVisibleASCII)
        else { return nil }
        self.text = String(text)
    }
}

extension HealthCheckID: CustomStringConvertible {
    package var description: String { text }
}

extension HealthCheckID: Comparable {
    package static func < (one: HealthCheckID, other: HealthCheckID) -> Bool {
        one.text < other.text
    }
}

extension UInt8 {
    /// Neither a control character nor a space.
    var isVisibleASCII: Bool { (0x21...0x7e).contains(self) }
}
