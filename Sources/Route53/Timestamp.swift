internal import Foundation

/// A moment of wall time, to the millisecond.
package struct Timestamp: Sendable, Hashable, Comparable {
    /// Since 1970.
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (one: Timestamp, other: Timestamp) -> Bool {
        one.milliseconds < other.milliseconds
    }

    private static let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// Reads `2017-02-10T01:36:41.958Z`.
    package init?(_ text: String) {
        guard let date = try? Date(text, strategy: Self.format) else { return nil }
        milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded())
    }
}

extension Timestamp: CustomStringConvertible {
    /// As Route 53 writes it: `2017-02-10T01:36:41.958Z`.
    package var description: String {
        // The format cuts off what is below a millisecond, and a `Date` can lie just below one.
        Date(timeIntervalSince1970: (Double(milliseconds) + 0.5) / 1000).formatted(Self.format)
    }
}

extension Timestamp: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let timestamp = Timestamp(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "expected a time such as 2017-02-10T01:36:41.958Z"
            )
        }
        self = timestamp
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
