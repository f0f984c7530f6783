internal import Foundation

/// Names requests: `x-amzn-RequestId`.
enum RequestIdentifier {
    static func make() -> String { UUID().uuidString.lowercased() }
}
